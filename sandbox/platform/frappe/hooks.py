"""What the stand-in hooks into itself."""

app_name = "frappe"
app_title = "Framework"
app_publisher = "Sandbox"
app_description = "Frappe's surface over SQLite"
app_license = "AGPL-3.0-or-later"
