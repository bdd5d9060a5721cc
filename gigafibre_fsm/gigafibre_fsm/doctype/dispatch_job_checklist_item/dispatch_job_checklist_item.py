from frappe.model.document import Document


class DispatchJobChecklistItem(Document):
	"""One thing to do on site, and who did it when."""
