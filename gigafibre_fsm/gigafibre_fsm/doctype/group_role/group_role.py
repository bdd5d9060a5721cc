from frappe.model.document import Document


class GroupRole(Document):
	pass
