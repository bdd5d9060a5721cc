from frappe.model.document import Document


class TechnicianSkill(Document):
	"""One skill of one technician, with its level."""
