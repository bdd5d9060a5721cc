"""Kinds of fields, and the columns every document has."""

from frappe._messages import _lt

data_fieldtypes = (
	"Currency",
	"Int",
	"Long Int",
	"Float",
	"Percent",
	"Check",
	"Small Text",
	"Long Text",
	"Code",
	"Text Editor",
	"Markdown Editor",
	"HTML Editor",
	"Date",
	"Datetime",
	"Time",
	"Text",
	"Data",
	"Link",
	"Dynamic Link",
	"Password",
	"Select",
	"Rating",
	"Read Only",
	"Attach",
	"Attach Image",
	"Signature",
	"Color",
	"Barcode",
	"Geolocation",
	"Duration",
	"Icon",
	"Phone",
	"Autocomplete",
	"JSON",
)
float_like_fields = {"Float", "Currency", "Percent"}
datetime_fields = {"Datetime", "Date", "Time"}
attachment_fieldtypes = ("Attach", "Attach Image")
table_fields = ("Table", "Table MultiSelect")
display_fieldtypes = (
	"Section Break",
	"Column Break",
	"Tab Break",
	"HTML",
	"Button",
	"Image",
	"Fold",
	"Heading",
)
no_value_fields = (*display_fieldtypes, *table_fields)
numeric_fieldtypes = ("Currency", "Int", "Long Int", "Float", "Percent", "Check")
data_field_options = ("Email", "Name", "Phone", "URL", "Barcode", "IBAN")
default_fields = ("doctype", "name", "owner", "creation", "modified", "modified_by", "docstatus", "idx")
child_table_fields = ("parent", "parentfield", "parenttype")
optional_fields = ("_user_tags", "_comments", "_assign", "_liked_by", "_seen")
log_types = (
	"Version",
	"Error Log",
	"Access Log",
	"Activity Log",
	"Notification Log",
	"Email Queue",
	"DocShare",
)

standard_labels = {
	"name": _lt("ID"),
	"owner": _lt("Created By"),
	"idx": _lt("Index"),
	"creation": _lt("Created On"),
	"modified": _lt("Last Updated On"),
	"modified_by": _lt("Last Updated By"),
	"docstatus": _lt("Document Status"),
	"parent": _lt("Parent"),
	"parentfield": _lt("Parent Field"),
	"parenttype": _lt("Parent Type"),
}
