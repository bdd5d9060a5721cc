"""Documents from JSON files: fixtures and what modules ship."""

import json
from typing import Any

import frappe


def import_file_by_path(path: str, force: bool = False, ignore_version: Any = None, **unused: Any) -> bool:
	"""Import the documents of a JSON file; True when anything was written."""
	with open(path, encoding="utf-8") as file:
		content = json.load(file)
	documents = content if isinstance(content, list) else [content]
	return any([import_doc(document) for document in documents])


def import_doc(docdict: dict[str, Any], **unused: Any) -> bool:
	"""Write one document as it is in the file, in place of the stored one; False when that is the same already."""
	docdict = {key: value for key, value in docdict.items() if not key.startswith("__")}
	name = docdict.get("name")
	stored = (
		frappe.get_doc(docdict["doctype"], name)
		if name and frappe.db.exists(docdict["doctype"], name)
		else None
	)
	if stored is not None and _same(stored, docdict):
		return False
	frappe.flags.in_import = True
	try:
		if stored is not None:
			frappe.delete_doc(docdict["doctype"], name, force=True, ignore_permissions=True, for_reload=True)
		doc = frappe.get_doc(docdict)
		doc.flags.ignore_links = doc.flags.ignore_validate = True
		doc.flags.ignore_permissions = doc.flags.ignore_mandatory = True
		doc.insert(set_name=name)
	finally:
		frappe.flags.in_import = False
	return True


def _same(stored: Any, docdict: dict[str, Any]) -> bool:
	known = [df.fieldname for df in stored.meta.get_fieldnames_with_value(with_field_meta=True)]
	for field in known:
		if field in docdict and _text(stored.get(field)) != _text(docdict[field]):
			return False
	return all(_same_rows(stored.get(table) or [], docdict.get(table)) for table in stored._table_fieldnames)


def _same_rows(rows: list[Any], wanted: list[dict] | None) -> bool:
	if wanted is None:
		return True
	return len(rows) == len(wanted) and all(
		_same(row, values) for row, values in zip(rows, wanted, strict=True)
	)


def _text(value: Any) -> str:
	return "" if value is None else str(value)
