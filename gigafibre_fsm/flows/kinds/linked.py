"""What a record names that an invoice or a contract is about."""

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.flows.kinds.base import Refused
from gigafibre_fsm.flows.running.facts import customer_of

FIELDS = ("service_subscription", "service_location", "quotation")
OWN = {"Service Subscription": "service_subscription", "Quotation": "quotation"}


def linked(document: Document) -> dict[str, str]:
	"""Return the subscription, the place and the quotation a record names, or is: field of Service Contract → name."""
	found = {field: document.get(field) for field in FIELDS if document.meta.has_field(field)}
	if document.doctype in OWN:
		found[OWN[document.doctype]] = document.name
	return {field: name for field, name in found.items() if name}


def require_of(customer: str, doctype: str, name: str) -> None:
	"""Refuse a record that is another customer's, or nobody's: it is not theirs to pay or to sign. Raises Refused."""
	if not frappe.db.exists(doctype, name):
		raise Refused(_("{0} {1} does not exist").format(_(doctype), name))
	owner = customer_of(frappe.get_doc(doctype, name))
	if owner != customer:
		words = _("{0} belongs to {1}, not to {2}")
		raise Refused(words.format(name, owner or _("nobody"), customer))
