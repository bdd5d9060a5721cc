from frappe.model.document import Document


class ContactEmail(Document):
	pass
