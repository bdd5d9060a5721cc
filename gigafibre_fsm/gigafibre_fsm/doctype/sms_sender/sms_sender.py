from frappe.model.document import Document


class SMSSender(Document):
	pass
