"""What Frappe asks: the rows of a list, and one document. Each audience answers for its own."""

from types import ModuleType

import frappe
from frappe.model.document import Document

from gigafibre_fsm.permissions import customers, messages, staff, technicians
from gigafibre_fsm.permissions.criteria import as_sql
from gigafibre_fsm.permissions.people import has_no_desk, sees_only_own_jobs


def row_conditions(user: str | None = None, doctype: str = "") -> str:
	"""Return the condition a user's rows of a doctype meet, in SQL; "" for all rows."""
	user = user or frappe.session.user
	audience = _audience(user)
	if doctype == messages.DOCTYPE:
		criterion = None if audience is staff else messages.rows()
	else:
		criterion = audience.rows(doctype, user)
	return as_sql(criterion) if criterion else ""


def may_touch(doc: Document, user: str | None = None, ptype: str | None = None) -> bool:
	"""Return whether a user may do this with this document, as far as its row is concerned."""
	user = user or frappe.session.user
	audience = _audience(user)
	if doc.doctype == messages.DOCTYPE:
		return audience is staff or messages.may_touch(doc)
	return audience.may_touch(doc, user, ptype)


def _audience(user: str) -> ModuleType:
	if sees_only_own_jobs(user):
		return technicians
	return customers if has_no_desk(user) else staff
