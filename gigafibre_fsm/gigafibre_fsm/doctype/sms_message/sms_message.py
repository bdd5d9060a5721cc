from frappe.model.document import Document


class SMSMessage(Document):
	pass
