"""The search index: one `Search Entry` a customer, contact, location and device, kept by document events.

Searching ERPNext's own tables would take a query each, with their accents and separators; one narrow table
is read in one pass, by the same code on every database.
"""

import json
from collections.abc import Iterable, Iterator

import frappe
from frappe.model.document import Document

from gigafibre_fsm.clients.entries import ENTRIES
from gigafibre_fsm.clients.text import compact, spellings

PAGE = 2000
COLUMNS = (
	"kind",
	"reference_doctype",
	"reference_name",
	"customer",
	"title",
	"subtitle",
	"status",
	"words",
	"codes",
	"facts",
)


def update(document: Document, method: str | None = None) -> None:
	"""Index a document that was just saved, with what hangs on its name (document event)."""
	store(document.doctype, [document.name])
	if document.doctype == "Customer" and document.has_value_changed("customer_name"):
		_store_belongings(document.name)


def rename(document: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Move the entry of a renamed document, with what hangs on its name (document event)."""
	_delete([_key(document.doctype, old)])
	store(document.doctype, [new])
	if document.doctype == "Customer":
		_store_belongings(new)


def remove(document: Document, method: str | None = None) -> None:
	"""Forget a deleted document (document event)."""
	_delete([_key(document.doctype, document.name)])


def rebuild() -> int:
	"""Index everything anew, as after an import; returns the number of entries."""
	frappe.db.delete("Search Entry")
	return sum(store(doctype, names) for doctype in ENTRIES for names in _pages(doctype))


def store(doctype: str, names: list[str]) -> int:
	"""Write the entries of these documents; returns how many there are (a contact of no customer has none).

	Rows that exist are updated, never deleted and written again: deleting a row that is not there yet would lock
	the gap beside it, and two people saving at once would be each other's deadlock.
	"""
	rows = (
		{_key(doctype, entry["name"]): _row(doctype, entry) for entry in ENTRIES[doctype](names)}
		if names
		else {}
	)
	keys = [_key(doctype, name) for name in names]
	filters = {"name": ("in", keys)}
	known = set(
		frappe.get_all("Search Entry", filters=filters, pluck="name", order_by="name") if keys else []
	)
	for key in known & set(rows):
		frappe.db.set_value("Search Entry", key, rows[key], update_modified=False)
	_insert({key: row for key, row in rows.items() if key not in known})
	_delete(known - set(rows))
	return len(rows)


def _store_belongings(customer: str) -> None:
	for doctype in ENTRIES:
		if doctype != "Customer":
			store(doctype, _names_of_customer(doctype, customer))


def _insert(rows: dict[str, dict]) -> None:
	if rows:
		values = [(key, *(row[column] for column in COLUMNS)) for key, row in rows.items()]
		frappe.db.bulk_insert("Search Entry", ["name", *COLUMNS], values, ignore_duplicates=True)


def _row(doctype: str, entry: dict) -> dict:
	facts = {field: str(value) for field, value in entry["facts"].items() if value}
	texts = (entry["title"], entry["customer_name"], entry["subtitle"], *facts.values())
	stored = {
		**entry,
		"reference_doctype": doctype,
		"reference_name": entry["name"],
		"words": " ".join(_distinct(words for text in texts for words in spellings(text)))[:500],
		"codes": " ".join(_distinct(compact(code) for code in entry["codes"]))[:255],
		"facts": json.dumps(facts, ensure_ascii=False),
	}
	return {column: stored[column] for column in COLUMNS}


def _distinct(texts: Iterable[str]) -> list[str]:
	return list(dict.fromkeys(text for text in texts if text))


def _delete(keys: Iterable[str]) -> None:
	"""Delete by primary key: any other filter would lock the whole table on MariaDB."""
	if keys := list(keys):
		frappe.db.delete("Search Entry", {"name": ("in", keys)})


def _key(doctype: str, name: str) -> str:
	return f"{doctype}:{name}"[:140]


def _pages(doctype: str) -> Iterator[list[str]]:
	names = frappe.get_all(doctype, pluck="name", order_by="name")
	for start in range(0, len(names), PAGE):
		yield names[start : start + PAGE]


def _names_of_customer(doctype: str, customer: str) -> list[str]:
	filters = {"reference_doctype": doctype, "customer": customer}
	return frappe.get_all("Search Entry", filters=filters, pluck="reference_name", order_by="name")
