from frappe.model.document import Document


class PriceList(Document):
	pass
