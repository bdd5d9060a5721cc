"""Arguments that are JSON: a form sends them as text, a JSON body as they are."""

import frappe
from frappe import _
from frappe.utils import safe_json_loads


def as_json(value: object) -> object:
	"""Return what was sent, read as JSON when it is text."""
	return safe_json_loads(value) if isinstance(value, str) else value


def as_object(value: str | dict, argument: str) -> dict:
	"""Return what was sent when it is an object. Raises ValidationError, which names the argument, otherwise."""
	parsed = as_json(value)
	if not isinstance(parsed, dict):
		frappe.throw(_("“{0}” must be a JSON object").format(argument))
	return parsed
