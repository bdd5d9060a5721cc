"""SQL functions under Frappe's names, as SQLite says them."""
# ruff: noqa: F403 — Frappe re-exports all of pypika's functions here

from enum import Enum
from typing import Any

from pypika.functions import *
from pypika.functions import Cast, DistinctOptionFunction, IfNull
from pypika.terms import Function, Term, ValueWrapper

Ifnull = IfNull
Cast_ = Cast


class Concat(Term):
	"""The terms one after the other; SQLite has only `||` for that until 3.44."""

	def __init__(self, *terms: Any, alias: str | None = None) -> None:
		super().__init__(alias)
		self.terms = [self.wrap_constant(term) for term in terms]

	def nodes_(self) -> Any:
		"""The term and those inside it."""
		yield self
		for term in self.terms:
			yield from term.nodes_()

	def get_sql(self, with_alias: bool = False, **kwargs: Any) -> str:
		"""`(a || b)`."""
		from pypika.utils import format_alias_sql

		sql = "({})".format(" || ".join(term.get_sql(**kwargs) for term in self.terms))
		return format_alias_sql(sql, self.alias, **kwargs) if with_alias else sql


class Concat_ws(Function):
	"""The terms with a separator between them."""

	def __init__(self, *terms: Any, **kwargs: Any) -> None:
		separator, *rest = terms
		joined: list[Any] = []
		for term in rest:
			joined += [separator, IfNull(term, "")] if joined else [IfNull(term, "")]
		super().__init__("", Concat(*joined), **kwargs)


class Locate(Function):
	"""Where a text begins in another, from 1; 0 when it does not."""

	def __init__(self, needle: Any, haystack: Any, **kwargs: Any) -> None:
		super().__init__("INSTR", haystack, needle, **kwargs)


class Round(Function):
	"""A number with so many decimals."""

	def __init__(self, term: Any, decimal: int = 0, **kwargs: Any) -> None:
		super().__init__("ROUND", term, decimal, **kwargs)


class Now(Function):
	"""The site's time now, as it is stored."""

	def __init__(self, alias: str | None = None) -> None:
		from frappe.utils.data import now_datetime

		super().__init__("", ValueWrapper(now_datetime()), alias=alias)


class GroupConcat(DistinctOptionFunction):
	"""The values of a group, separated by commas."""

	def __init__(self, column: Any, separator: str | None = None, alias: str | None = None) -> None:
		parts = [column] if separator is None else [column, separator]
		super().__init__("GROUP_CONCAT", *parts, alias=alias)


class Month(Function):
	"""The month of a date, 1 to 12."""

	def __init__(self, term: Any, alias: str | None = None) -> None:
		super().__init__("CAST", Function("STRFTIME", "%m", term), alias=alias)

	def get_special_params_sql(self, **kwargs: Any) -> str:
		"""The type of the cast."""
		return "AS INTEGER"


class UnixTimestamp(Month):
	"""Seconds since 1970 of a date in UTC."""

	def __init__(self, term: Any, alias: str | None = None) -> None:
		Function.__init__(self, "CAST", Function("STRFTIME", "%s", term), alias=alias)


class JSONExtract(Function):
	"""The JSON at a path."""

	def __init__(self, field: Any, path: str, **kwargs: Any) -> None:
		super().__init__("JSON_EXTRACT", field, path, **kwargs)


class JSONValue(JSONExtract):
	"""The value at a path."""


class SqlFunctions(Enum):
	"""Functions by name."""

	Count = "count"
	Sum = "sum"
	Avg = "avg"
	Max = "max"
	Min = "min"
