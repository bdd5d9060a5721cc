"""Many documents at once, without their life."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import islice
from typing import Any

import frappe


def insert_documents(
	doctype: str, documents: Iterable[Any], ignore_duplicates: bool, chunk_size: int, commit_chunks: bool
) -> None:
	"""Insert documents and their rows in chunks."""
	waiting = iter(documents)
	while chunk := list(islice(waiting, chunk_size)):
		for child_doctype, rows in _rows_by_doctype(doctype, chunk).items():
			columns = frappe.get_meta(child_doctype).get_valid_columns()
			values = ([row.get(column) for column in columns] for row in rows)
			frappe.db.bulk_insert(child_doctype, columns, values, ignore_duplicates=ignore_duplicates)
		if commit_chunks:
			frappe.db.commit()


def _rows_by_doctype(doctype: str, documents: list[Any]) -> dict[str, list[dict]]:
	from frappe.utils.data import now

	moment = now()
	rows: dict[str, list[dict]] = defaultdict(list)
	for document in documents:
		for row in (document, *document.get_all_children()):
			row.creation = row.modified = moment
			row.owner = row.modified_by = frappe.session.user
			rows[row.doctype].append(row._row())
	return rows
