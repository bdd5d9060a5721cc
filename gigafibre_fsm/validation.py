"""Refusing bad input with one sentence that names the field and the value."""

import json
from ipaddress import ip_network
from typing import Any, Final, NoReturn
from urllib.parse import urlsplit

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

from gigafibre_fsm.nesting import is_deeper

# Lists and objects in one another. Frappe's answers hold 254; a rule of the deepest kind in a flow has some 90.
MOST_LEVELS: Final = 100


def reject(
	document: Document, fieldname: str, reason: str, exception: type[Exception] | None = None
) -> NoReturn:
	"""Throw "Field “value”: reason" (already translated). Raises frappe.ValidationError unless told otherwise."""
	frappe.throw(sentence(document, fieldname, reason), exception or frappe.ValidationError)


def sentence(document: Document, fieldname: str, reason: str) -> str:
	"""Return "Field “value”: reason", or "Field: reason" of an empty one, as the user should read it."""
	label = _(document.meta.get_label(fieldname), context=document.doctype)
	value = document.get_formatted(fieldname)
	if not value:
		return _("{0}: {1}").format(label, reason)
	return _("{0} “{1}”: {2}").format(label, value, reason)


def require_range(document: Document, fieldname: str, low: float, high: float) -> None:
	"""Refuse a number outside [low, high]; an empty or zero value means "not given".

	The number may be text still: Frappe turns a form-encoded request's into numbers only when it stores them.
	"""
	value = flt(document.get(fieldname))
	if value and not low <= value <= high:
		reject(document, fieldname, _("must lie between {0} and {1}").format(low, high))


def require_networks(document: Document, fieldname: str) -> None:
	"""Refuse a list, one a line, that holds what is no network; a lone address is the network of that one."""
	for line in (document.get(fieldname) or "").split():
		try:
			ip_network(line)
		except ValueError:
			reject(document, fieldname, _("{0} is not a network such as 192.0.2.0/24").format(line))


def normalise_address(document: Document, fieldname: str, example: str) -> None:
	"""Write a web address one way, without the last slash; refuse one that no client could use. Empty stays so."""
	typed = (document.get(fieldname) or "").strip()
	if not typed:
		return
	address = urlsplit(typed)
	if address.scheme not in ("http", "https") or not address.hostname:
		reject(document, fieldname, _("is not an address such as {0}").format(example))
	document.set(fieldname, address.geturl().rstrip("/"))


def require_sound_json(value: Any) -> None:
	"""Refuse data that could be neither kept nor given back: too deep, halves of letters, numbers without end."""
	if is_deeper(value, MOST_LEVELS):
		frappe.throw(_("What was sent is nested too deep: {0} levels at most").format(MOST_LEVELS))
	try:
		json.dumps(value, ensure_ascii=False, allow_nan=False, default=str).encode()
	except UnicodeEncodeError:
		frappe.throw(_("What was sent holds characters that are no text"))
	except ValueError:
		frappe.throw(_("What was sent holds numbers that are none"))
