"""What the stand-in hooks into itself."""

app_name = "frappe"
app_title = "Framework"
app_publisher = "Sandbox"
app_description = "Frappe's surface over SQLite"
app_license = "AGPL-3.0-or-later"

permission_query_conditions = {
	"Communication": "frappe.core.doctype.communication.permissions.query_conditions",
	"File": "frappe.core.doctype.file.file.get_permission_query_conditions",
	"ToDo": "frappe.desk.doctype.todo.todo.get_permission_query_conditions",
}
has_permission = {
	"Communication": "frappe.core.doctype.communication.permissions.has_permission",
	"File": "frappe.core.doctype.file.file.has_permission",
	"ToDo": "frappe.desk.doctype.todo.todo.has_permission",
}
ignore_links_on_delete = [
	"Activity Log",
	"Comment",
	"Communication",
	"DocShare",
	"Email Queue",
	"File",
	"Notification Log",
	"ToDo",
	"Version",
	"Workspace",
]

scheduler_events = {"all": ["frappe.email.queue.flush", "frappe.email.queue.retry_sending_emails"]}
