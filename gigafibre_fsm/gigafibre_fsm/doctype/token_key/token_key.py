from frappe.model.document import Document


class TokenKey(Document):
	pass
