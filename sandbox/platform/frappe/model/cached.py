"""Documents kept for the length of a request."""

from typing import Any

import frappe


def get_cached_doc(doctype: str, name: Any = None) -> Any:
	"""A document, read once a request. Not to be changed."""
	name = doctype if name is None else name
	key = (doctype, str(name))
	cache = frappe.local.document_cache
	if key not in cache:
		cache[key] = frappe.get_doc(doctype, name)
	return cache[key]


def get_cached_value(doctype: str, name: Any, fieldname: Any = "name", as_dict: bool = False) -> Any:
	"""A field (or several) of a cached document; None when there is no such document."""
	try:
		doc = get_cached_doc(doctype, name)
	except frappe.DoesNotExistError:
		frappe.clear_last_message()
		return None
	if isinstance(fieldname, str):
		return frappe._dict({fieldname: doc.get(fieldname)}) if as_dict else doc.get(fieldname)
	values = [doc.get(field) for field in fieldname]
	return frappe._dict(zip(fieldname, values, strict=True)) if as_dict else values


def clear_document_cache(doctype: str, name: str | None = None) -> None:
	"""Forget a document, or all of a DocType."""
	cache = frappe.local.document_cache
	for key in [key for key in cache if key[0] == doctype and (name is None or key[1] == str(name))]:
		del cache[key]
	values = getattr(frappe.local.db, "value_cache", None) if getattr(frappe.local, "db", None) else None
	if values:
		values.clear()
