"""Message templates: Jinja over a record's fields, in the customer's language, with errors people can act on.

Templates are written by people who may not read everything, so they see the record's values (`doc`) and its
customer's (`customer`), and nothing else of the site: no methods, no queries. Frappe's own environment would hand
them those, and print a misspelt variable as it stands.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import frappe
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, get_datetime, getdate
from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, UndefinedError
from jinja2.meta import find_undeclared_variables
from jinja2.utils import missing

from gigafibre_fsm.clock import on_our_clock
from gigafibre_fsm.messaging.people import company_name, language_of
from gigafibre_fsm.permissions.fields import readable_fields
from gigafibre_fsm.text_language import TextEnvironment, filled

LOCALES = {"fr": "fr_CA", "en": "en_CA"}
# What a template can do wrong with values that are there.
MISTAKES = (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, AttributeError)


class TemplateMistake(frappe.ValidationError):
	"""A template that cannot be filled for this record; `str(error)` says what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Rendered:
	"""A message ready to be sent, in "fr" or "en"; `subject` is empty for an SMS."""

	subject: str
	text: str
	language: str


class Record:
	"""A document as templates see it: its values, rows of tables included, and nothing it can do.

	No secrets, whatever way a text comes to it, and what our staff may read (permissions/fields.py).
	"""

	def __init__(self, document: Document) -> None:
		self._document = document

	def __getattr__(self, field: str) -> Any:
		document = self.__dict__["_document"]
		if field != "name" and not _is_readable(document, field):
			raise AttributeError(field)
		value = document.get(field)
		return [Record(row) for row in value] if isinstance(value, list) else _of_type(document, field, value)

	def __repr__(self) -> str:
		return str(self.__dict__["_document"].name)


def _is_readable(document: Document, field: str) -> bool:
	return any(known.fieldname == field for known in readable_fields(document.meta))


class _Unknown(StrictUndefined):
	"""A variable that is not there, in words that name it."""

	# What a text may begin with.
	roots: tuple[str, ...] = ()

	def __init__(self, hint=None, obj=missing, name=None, exc=UndefinedError) -> None:
		super().__init__(_unknown(obj, name, self.roots), obj, name, exc)


def render(template: str | Document, document: Document, language: str | None = None) -> Rendered:
	"""Fill a Message Template with a record, in its customer's language unless told (missing English is French).

	Raises TemplateMistake.
	"""
	if isinstance(template, str):
		template = frappe.get_cached_doc("Message Template", template)
	customer = _customer_of(document)
	language = language or language_of(customer and customer.name)
	spoken = language if template.get(f"body_{language}") else "fr"
	context = {"doc": document, "company": company_name(), "customer": customer}
	subject = fill(template.get(f"subject_{spoken}"), context, spoken)
	return Rendered(" ".join(subject.split()), fill(template.get(f"body_{spoken}"), context, spoken), spoken)


def fill(text: str | None, context: Mapping[str, Any], language: str) -> str:
	"""Fill a text with what `context` names, in "fr" or "en"; documents are seen as records, the rest as it is.

	Only what the text asks for is read from it.

	A customer that is None is missing, which is said when the text asks for it. Raises TemplateMistake.
	"""
	template, names = _template(text, language, tuple(sorted(context)))
	known = {name: _seen(context[name]) for name in names if name in context}
	if known.get("customer", missing) is None:
		known.pop("customer", None)
	try:
		return filled(template, known)
	except MISTAKES as error:
		raise TemplateMistake(_(str(error))) from error


def require_syntax(text: str | None) -> None:
	"""Raise TemplateMistake when this is not a template."""
	_template(text, "fr", ())


def _seen(value: Any) -> Any:
	return Record(value) if isinstance(value, Document) else value


def _template(text: str | None, language: str, roots: tuple[str, ...]) -> tuple[Template, frozenset[str]]:
	try:
		return _compiled(text or "", language, roots)
	except TemplateSyntaxError as error:
		raise TemplateMistake(_("line {0}: {1}").format(error.lineno, _(error.message))) from error


@lru_cache(maxsize=256)
def _compiled(text: str, language: str, roots: tuple[str, ...]) -> tuple[Template, frozenset[str]]:
	"""Return a template with the names it asks for: what it does not ask for need not be read."""
	environment = _environment(language, roots)
	return environment.from_string(text), frozenset(find_undeclared_variables(environment.parse(text)))


@lru_cache(maxsize=32)
def _environment(language: str, roots: tuple[str, ...]) -> TextEnvironment:
	locale = LOCALES[language]
	unknown = type("_Unknown", (_Unknown,), {"roots": roots})
	filters = {
		"money": lambda value: format_currency(flt(value), "CAD", locale=locale),
		"date": lambda value: format_date(getdate(on_our_clock(value)), "long", locale),
		"time": lambda value: format_time(get_datetime(on_our_clock(value)), "short", locale=locale),
	}
	return TextEnvironment(filters, undefined=unknown, finalize=lambda value: _shown(value, locale))


def _shown(value: Any, locale: str) -> Any:
	"""Values as the customer reads them, plain enough for an SMS: spaces are ordinary ones."""
	if value is None:
		return ""
	if isinstance(value, datetime):
		value = format_datetime(
			on_our_clock(value),
			"d MMMM y, " + ("HH 'h' mm" if locale == "fr_CA" else "h:mm a"),
			locale=locale,
		)
	elif isinstance(value, date):
		value = format_date(value, "long", locale)
	return value.replace("\u00a0", " ").replace("\u202f", " ") if isinstance(value, str) else value


def _of_type(document: Document, field: str, value: Any) -> Any:
	"""Return dates as dates, whatever the database or the form gave."""
	kind = "Data" if field == "name" else document.meta.get_field(field).fieldtype
	if value and kind == "Datetime":
		return get_datetime(value)
	if value and kind == "Date":
		return getdate(value)
	return value


def _customer_of(document: Document) -> Document | None:
	if document.doctype == "Customer":
		return document
	customer = document.meta.has_field("customer") and document.get("customer")
	return frappe.get_cached_doc("Customer", customer) if customer else None


def _unknown(container: Any, name: str | None, roots: tuple[str, ...]) -> str:
	if isinstance(container, Record):
		doctype = container.__dict__["_document"].doctype
		return _("“{0}” is not a field of {1}").format(name, _(doctype))
	if container is not missing:
		return _("“{0}” is not there").format(name)
	if name == "customer":
		return _("“customer” is empty: this record belongs to no customer")
	known = ", ".join(f"“{root}”" for root in roots)
	return _("“{0}” is unknown: a text knows {1}").format(name, known)
