from frappe.model.document import Document


class DispatchJobEquipment(Document):
	"""A device the job is about, and what is to be done with it."""
