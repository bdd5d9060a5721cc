import frappe
from frappe.model.document import Document


class DynamicLink(Document):
	pass


def on_doctype_update():
	frappe.db.add_index("Dynamic Link", ["link_doctype", "link_name"])
