"""New documents with their defaults."""

from typing import Any

import frappe
from frappe.model import data_fieldtypes


def get_new_doc(
	doctype: str, parent_doc: Any = None, parentfield: str | None = None, as_dict: bool = False
) -> Any:
	"""A new document (or dict) with the defaults of its fields."""
	values = default_values(doctype, parent_doc)
	values.update(doctype=doctype, __islocal=1, owner=frappe.session.user, docstatus=0)
	if not frappe.get_meta(doctype).issingle:
		values["__unsaved"] = 1
	if parent_doc:
		values.update(parent=parent_doc.name, parenttype=parent_doc.doctype)
	if parentfield:
		values["parentfield"] = parentfield
	return values if as_dict else frappe.get_doc(values)


def default_values(doctype: str, parent_doc: Any = None) -> frappe._dict:
	"""`{field: default}` of those fields that have one, for the present user."""
	from frappe.defaults import get_defaults

	meta = frappe.get_meta(doctype)
	user_defaults = get_defaults() if meta.get_link_fields() else {}
	values = frappe._dict()
	for df in meta.fields:
		if df.fieldtype not in data_fieldtypes or df.is_virtual:
			continue
		value = _link_default(df, user_defaults)
		if value is None and df.fieldname != meta.title_field:
			value = _static_default(df)
		if value is None and str(df.default or "").startswith(":"):
			value = _default_of_linked(df, parent_doc)
		values[df.fieldname] = _typed(df, value)
	return values


def _link_default(df: Any, user_defaults: dict) -> str | None:
	if df.fieldtype != "Link" or df.options == "User":
		return None
	allowed = _only_permitted(df)
	if allowed:
		return allowed
	value = user_defaults.get(df.fieldname)
	if isinstance(value, list):
		value = value[0] if value else None
	return value if value and frappe.db.exists(df.options, value, cache=True) else None


def _only_permitted(df: Any) -> str | None:
	from frappe.permissions import get_user_permissions

	entries = get_user_permissions(frappe.session.user).get(df.options) or []
	if df.ignore_user_permissions or not entries:
		return None
	default = next((entry.doc for entry in entries if entry.is_default), None)
	return default or (entries[0].doc if len(entries) == 1 else None)


def _static_default(df: Any) -> Any:
	default = df.default
	if not default:
		if df.fieldtype == "Select" and df.options and df.options not in ("[Select]", "Loading..."):
			return df.options.split("\n", 1)[0]
		return None
	if default == "__user":
		return frappe.session.user
	lowered = str(default).lower()
	if df.fieldtype in ("Date", "Datetime", "Time") and lowered in ("today", "now"):
		return _present(df.fieldtype, lowered)
	return None if str(default).startswith(":") else default


def _present(fieldtype: str, word: str) -> Any:
	from frappe.utils.data import now_datetime, nowdate, nowtime

	if fieldtype == "Date" or word == "today":
		return nowdate()
	return nowtime() if fieldtype == "Time" else now_datetime()


def _default_of_linked(df: Any, parent_doc: Any) -> Any:
	doctype = df.default[1:]
	fieldname = frappe.scrub(doctype)
	name = parent_doc.get(fieldname) if parent_doc else frappe.db.get_default(fieldname)
	return frappe.db.get_value(doctype, name, df.fieldname) if name else None


def _typed(df: Any, value: Any) -> Any:
	from frappe.utils.data import cint, flt

	if df.fieldtype in ("Check", "Int"):
		return cint(value) if value is not None or df.fieldtype == "Check" else None
	if df.fieldtype in ("Float", "Currency", "Percent") and value is not None:
		return flt(value)
	return value
