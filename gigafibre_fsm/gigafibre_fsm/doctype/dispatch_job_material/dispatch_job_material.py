from frappe.model.document import Document


class DispatchJobMaterial(Document):
	"""Something used up on the job."""
