"""From the record an event happened to, to those a flow may be about: a payment pays invoices, a job is somebody's.

REACHES (events.py) says which doctypes lead where; these are the ways. Every query is by an index.
"""

from collections.abc import Callable

import frappe
from frappe.model.document import Document

from gigafibre_fsm.flows.running.facts import customer_of
from gigafibre_fsm.flows.triggering.events import REACHES

Way = Callable[[Document], list[str]]


def reached(document: Document, doctype: str) -> list[str]:
	"""Return the names of this doctype's records that something happening to the document is about; itself for its own."""
	if doctype == document.doctype:
		return [document.name]
	if doctype not in REACHES.get(document.doctype, ()):
		return []
	way = WAYS.get((document.doctype, doctype)) or WAYS[("", doctype)]
	return [name for name in dict.fromkeys(way(document)) if name]


def _customer(document: Document) -> list[str]:
	return [customer_of(document) or ""]


def _paid(doctype: str) -> Way:
	def way(payment: Document) -> list[str]:
		return [row.reference_name for row in payment.references if row.reference_doctype == doctype]

	return way


def _linked(field: str) -> Way:
	return lambda document: [document.get(field) or ""]


def _of_items(field: str) -> Way:
	return lambda document: [row.get(field) or "" for row in document.get("items") or []]


def _subscriptions_paid(payment: Document) -> list[str]:
	invoices = _paid("Sales Invoice")(payment)
	has_field = frappe.get_meta("Sales Invoice").has_field("subscription")
	if not invoices or not has_field:
		return []
	return frappe.get_all("Sales Invoice", {"name": ("in", invoices)}, pluck="subscription", order_by="name")


def _services(document: Document) -> list[str]:
	"""The services billed by the ERPNext subscription of an invoice or a payment; without one, all of the customer's."""
	if not (customer := customer_of(document)):
		return []
	filters: dict = {"customer": customer}
	if billed := reached(document, "Subscription"):
		filters["subscription"] = ("in", billed)
	return frappe.get_all("Service Subscription", filters, pluck="name", order_by="name")


def _affected(outage: Document) -> list[str]:
	return [row.customer for row in outage.customers]


# (doctype of the record, doctype wanted) → the way; an empty first is the way from anywhere.
WAYS: dict[tuple[str, str], Way] = {
	("", "Customer"): _customer,
	("", "Issue"): _linked("issue"),
	("", "Quotation"): _linked("quotation"),
	("", "Sales Order"): _of_items("sales_order"),
	("", "Subscription"): _linked("subscription"),
	("", "Service Subscription"): _services,
	("Outage", "Customer"): _affected,
	("Payment Entry", "Sales Invoice"): _paid("Sales Invoice"),
	("Payment Entry", "Sales Order"): _paid("Sales Order"),
	("Payment Entry", "Subscription"): _subscriptions_paid,
	("Sales Order", "Quotation"): _of_items("prevdoc_docname"),
	("Service Contract", "Service Subscription"): _linked("service_subscription"),
}
