"""Filters of a query: dicts, lists, nested and/or, and the operators."""

import datetime
from collections.abc import Callable
from functools import reduce
from typing import Any

from pypika import functions
from pypika.terms import Criterion, Field, LiteralValue, Term, ValueWrapper

import frappe
from frappe.database.sqlite.values import as_column, datetime_text
from frappe.model import numeric_fieldtypes

NEVER_NULL = ("name", "modified", "creation")
ABSENT_DATE = "0001-01-01"
BARE_TABLES = ("Series", "Sessions", "Singles")


def _is(field: Field, value: Any) -> Criterion:
	match str(value).lower():
		case "set":
			return field != ""
		case "not set":
			return field.isnull() | (field == "")
	raise ValueError("`is` operator only supports `set` and `not set` as value")


def _in(field: Field, values: Any) -> Criterion:
	values = ["" if value is None else value for value in _listed(values)]
	if not values:
		return LiteralValue("1=0")
	found = field.isin(values)
	return found | field.isnull() if "" in values else found


def _not_in(field: Field, values: Any) -> Criterion:
	values = _listed(values)
	return field.notin(values) if values else LiteralValue("1=1")


def _listed(values: Any) -> list[Any]:
	if isinstance(values, str):
		return [value.strip() for value in values.split(",")]
	if values is None:
		return [""]
	return list(values) if isinstance(values, list | tuple | set | frozenset) else [values]


OPERATORS: dict[str, Callable[[Any, Any], Criterion]] = {
	"=": lambda field, value: field == value,
	"!=": lambda field, value: field != value,
	"<": lambda field, value: field < value,
	">": lambda field, value: field > value,
	"<=": lambda field, value: field <= value,
	">=": lambda field, value: field >= value,
	"like": lambda field, value: field.like(value),
	"not like": lambda field, value: field.not_like(value),
	"in": _in,
	"not in": _not_in,
	"between": lambda field, value: field[slice(*value)],
	"is": _is,
}


class FilterParser:
	"""Criteria from filters."""

	def __init__(self, engine: Any) -> None:
		self.engine = engine

	def parse(self, filters: Any) -> list[Criterion]:
		"""The criteria of filters in any of their forms; the caller joins them by and, or by or."""
		if filters is None or filters == {} or filters == []:
			return []
		if isinstance(filters, Term):
			return [filters]
		if isinstance(filters, dict):
			return [self._from_pair(field, value) for field, value in filters.items()]
		if isinstance(filters, list | tuple):
			return self._from_list(list(filters))
		return [self._simple("name", "=", filters)]

	def _from_pair(self, field: Any, value: Any) -> Criterion:
		if isinstance(value, list | tuple):
			operator, value = value
			return self._simple(field, operator, value)
		return self._simple(field, "=", value)

	def _from_list(self, filters: list) -> list[Criterion]:
		if len(filters) in (3, 4) and isinstance(filters[1], str) and filters[1].lower() in OPERATORS:
			return [self._from_row(filters)]
		if len(filters) == 4 and isinstance(filters[2], str) and filters[2].lower() in OPERATORS:
			return [self._from_row(filters)]
		if all(isinstance(item, str | int | float) for item in filters):
			return [self._simple("name", "in", filters)]
		if any(isinstance(item, str) for item in filters):
			return [self._nested(filters)]
		return [criterion for item in filters for criterion in self._from_item(item)]

	def _from_item(self, item: Any) -> list[Criterion]:
		if not isinstance(item, list | tuple):
			return self.parse(item)
		if _is_nested(item):
			return [self._nested(list(item))]
		return [self._from_row(list(item))]

	def _from_row(self, row: list) -> Criterion:
		match row:
			case [field, value]:
				return self._simple(field, "=", value)
			case [field, operator, value]:
				return self._simple(field, operator, value)
			case [doctype, field, operator, value, *_rest]:
				return self._simple(field, operator, value, doctype)
		raise ValueError(f"Unknown filter format: {row}")

	def _nested(self, items: list) -> Criterion:
		"""[condition, "and"|"or", condition, …], from left to right."""
		if len(items) % 2 == 0 or any(str(word).lower() not in ("and", "or") for word in items[1::2]):
			frappe.throw(frappe._("Error parsing nested filters: {0}").format(items))
		criteria = [reduce(lambda a, b: a & b, self._from_item(item)) for item in items[::2]]
		result = criteria[0]
		for word, criterion in zip(items[1::2], criteria[1:], strict=True):
			result = result & criterion if word.lower() == "and" else result | criterion
		return result

	def _simple(self, field: Any, operator: str, value: Any, doctype: str | None = None) -> Criterion:
		operator = operator.lower()
		if operator not in OPERATORS:
			raise NotImplementedError(f"filter operator {operator}")
		term = field if isinstance(field, Term) else self._field(field, doctype)
		if self.engine.access:
			self.engine.access.check(term)
		df = self._docfield(field, doctype)
		value = _fit(value, operator, df)
		if value is None and operator in ("=", "!="):
			return term.isnull() if operator == "=" else term != _empty_of(df)
		if self._may_be_null(df, operator, value):
			term = functions.IfNull(term, ValueWrapper(_empty_of(df)))
		return OPERATORS[operator](term, value)

	def _field(self, field: str, doctype: str | None) -> Term:
		parser = self.engine.field_parser
		if doctype and doctype != self.engine.doctype:
			return parser.join_doctype(doctype)[field]
		return parser.parse_one(field)

	def _docfield(self, field: Any, doctype: str | None) -> Any:
		name = field.name if isinstance(field, Field) else str(field)
		doctype = doctype or self.engine.doctype
		if is_bare(doctype):
			return None
		link, _dot, fieldname = name.strip("`").rpartition(".")
		if link and not link.startswith(("tab", "`tab")):
			df = frappe.get_meta(doctype).get_field(link)
			doctype = df.options if df else doctype
		return frappe.get_meta(doctype).get_field(fieldname.strip("`")) or _standard(fieldname)

	def _may_be_null(self, df: Any, operator: str, value: Any) -> bool:
		"""get_list counts an absent value as the empty one; `=` to something needs no such care."""
		if not self.engine.compat or df is None or df.fieldname in NEVER_NULL or value is None:
			return False
		if df.fieldtype in numeric_fieldtypes or operator in ("like", "is", "between"):
			return False
		if operator == "=":
			return not value
		if operator in (">", ">="):
			return df.fieldtype not in ("Date", "Datetime")
		return operator != "in"


def is_bare(doctype: str) -> bool:
	"""Is it a table that no DocType describes?"""
	return doctype in BARE_TABLES or doctype.startswith("__")


def _is_nested(item: list | tuple) -> bool:
	return len(item) >= 3 and isinstance(item[0], list | tuple) and str(item[1]).lower() in ("and", "or")


def _standard(fieldname: str) -> Any:
	if fieldname in ("creation", "modified"):
		return frappe._dict(fieldname=fieldname, fieldtype="Datetime")
	if fieldname in ("docstatus", "idx"):
		return frappe._dict(fieldname=fieldname, fieldtype="Int")
	return frappe._dict(fieldname=fieldname, fieldtype="Data")


def _empty_of(df: Any) -> Any:
	kind = df.fieldtype if df else "Data"
	if kind in ("Date", "Datetime"):
		return ABSENT_DATE
	if kind == "Time":
		return "00:00:00"
	return 0 if kind in numeric_fieldtypes else ""


def _fit(value: Any, operator: str, df: Any) -> Any:
	"""Dates in the form they are stored in, whole days for `between` on a Datetime."""
	kind = df.fieldtype if df else None
	if operator == "between" and kind == "Datetime":
		start, end = value
		return (_datetime_text(start, datetime.time.min), _datetime_text(end, datetime.time.max))
	if isinstance(value, list | tuple | set):
		return [_fit(item, "=", df) for item in value]
	if (
		kind == "Datetime"
		and isinstance(value, str | datetime.date)
		and value
		and operator not in ("like", "is")
	):
		return _datetime_text(value, datetime.time.min)
	if kind == "Date" and isinstance(value, datetime.datetime):
		return value.date()
	if kind == "Time" and isinstance(value, str) and value:
		return as_column(kind, value)
	return value


def _datetime_text(value: Any, at: datetime.time) -> Any:
	if isinstance(value, str):
		try:
			parsed = datetime.datetime.fromisoformat(value.strip())
		except ValueError:
			return value
		value = parsed if len(value.strip()) > len("2026-01-01") else parsed.date()
	if not isinstance(value, datetime.datetime):
		value = datetime.datetime.combine(value, at)
	return datetime_text(value)
