from frappe.model.document import Document


class Gender(Document):
	pass
