"""Changing records from a flow: what may be touched, and the sentence when the record itself refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import strip_html

from gigafibre_fsm.flows.kinds import reader
from gigafibre_fsm.flows.kinds.base import Refused
from gigafibre_fsm.flows.kinds.fill import LONGEST
from gigafibre_fsm.flows.triggering.events import DOCTYPES
from gigafibre_fsm.permissions.fields import readable_fields

# What a flow may change: what it may be about, and the places of our customers.
TOUCHABLE = (*DOCTYPES, "Service Location")
TABLES = ("Table", "Table MultiSelect")
UNTOUCHED = ("naming_series", "amended_from")
# Somebody saved it at the same time: another try is worth it.
PASSING = (frappe.TimestampMismatchError, frappe.DocumentLockedError)


@contextmanager
def refusing() -> Iterator[None]:
	"""Have what a record does not allow stop the step with the record's own words, and no try again."""
	try:
		yield
	except PASSING:
		raise
	except (frappe.ValidationError, frappe.PermissionError) as refusal:
		frappe.clear_messages()
		raise Refused(strip_html(str(refusal)) or type(refusal).__name__) from refusal


def read(doctype: str, name: str, *, for_update: bool = False) -> Document:
	"""Return a record a flow may change. Raises Refused when it may not or there is none."""
	if doctype not in TOUCHABLE:
		raise Refused(_("A flow may not change {0}").format(_(doctype)))
	if not name or not frappe.db.exists(doctype, name):
		raise Refused(_("{0} {1} does not exist").format(_(doctype), name or "“”"))
	return reader.seen(frappe.get_doc(doctype, name, for_update=for_update))


def require_writable(document: Document, field: str) -> Any:
	"""Return the field (its DocField) when a flow may write it. Raises Refused with the reason."""
	known = document.meta.get_field(field)
	if not known:
		raise Refused(_("“{0}” is not a field of {1}").format(field, _(document.doctype)))
	label = _(known.label or field)
	if field not in writable_fields(document.meta):
		raise Refused(_("A flow may not write {0} of {1}").format(label, _(document.doctype)))
	if document.docstatus == 2:
		raise Refused(_("{0} is cancelled").format(document.name))
	if document.docstatus == 1 and not known.allow_on_submit:
		raise Refused(_("{0} is submitted: {1} can no longer be changed").format(document.name, label))
	return known


def writable_fields(meta: Any) -> set[str]:
	"""Return the fields of a doctype that a flow may write: those people type in, but tables and secrets."""
	return {
		field.fieldname
		for field in readable_fields(meta)
		if not (field.read_only or field.is_virtual or field.fieldtype in (*TABLES, "Read Only"))
		and field.fieldname not in UNTOUCHED
	}


def shown(value: Any) -> str:
	"""Return a value as a sentence holds it."""
	if value in (None, ""):
		return _("nothing")
	return str(value)[:LONGEST]
