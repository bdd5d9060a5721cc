from frappe.model.document import Document


class DispatchTag(Document):
	"""A skill, service or region that jobs ask for and technicians have."""
