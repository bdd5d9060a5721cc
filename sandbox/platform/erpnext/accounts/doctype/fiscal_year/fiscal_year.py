from frappe.model.document import Document


class FiscalYear(Document):
	pass
