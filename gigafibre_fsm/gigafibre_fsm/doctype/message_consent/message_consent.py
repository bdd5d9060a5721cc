from frappe.model.document import Document


class MessageConsent(Document):
	pass
