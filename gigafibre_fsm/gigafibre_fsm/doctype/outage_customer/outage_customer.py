from frappe.model.document import Document


class OutageCustomer(Document):
	"""A customer an outage reaches, and at which of their places."""
