"""What the stand-in asks of the platform."""

app_name = "erpnext"
app_title = "ERPNext"
app_publisher = "Gigafibre FSM contributors"
app_description = "Stand-ins of ERPNext's doctypes"
app_email = "fsm@gigafibre.example"
app_license = "agpl-3.0"

after_install = "erpnext.setup.install.after_install"
