from frappe.model.document import Document


class AccessToken(Document):
	"""A link or code we handed out: what it opens, until when, and whether it was used or revoked."""
