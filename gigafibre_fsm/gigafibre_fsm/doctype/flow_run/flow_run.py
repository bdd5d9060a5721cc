from frappe.model.document import Document


class FlowRun(Document):
	pass
