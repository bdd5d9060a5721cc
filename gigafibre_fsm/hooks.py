"""What Frappe asks of the app. Nothing here works by itself: each entry names a function in a room."""

app_name = "gigafibre_fsm"
app_title = "Gigafibre FSM"
app_publisher = "Gigafibre FSM contributors"
app_description = "Field service, network diagnosis, billing and messaging for a fibre ISP"
app_email = "fsm@gigafibre.example"
app_license = "agpl-3.0"
required_apps = ["frappe/erpnext"]

export_python_type_annotations = True
require_type_annotated_api_methods = True

add_to_apps_screen = [
	{
		"name": app_name,
		"logo": "/assets/gigafibre_fsm/images/logo.svg",
		"title": app_title,
		"route": "/ops",
		"has_permission": "gigafibre_fsm.permissions.may_use_ops",
	}
]

website_route_rules = [{"from_route": "/ops/<path:app_path>", "to_route": "ops"}]

before_install = "gigafibre_fsm.install.before_install"
after_install = "gigafibre_fsm.install.after_install"
after_migrate = "gigafibre_fsm.install.after_migrate"
before_uninstall = "gigafibre_fsm.uninstall.before_uninstall"

before_request = [
	"gigafibre_fsm.webhooks.door.forget_arguments",
	"gigafibre_fsm.identity.sessions.end_if_over",
]
auth_hooks = ["gigafibre_fsm.identity.proxy.sign_in"]

_ruled_by_row = (
	"Access Token",
	"Communication",
	"Conversation",
	"Dispatch Job",
	"Equipment Move Log",
	"Flow Run",
	"Flow Task",
	"Message Attachment",
	"Message Consent",
	"SMS Message",
	"Service Contract",
	"Service Equipment",
	"Service Location",
	"Service Subscription",
	"Webhook Event",
)
permission_query_conditions = dict.fromkeys(_ruled_by_row, "gigafibre_fsm.permissions.row_conditions")
has_permission = dict.fromkeys(_ruled_by_row, "gigafibre_fsm.permissions.may_touch")

_index = {
	"on_update": "gigafibre_fsm.clients.search_index.update",
	"after_rename": "gigafibre_fsm.clients.search_index.rename",
	"on_trash": "gigafibre_fsm.clients.search_index.remove",
}

doc_events = {
	"Customer": _index
	| {
		"after_rename": [
			"gigafibre_fsm.clients.search_index.rename",
			"gigafibre_fsm.messaging.conversations.follow_rename",
		]
	},
	"Contact": _index,
	"Service Location": _index,
	"Service Equipment": _index
	| {
		"on_update": [
			"gigafibre_fsm.clients.search_index.update",
			"gigafibre_fsm.flows.triggering.doc_events.equipment_saved",
		]
	},
	"Communication": {
		"after_insert": "gigafibre_fsm.messaging.conversations.adopt_email",
		"on_change": "gigafibre_fsm.messaging.conversations.email_changed",
	},
	"SMS Message": {"on_change": "gigafibre_fsm.messaging.conversations.sms_changed"},
	"Payment Entry": {"on_submit": "gigafibre_fsm.flows.triggering.doc_events.payment_submitted"},
	"Sales Order": {"on_submit": "gigafibre_fsm.flows.triggering.doc_events.order_submitted"},
	"Issue": {"after_insert": "gigafibre_fsm.flows.triggering.doc_events.ticket_made"},
	"Dispatch Job": {"on_update": "gigafibre_fsm.flows.triggering.doc_events.job_saved"},
	"Service Contract": {"on_update": "gigafibre_fsm.flows.triggering.doc_events.contract_saved"},
	"Service Subscription": {"on_update": "gigafibre_fsm.flows.triggering.doc_events.subscription_saved"},
	"Outage": {"on_update": "gigafibre_fsm.flows.triggering.doc_events.outage_saved"},
	"File": {"before_insert": "gigafibre_fsm.messaging.attachments.check"},
}
extend_doctype_class = {"File": ["gigafibre_fsm.messaging.attachments.MessageFile"]}

# Derived rows: they go with what they describe, and never hold it back.
ignore_links_on_delete = ["Search Entry", "Device Reading", "Equipment Move Log", "Flow Run", "Flow Task"]

before_job = "gigafibre_fsm.language.speak_in_job"

scheduler_events = {
	"cron": {
		"* * * * *": [
			"gigafibre_fsm.webhooks.sweep",
			"gigafibre_fsm.messaging.sweep",
			"gigafibre_fsm.messaging.attachments.sweep",
			"gigafibre_fsm.messaging.conversations.wake",
			"gigafibre_fsm.identity.post.blank_sent",
			"gigafibre_fsm.flows.sweep",
			"gigafibre_fsm.flows.triggering.schedule.keep_time",
		]
	},
	"daily_long": [
		"gigafibre_fsm.network.readings.delete_old",
		"gigafibre_fsm.webhooks.delete_old",
		"gigafibre_fsm.messaging.delete_old",
		"gigafibre_fsm.identity.retention.delete_old",
		"gigafibre_fsm.flows.delete_old",
	],
}
