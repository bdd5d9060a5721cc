"""What a record names that an invoice or a contract is about."""

from frappe.model.document import Document

FIELDS = ("service_subscription", "service_location", "quotation")
OWN = {"Service Subscription": "service_subscription", "Quotation": "quotation"}


def linked(document: Document) -> dict[str, str]:
	"""Return the subscription, the place and the quotation a record names, or is: field of Service Contract → name."""
	found = {field: document.get(field) for field in FIELDS if document.meta.has_field(field)}
	if document.doctype in OWN:
		found[OWN[document.doctype]] = document.name
	return {field: name for field, name in found.items() if name}
