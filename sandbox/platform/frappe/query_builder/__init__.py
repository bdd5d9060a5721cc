"""`frappe.qb`: pypika queries that know DocTypes and can run themselves."""

from pypika import Case, CustomFunction, Field, Order
from pypika.queries import Column
from pypika.queries import Table as _Table
from pypika.terms import Criterion, Interval

import frappe
from frappe.query_builder.builder import SQLite
from frappe.query_builder.terms import SubQuery, subqry


def get_query_builder(type_of_db: str) -> type[SQLite]:
	"""The query builder of a kind of database; the sandbox has only SQLite."""
	if type_of_db != "sqlite":
		raise NotImplementedError(f"frappe.qb for {type_of_db}")
	return SQLite


def DocType(*args, **kwargs) -> _Table:
	"""The table of a DocType."""
	return frappe.qb.DocType(*args, **kwargs)


def Table(*args, **kwargs) -> _Table:
	"""A table by its own name."""
	return frappe.qb.Table(*args, **kwargs)


__all__ = [
	"Case",
	"Column",
	"Criterion",
	"CustomFunction",
	"DocType",
	"Field",
	"Interval",
	"Order",
	"SubQuery",
	"Table",
	"get_query_builder",
	"subqry",
]
