"""What records are called by people: their title, read at once for a page of rows, of those the reader may see."""

from collections import defaultdict
from collections.abc import Iterable

import frappe


def titles_of(records: Iterable[tuple[str | None, str | None]]) -> dict[tuple[str, str], str]:
	"""Return (doctype, name) → title; a record that is gone, or that the user may not read, is called by its name."""
	wanted: dict[str, set[str]] = defaultdict(set)
	for doctype, name in records:
		if doctype and name:
			wanted[doctype].add(name)
	found: dict[tuple[str, str], str] = {}
	for doctype, names in wanted.items():
		found |= {(doctype, name): name for name in names}
		found |= {(doctype, name): title for name, title in _titles(doctype, names)}
	return found


def _titles(doctype: str, names: set[str]) -> list[tuple[str, str]]:
	field = frappe.get_meta(doctype).title_field
	if not field or not frappe.has_permission(doctype, "read"):
		return []
	rows = frappe.get_list(doctype, {"name": ("in", sorted(names))}, ["name", field], order_by=None, limit=0)
	return [(row.name, str(row[field])) for row in rows if row[field]]


def values_of(doctype: str, field: str, names: Iterable[str | None]) -> dict[str, str]:
	"""Return name → a field of records whose names the reader was given, whatever they may read of them otherwise.

	Asked for beside a row (`assigned_to.full_name`), Frappe would leave out the rows whose record they may not read.
	"""
	wanted = sorted({name for name in names if name})
	if not wanted:
		return {}
	rows = frappe.get_all(doctype, {"name": ("in", wanted)}, ["name", field], order_by=None)
	return {row.name: row[field] for row in rows}
