import frappe
from frappe.model.document import Document


class Comment(Document):
	"""A note on a record's timeline."""


def on_doctype_update():
	frappe.db.add_index("Comment", ["reference_doctype", "reference_name"])
