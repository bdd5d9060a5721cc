"""Values computed from date columns come back as dates: SQLite knows the type of plain columns only."""

from collections.abc import Callable
from typing import Any

from pypika.functions import Coalesce, IfNull, Max, Min
from pypika.terms import Field

import frappe
from frappe.database.query_filters import is_bare
from frappe.database.sqlite.values import READERS

KEEPING_TYPE = (Max, Min, Coalesce, IfNull)


def date_readers(query: Any) -> dict[int, Callable[[str], Any]]:
	"""`{position in the row: reader}` of the selected functions over date fields."""
	return {
		position: reader
		for position, term in enumerate(getattr(query, "_selects", None) or ())
		if isinstance(term, KEEPING_TYPE) and (reader := _reader_of(term))
	}


def _reader_of(term: Any) -> Callable[[str], Any] | None:
	field = term.args[0]
	if isinstance(field, KEEPING_TYPE):
		return _reader_of(field)
	if not isinstance(field, Field) or not getattr(field.table, "_table_name", "").startswith("tab"):
		return None
	doctype = field.table._table_name.removeprefix("tab")
	if is_bare(doctype):
		return None
	if field.name in ("creation", "modified"):
		return READERS["Datetime"]
	df = frappe.get_meta(doctype).get_field(field.name)
	return READERS.get(df.fieldtype) if df else None


def read_dates(rows: Any, readers: dict[int, Callable[[str], Any]]) -> Any:
	"""The rows (tuples, lists, dicts or single values) with those positions read."""
	return type(rows)(_read(row, readers) for row in rows)


def _read(row: Any, readers: dict[int, Callable[[str], Any]]) -> Any:
	if isinstance(row, dict):
		for position, key in enumerate(row):
			if position in readers and isinstance(row[key], str):
				row[key] = readers[position](row[key])
		return row
	if not isinstance(row, tuple | list):
		return readers[0](row) if 0 in readers and isinstance(row, str) else row
	return type(row)(
		readers[position](value) if position in readers and isinstance(value, str) else value
		for position, value in enumerate(row)
	)
