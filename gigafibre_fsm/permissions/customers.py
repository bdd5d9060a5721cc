"""A customer's user may at most read, and only what is that customer's: places, subscriptions and devices."""

import frappe
from frappe.model.document import Document
from pypika.terms import Criterion

from gigafibre_fsm.permissions.criteria import among, stored_and_written
from gigafibre_fsm.permissions.people import customers_of

OWN = ("Service Location", "Service Subscription", "Service Equipment")
READING = ("read", "select", "print")


def rows(doctype: str, user: str) -> Criterion:
	"""Return which rows are theirs."""
	customers = customers_of(user) if doctype in OWN else []
	return among(frappe.qb.DocType(doctype).customer, customers)


def may_touch(doc: Document, user: str, ptype: str | None) -> bool:
	"""Return whether they may do this with the document."""
	if doc.doctype not in OWN or ptype not in READING:
		return False
	return set(stored_and_written(doc, "customer")) <= set(customers_of(user))
