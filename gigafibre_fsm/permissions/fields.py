"""Which fields of a record our texts, conditions and flows may know: no secrets, and what our staff may read.

When somebody only tries something out, they are shown no more than they could read themselves (`reading_as`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe.model.meta import Meta

from gigafibre_fsm.permissions.people import OPS
from gigafibre_fsm.secret_names import is_secret_name

VALUELESS = ("Section Break", "Column Break", "Tab Break", "HTML", "Button", "Heading", "Fold", "Image")


@contextmanager
def reading_as(user: str) -> Iterator[None]:
	"""Have everything inside be read for this user, by their rights; runs, which nobody watches, are read for nobody."""
	before = reader()
	frappe.flags.fsm_reader = user
	try:
		yield
	finally:
		frappe.flags.fsm_reader = before


def reader() -> str | None:
	"""Return for whom records are being read; None for the site itself."""
	return frappe.flags.fsm_reader or None


def readable_fields(meta: Meta) -> list[Any]:
	"""Return the fields that may be known: that hold values, are no secrets, and that our staff, or the reader, read."""
	levels = _levels(meta)
	return [field for field in meta.fields if (field.permlevel or 0) in levels and _is_plain(field)]


def _levels(meta: Meta) -> set[int]:
	levels = {0} | {rule.permlevel for rule in meta.permissions if rule.read and rule.role in OPS}
	user = reader()
	# Level 0 is whether the record itself may be read, which is asked of the record.
	return levels & {0, *meta.get_permlevel_access("read", user=user)} if user else levels


def _is_plain(field: Any) -> bool:
	is_secret = field.fieldtype == "Password" or is_secret_name(field.fieldname)
	return field.fieldtype not in VALUELESS and not is_secret
