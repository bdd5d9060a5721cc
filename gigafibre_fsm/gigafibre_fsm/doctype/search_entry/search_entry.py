from frappe.model.document import Document


class SearchEntry(Document):
	"""One findable thing (clients.search_index)."""
