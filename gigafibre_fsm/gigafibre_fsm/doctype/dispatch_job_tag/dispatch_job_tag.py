from frappe.model.document import Document


class DispatchJobTag(Document):
	"""A skill or tag the job asks for, with the least level that will do."""
