"""What remote clients do with documents; also behind `/api/resource`."""

import json
from typing import Any

import frappe
from frappe import _

Filters = str | list | dict[str, Any]


def _parsed(value: Any) -> Any:
	"""A JSON text as its value; anything else unchanged."""
	try:
		return json.loads(value) if isinstance(value, str) else value
	except ValueError:
		return value


@frappe.whitelist()
def get_list(
	doctype: str,
	fields: str | list[str | dict[str, Any]] | None = None,
	filters: Filters | None = None,
	group_by: str | list[str] | None = None,
	order_by: str | list[str] | None = None,
	limit_start: int | str | None = None,
	limit_page_length: int | str = 20,
	parent: str | None = None,
	debug: bool | int = False,
	as_dict: bool | int = True,
	or_filters: str | list[list] | dict[str, Any] | None = None,
	expand: str | list[str] | None = None,
) -> list:
	"""Documents the user may read, 20 at a time."""
	if expand:
		raise NotImplementedError("frappe.client.get_list(expand=…)")
	return frappe.get_list(
		doctype,
		fields=_parsed(fields),
		filters=_parsed(filters),
		or_filters=_parsed(or_filters),
		group_by=group_by,
		order_by=order_by,
		limit_start=limit_start,
		limit_page_length=limit_page_length,
		parent_doctype=parent,
		as_list=not as_dict,
	)


@frappe.whitelist()
def get_count(
	doctype: str, filters: Filters | None = None, debug: int | bool = False, cache: int | bool = False
) -> int:
	"""How many documents the user may read."""
	return len(frappe.get_list(doctype, filters=_parsed(filters), limit_page_length=0, pluck="name"))


@frappe.whitelist()
def get(
	doctype: str, name: str | int | None = None, filters: Filters | None = None, parent: str | None = None
) -> dict[str, Any]:
	"""One document: by name, the first that matches, or a single."""
	if name:
		doc = frappe.get_doc(doctype, name)
	elif filters is not None:
		doc = frappe.get_doc(doctype, _parsed(filters))
	else:
		doc = frappe.get_doc(doctype)
	doc.check_permission("read")
	doc.apply_fieldlevel_read_permissions()
	return doc.as_dict(no_nulls=True)


@frappe.whitelist()
def get_value(
	doctype: str,
	fieldname: str | list[str] | dict[str, Any],
	filters: Filters | None = None,
	as_dict: int | bool = True,
	debug: int | bool = False,
	parent: str | None = None,
) -> Any:
	"""One value, or several fields, of the first document that matches."""
	if not frappe.has_permission(doctype):
		frappe.throw(_("No permission for {0}").format(_(doctype)), frappe.PermissionError)
	filters = _parsed(filters)
	if isinstance(filters, str | int):
		filters = {"name": filters}
	parsed = _parsed(fieldname)
	fields = parsed if isinstance(parsed, list) else [parsed]
	row = _first(doctype, fields, filters)
	if as_dict:
		return row or {}
	return (list(row.values()) if len(fields) > 1 else row[fields[0]]) if row else None


def _first(doctype: str, fields: list[str], filters: Any) -> dict[str, Any] | None:
	if frappe.get_meta(doctype).issingle:
		return frappe._dict({field: frappe.db.get_single_value(doctype, field) for field in fields})
	rows = frappe.get_list(doctype, filters=filters, fields=fields, limit_page_length=1)
	return rows[0] if rows else None


@frappe.whitelist()
def get_single_value(doctype: str, field: str) -> Any:
	"""A field of a single."""
	if not frappe.has_permission(doctype):
		frappe.throw(_("No permission for {0}").format(_(doctype)), frappe.PermissionError)
	return frappe.db.get_single_value(doctype, field)


@frappe.whitelist(methods=["POST", "PUT"])
def set_value(
	doctype: str, name: str | int, fieldname: str | dict[str, Any], value: Any | None = None
) -> dict[str, Any]:
	"""Set one field (`fieldname`, `value`) or several (`fieldname` is a dict) and save."""
	values = {fieldname: value} if value else _parsed(fieldname)
	if isinstance(values, str):
		values = {values: ""}
	doc = frappe.get_doc(doctype, name)
	doc.update(values)
	doc.save()
	return doc.as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def insert(doc: str | dict[str, Any] | None = None) -> dict[str, Any]:
	"""Insert a document."""
	return frappe.get_doc(_parsed(doc)).insert().as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def save(doc: str | dict[str, Any]) -> dict[str, Any]:
	"""Save an existing document as sent."""
	return frappe.get_doc(_parsed(doc)).save().as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def submit(doc: str | dict[str, Any]) -> dict[str, Any]:
	"""Submit a document as sent."""
	document = frappe.get_doc(_parsed(doc))
	document.submit()
	return document.as_dict()


@frappe.whitelist(methods=["POST", "PUT"])
def cancel(doctype: str, name: str | int) -> dict[str, Any]:
	"""Cancel a submitted document."""
	document = frappe.get_doc(doctype, name)
	document.cancel()
	return document.as_dict()


@frappe.whitelist(methods=["DELETE", "POST"])
def delete(doctype: str, name: str | int) -> None:
	"""Delete a document."""
	frappe.delete_doc(doctype, name, ignore_missing=False)


@frappe.whitelist()
def has_permission(doctype: str, docname: str | int, perm_type: str = "read") -> dict[str, bool]:
	"""Whether the user may do this with the document."""
	return {"has_permission": bool(frappe.has_permission(doctype, perm_type.lower(), docname))}
