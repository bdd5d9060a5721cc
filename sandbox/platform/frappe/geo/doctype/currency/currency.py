from frappe.model.document import Document


class Currency(Document):
	pass
