"""Who may read a message, beyond what roles allow: whoever may read what it is about."""

from typing import Any

import frappe


def has_permission(doc: Any, ptype: str | None = None, user: str | None = None, debug: bool = False) -> bool:
	"""Reading takes reading what it refers to."""
	if ptype != "read" or not (doc.reference_doctype and doc.reference_name):
		return True
	if (doc.reference_doctype, doc.reference_name) == ("Communication", doc.name):
		return True
	return bool(frappe.has_permission(doc.reference_doctype, "read", doc=doc.reference_name, user=user))


def query_conditions(user: str | None = None) -> str:
	"""Lists hold no e-mail for those without a mailbox of their own."""
	user = user or frappe.session.user
	if not {"System Manager", "Super Email User"}.isdisjoint(frappe.get_roles(user)):
		return ""
	if frappe.db.exists("User Email", {"parent": user}):
		raise NotImplementedError("Communication: lists by e-mail account")
	return "`tabCommunication`.`communication_medium` != 'Email'"
