from frappe.model.document import Document


class OutageCustomer(Document):
	pass
