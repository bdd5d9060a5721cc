from frappe.model.document import Document


class FlowTemplate(Document):
	pass
