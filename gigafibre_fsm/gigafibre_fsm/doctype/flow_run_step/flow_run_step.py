from frappe.model.document import Document


class FlowRunStep(Document):
	pass
