from frappe.model.document import Document


class Outage(Document):
	pass
