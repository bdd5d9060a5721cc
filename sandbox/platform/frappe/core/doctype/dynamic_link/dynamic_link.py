from frappe.model.document import Document


class DynamicLink(Document):
	pass
