from frappe.model.document import Document


class DispatchJobPhoto(Document):
	"""A photo taken on site."""
