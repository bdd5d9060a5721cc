"""What people answer in a task's form: each value of its field's type, what is required there."""

import math
from collections.abc import Callable
from datetime import date
from typing import Any

import frappe
from frappe import _

LONGEST = {"text": 500, "long_text": 10_000}


def read_answers(form: list[dict], answers: dict[str, Any]) -> dict[str, Any]:
	"""Return the answers of a form, typed; what the form does not ask is left out. Raises ValidationError."""
	return {field["name"]: _answer(field, answers.get(field["name"])) for field in form}


def _answer(field: dict, value: Any) -> Any:
	label, kind = field.get("label") or field["name"], field.get("type") or "text"
	value = value.strip() if isinstance(value, str) else value
	if value in (None, ""):
		if field.get("required") and kind != "check":
			frappe.throw(_("Answer “{0}”").format(label))
		return False if kind == "check" else None
	if field.get("required") and kind == "check" and not value:
		frappe.throw(_("Tick “{0}”").format(label))
	try:
		return READERS.get(kind, _text)(field, value)
	except (TypeError, ValueError):
		frappe.throw(_("“{0}”: {1} is not what is asked").format(label, value))


def _text(field: dict, value: Any) -> str:
	text = str(value)
	if len(text) > LONGEST.get(field.get("type", "text"), LONGEST["text"]):
		raise ValueError(text)
	return text


def _number(_field: dict, value: Any) -> float | int:
	number = float(value)
	if not math.isfinite(number):
		raise ValueError(value)
	return int(number) if number.is_integer() else number


def _date(_field: dict, value: Any) -> str:
	return date.fromisoformat(str(value)[:10]).isoformat()


def _check(_field: dict, value: Any) -> bool:
	return value not in (0, "0", "false", False)


def _choice(field: dict, value: Any) -> str:
	choices = [one["value"] if isinstance(one, dict) else one for one in field.get("options") or []]
	if value not in choices:
		raise ValueError(value)
	return value


READERS: dict[str, Callable[[dict, Any], Any]] = {
	"text": _text,
	"long_text": _text,
	"number": _number,
	"date": _date,
	"check": _check,
	"select": _choice,
}
