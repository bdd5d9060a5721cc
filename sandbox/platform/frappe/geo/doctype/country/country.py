from frappe.model.document import Document


class Country(Document):
	pass
