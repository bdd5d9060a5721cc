"""Arguments that are JSON: a form sends them as text, a JSON body as they are."""

import json

import frappe
from frappe import _

from gigafibre_fsm.validation import require_sound_json


def as_json(value: object) -> object:
	"""Return what was sent, read as JSON when it is text. Raises ValidationError when it is nested too deep."""
	try:
		parsed = json.loads(value) if isinstance(value, str) else value
	except RecursionError:
		frappe.throw(_("What was sent is nested too deep"))
	except ValueError:
		parsed = value
	require_sound_json(parsed)
	return parsed


def as_object(value: str | dict, argument: str) -> dict:
	"""Return what was sent when it is an object. Raises ValidationError, which names the argument, otherwise."""
	parsed = as_json(value)
	if not isinstance(parsed, dict):
		frappe.throw(_("“{0}” must be a JSON object").format(argument))
	return parsed
