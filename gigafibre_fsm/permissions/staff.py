"""Staff kept to some customers (by User Permissions) see what was said with those, not what is nobody's or unknown.

Frappe itself shows such a person also the rows that name no customer. For what people wrote to us, and for what has
no customer to go by, that would be everybody's.
"""

import frappe
from frappe.model.document import Document
from frappe.permissions import get_user_permissions
from pypika.terms import Criterion

from gigafibre_fsm.permissions.criteria import among, nothing, stored_and_written

BY_CUSTOMER = (
	"Conversation",
	"Flow Run",
	"Flow Task",
	"Message Consent",
	"SMS Message",
	"Service Contract",
)
OF_EVERYBODY = ("Webhook Event", "Message Attachment", "Access Token")


def rows(doctype: str, user: str) -> Criterion | None:
	"""Return which rows they are kept to; None when they are not."""
	customers = _kept_to(user, doctype)
	if not customers or doctype not in BY_CUSTOMER + OF_EVERYBODY:
		return None
	return nothing() if doctype in OF_EVERYBODY else among(frappe.qb.DocType(doctype).customer, customers)


def may_touch(doc: Document, user: str, ptype: str | None) -> bool:
	"""Return whether the document is of a customer they are kept to."""
	customers = _kept_to(user, doc.doctype)
	if not customers or doc.doctype not in BY_CUSTOMER + OF_EVERYBODY:
		return True
	if doc.doctype in OF_EVERYBODY:
		return False
	return set(stored_and_written(doc, "customer")) <= set(customers)


def _kept_to(user: str, doctype: str) -> list[str]:
	entries = get_user_permissions(user).get("Customer") or []
	return [entry.doc for entry in entries if entry.applicable_for in (None, "", doctype)]
