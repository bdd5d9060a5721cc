from frappe.model.document import Document


class FlowTask(Document):
	pass
