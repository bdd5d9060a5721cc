from frappe.model.document import Document


class FlowTemplateVersion(Document):
	pass
