"""What the rules are written with."""

from collections.abc import Iterable

import frappe
from frappe.model.document import Document
from pypika.terms import Criterion, Field, ValueWrapper


def nothing() -> Criterion:
	"""Return the condition no row meets."""
	return ValueWrapper(1) == 0


def among(column: Field, values: Iterable[str]) -> Criterion:
	"""Return "column is one of these"; of no values, none is."""
	chosen = list(values)
	return column.isin(chosen) if chosen else nothing()


def stored_and_written(doc: Document, field: str) -> list[str | None]:
	"""Return a field's value as the caller writes it and as it is in the database: a rule must hold for both."""
	if doc.is_new() or field == "name":
		return [doc.get(field)]
	return [doc.get(field), frappe.db.get_value(doc.doctype, doc.name, field)]


def as_sql(criterion: Criterion) -> str:
	"""Write a criterion the way Frappe takes conditions: with backticks, which it translates per database."""
	return criterion.get_sql(quote_char="`", secondary_quote_char="'", with_namespace=True)
