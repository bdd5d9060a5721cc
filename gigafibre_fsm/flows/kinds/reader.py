"""What a step reads besides its own record: for the site when a run does it, by the user's rights when it is only shown."""

from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.flows.kinds.base import Refused
from gigafibre_fsm.permissions.fields import reader


def seen(document: Document) -> Document:
	"""Return a record that whoever tries the flow may read. Raises Refused."""
	user = reader()
	if user and not document.has_permission("read", user=user):
		frappe.clear_messages()
		raise Refused(_not_yours(document.doctype, document.name))
	return document


def require_seen(doctype: str, name: str) -> None:
	"""Refuse the name of a record that whoever tries the flow may not read, or that is gone. Raises Refused."""
	if not reader():
		return
	if not frappe.db.exists(doctype, name):
		raise Refused(_("{0} {1} does not exist").format(_(doctype), name))
	seen(frappe.get_doc(doctype, name))


def rows(doctype: str, *arguments: Any, **options: Any) -> list[Any]:
	"""Return rows as frappe.get_all does, but those alone that whoever tries the flow may read. Raises Refused."""
	user = reader()
	if not user:
		return frappe.get_all(doctype, *arguments, **options)
	try:
		return frappe.get_list(doctype, *arguments, user=user, **options)
	except frappe.PermissionError as refusal:
		frappe.clear_messages()
		raise Refused(_("You may not read {0}: a run would").format(_(doctype))) from refusal


def _not_yours(doctype: str, name: str) -> str:
	return _("You may not read {0} {1}: a run would").format(_(doctype), name)
