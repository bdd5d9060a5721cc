"""The SQLite query builder: tables by DocType name, identifiers in backticks, and `.run()`."""

from typing import Any

from pypika import Order, terms
from pypika.dialects import SQLLiteQuery, SQLLiteQueryBuilder
from pypika.queries import QueryBuilder, Schema, Table, _SetOperation
from pypika.terms import Function, PseudoColumn
from pypika.utils import builder

import frappe
import frappe.query_builder.terms
from frappe.types import _dict


def run(self: Any, *args: Any, **kwargs: Any) -> Any:
	"""Execute; tuples, or dicts with `as_dict=True`. Further arguments as frappe.db.sql."""
	from frappe.query_builder.results import date_readers, read_dates

	if getattr(self, "_locks", None) and not frappe.local.db.lock(**self._locks):
		return []
	rows = frappe.local.db.sql(self.get_sql(), None, *args, **kwargs)
	readers = date_readers(self) if kwargs.get("run", True) else {}
	return read_dates(rows, readers) if readers else rows


def walk(self: Any) -> tuple[str, dict]:
	"""The SQL and its parameters (none: literals are in the text)."""
	return self.get_sql(), {}


class SQLiteBuilder(SQLLiteQueryBuilder):
	"""Renders backticks: SQLite reads an unknown name in double quotes as text and would hide the error."""

	QUOTE_CHAR = "`"
	ALIAS_QUOTE_CHAR = "`"

	run = run
	walk = walk
	_locks: dict[str, bool] | None = None

	@builder
	def for_update(self, nowait: bool = False, skip_locked: bool = False, of: tuple[str, ...] = ()) -> None:
		"""Lock what is read, when the query runs: SQLite has one lock for everything."""
		self._locks = {"wait": not nowait, "skip_locked": skip_locked}

	def on_duplicate_key_update(self, field: Any, value: Any) -> "SQLiteBuilder":
		"""MySQL's upsert, as SQLite says it."""
		return self.on_conflict().do_update(field, value)


SQLiteBuilder.QUERY_CLS = SQLLiteQuery
_SetOperation.run = run
_SetOperation.walk = walk


class SQLite(SQLLiteQuery):
	"""`frappe.qb` on SQLite."""

	terms = _dict({name: getattr(terms, name) for name in dir(terms) if not name.startswith("_")})
	desc = Order.desc
	asc = Order.asc
	Schema = Schema

	@classmethod
	def _builder(cls, **kwargs: Any) -> SQLiteBuilder:
		return SQLiteBuilder(**kwargs)

	@staticmethod
	def functions(name: str, *args: Any, **kwargs: Any) -> Function:
		"""Any SQL function by its name."""
		return Function(name, *args, **kwargs)

	@staticmethod
	def DocType(table_name: str, *args: Any, **kwargs: Any) -> Table:
		"""The table of a DocType."""
		return Table(table_name if table_name.startswith("__") else f"tab{table_name}", *args, **kwargs)

	@staticmethod
	def Table(table_name: str, *args: Any, **kwargs: Any) -> Table:
		"""A table by its own name."""
		return Table(table_name, *args, **kwargs)

	@classmethod
	def _table(cls, table: Any) -> Any:
		return cls.DocType(table) if isinstance(table, str) else table

	@classmethod
	def from_(cls, table: Any, *args: Any, **kwargs: Any) -> QueryBuilder:
		"""Begin a SELECT or DELETE."""
		return super().from_(cls._table(table), *args, **kwargs)

	@classmethod
	def into(cls, table: Any, *args: Any, **kwargs: Any) -> QueryBuilder:
		"""Begin an INSERT."""
		return super().into(cls._table(table), *args, **kwargs)

	@classmethod
	def update(cls, table: Any, *args: Any, **kwargs: Any) -> QueryBuilder:
		"""Begin an UPDATE."""
		return super().update(cls._table(table), *args, **kwargs)

	@staticmethod
	def get_query(*args: Any, **kwargs: Any) -> QueryBuilder:
		"""A query by fields and filters. See frappe.database.query.Engine.get_query."""
		from frappe.database.query import Engine

		return Engine().get_query(*args, **kwargs)

	@staticmethod
	def _aggregate(function: str, doctype: str, fieldname: str, filters: Any, **kwargs: Any) -> Any:
		fields = [Function(function, PseudoColumn(f"`{fieldname}`"))]
		return SQLite.get_query(doctype, filters=filters, fields=fields).run(**kwargs)[0][0] or 0

	@classmethod
	def max(cls, dt: str, fieldname: str, filters: Any = None, **kwargs: Any) -> Any:
		"""The largest value of a field."""
		return cls._aggregate("MAX", dt, fieldname, filters, **kwargs)

	@classmethod
	def min(cls, dt: str, fieldname: str, filters: Any = None, **kwargs: Any) -> Any:
		"""The smallest value of a field."""
		return cls._aggregate("MIN", dt, fieldname, filters, **kwargs)

	@classmethod
	def avg(cls, dt: str, fieldname: str, filters: Any = None, **kwargs: Any) -> Any:
		"""The mean of a field."""
		return cls._aggregate("AVG", dt, fieldname, filters, **kwargs)

	@classmethod
	def sum(cls, dt: str, fieldname: str, filters: Any = None, **kwargs: Any) -> Any:
		"""The total of a field."""
		return cls._aggregate("SUM", dt, fieldname, filters, **kwargs)


SQLite.Field = terms.Field
