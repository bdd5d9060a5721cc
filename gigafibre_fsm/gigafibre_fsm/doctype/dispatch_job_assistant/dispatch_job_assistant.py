from frappe.model.document import Document


class DispatchJobAssistant(Document):
	"""A second pair of hands on a job."""
