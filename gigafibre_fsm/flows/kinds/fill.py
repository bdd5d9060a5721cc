"""Parameters filled in for one step: variables in texts, rules evaluated, each value of its parameter's type.

A text is Jinja, in the sandbox of the message templates: `doc` and `customer` are records there, so that amounts and
dates can be written as the reader expects. What cannot be filled is Refused, in a sentence that names the parameter.
"""

import math
import re
from collections import ChainMap
from collections.abc import Callable, Mapping
from typing import Any, cast

import frappe
from frappe import _
from frappe.utils import get_datetime

from gigafibre_fsm import messaging
from gigafibre_fsm.clock import from_iso
from gigafibre_fsm.flows import conditions
from gigafibre_fsm.flows.checks.forms import form_mistakes
from gigafibre_fsm.flows.checks.problem_words import SENTENCES
from gigafibre_fsm.flows.kinds import reader
from gigafibre_fsm.flows.kinds.base import Context, Kind, Param, Refused, is_stand_in

LONGEST = 20_000
TEXTS = ("text", "long_text")
# A value that is one variable and nothing else: {{ steps.find.records }}
ALONE = re.compile(r"\{\{\s*([a-z]\w*(?:\.\w+)*)\s*\}\}")


def fill(kind: Kind, params: Mapping[str, Any], context: Context) -> dict[str, Any]:
	"""Return the parameters a kind is performed with; those that are not asked for are None. Raises Refused."""
	given = defaults(kind) | {name: value for name, value in params.items() if value not in (None, "")}
	return {param.name: _one(param, given, context) for param in kind.params}


def defaults(kind: Kind) -> dict[str, Any]:
	"""Return what a kind's parameters are when nobody gave them."""
	return {param.name: param.default for param in kind.params}


def text(value: str | None, context: Context, language: str = "") -> str:
	"""Return a text with its variables filled in, in the customer's language unless told. Raises Refused."""
	if isinstance(value, list | Mapping):
		raise Refused(_("a list or an object is no text"))
	try:
		filled = messaging.fill(
			value if value is None else str(value), roots(context), language or context.language
		)
	except frappe.ValidationError as mistake:
		raise Refused(str(mistake)) from mistake
	if len(filled) > LONGEST:
		raise Refused(_("The text is too long: at most {0} characters").format(LONGEST))
	return filled


def spoken(values: Mapping[str, Any], name: str, context: Context, language: str) -> str:
	"""Return what `<name>_fr` or `<name>_en` says to a reader of this language, filled in; missing English is French.

	`values` are a step's parameters or a Message Template. Raises Refused.
	"""
	language = language if values.get(f"{name}_{language}") else "fr"
	return text(values.get(f"{name}_{language}"), context, language)


def roots(context: Context) -> Mapping[str, Any]:
	"""Return what a text may name: the facts, with the records in the place of their plain values."""
	return ChainMap({"doc": context.document, "customer": context.customer}, cast(dict, context.facts))


def _one(param: Param, given: Mapping[str, Any], context: Context) -> Any:
	if not param.is_asked(given):
		return None
	value = given.get(param.name)
	try:
		filled = value if param.spoken or value is None else _filled(param, value, context)
	except Refused as refused:
		raise Refused(_("{0}: {1}").format(_(param.label), refused)) from refused
	if param.required and filled in (None, "", [], {}):
		raise Refused(_("{0} is needed").format(_(param.label)))
	return filled


def _filled(param: Param, value: Any, context: Context) -> Any:
	if param.type == "expression" and not isinstance(value, str):
		return _evaluated(value, context)
	return FILLED[param.type](param, _said(param, value, context), context)


def _said(param: Param, value: Any, context: Context) -> Any:
	"""A text with its variables; where no text is wanted and it is one variable only, that value as it is."""
	if not isinstance(value, str):
		return value
	alone = param.type not in TEXTS and ALONE.fullmatch(value.strip())
	return _value_of(alone[1], context) if alone else text(value, context)


def _value_of(path: str, context: Context) -> Any:
	value: Any = context.facts
	for name in path.split("."):
		if not isinstance(value, Mapping) or name not in value:
			raise Refused(_("“{0}” is not there").format(path))
		value = value[name]
	return value


def _plain(param: Param, value: Any, context: Context) -> Any:
	return value


def _text(param: Param, value: Any, context: Context) -> Any:
	if isinstance(value, list | Mapping):
		raise Refused(_("a list or an object is no text"))
	return value


def _line(param: Param, value: Any, context: Context) -> str:
	value = _text(param, value, context)
	return " ".join(str(value).split())


def _number(param: Param, value: Any, context: Context) -> float | int | None:
	if value == "":
		return None
	try:
		number = float(str(value).replace(",", "."))
	except ValueError:
		number = math.nan
	if not math.isfinite(number):
		raise Refused(_("“{0}” is not a number").format(value))
	return int(number) if number.is_integer() else number


def _check(param: Param, value: Any, context: Context) -> bool:
	return value in (True, 1, "1", "true", "True")


def _choice(param: Param, value: Any, context: Context) -> str:
	if not isinstance(value, str) or value not in dict(param.options):
		raise Refused(_("“{0}” is not one of the choices").format(value))
	return value


def _name(param: Param, value: Any, context: Context) -> str | None:
	doctype = {"user": "User", "role": "Role"}.get(param.type) or str(param.options)
	value = value and str(_text(param, value, context))
	if context.simulated and is_stand_in(value):
		return value
	if value and not frappe.db.exists(doctype, value):
		raise Refused(_("{0} {1} does not exist").format(_(doctype), value))
	if value and param.type == "link":
		reader.require_seen(doctype, value)
	return value or None


def _moment(param: Param, value: Any, context: Context) -> Any:
	if value == "":
		return None
	try:
		moment = get_datetime(value)
		return from_iso(moment.isoformat()) if moment.tzinfo else moment
	except (ValueError, TypeError, AttributeError, OverflowError):
		raise Refused(_("“{0}” is not a date").format(value)) from None


def _evaluated(value: Any, context: Context) -> Any:
	try:
		return conditions.evaluate(value, context.facts)
	except conditions.ConditionError as error:
		raise Refused(str(error)) from error


def _deep(param: Param, value: Any, context: Context) -> Any:
	"""Every text inside, filled in."""
	if isinstance(value, str):
		return _said(param, value, context)
	if isinstance(value, Mapping):
		return {key: _deep(param, entry, context) for key, entry in value.items()}
	return [_deep(param, entry, context) for entry in value] if isinstance(value, list) else value


def _pairs(param: Param, value: Any, context: Context) -> Any:
	if not isinstance(value, Mapping):
		raise Refused(_("names with their values are needed"))
	return _deep(param, value, context)


def _form(param: Param, value: Any, context: Context) -> Any:
	for code, told in form_mistakes(value):
		raise Refused(_(SENTENCES[code]).format(**told))
	return value


FILLED: dict[str, Callable[[Param, Any, Context], Any]] = {
	"text": _line,
	"long_text": _text,
	"number": _number,
	"check": _check,
	"select": _choice,
	"link": _name,
	"field": _text,
	"duration": _number,
	"datetime": _moment,
	"expression": _plain,
	"json": _deep,
	"key_values": _pairs,
	"form": _form,
	"user": _name,
	"role": _name,
	"cases": _plain,
}
