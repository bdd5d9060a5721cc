from frappe.model.document import Document


class Territory(Document):
	pass
