"""Where a Meta's content comes from: DocType tables, then Custom Field, Property Setter, Custom DocPerm."""

from typing import Any

import frappe
from frappe.types import _dict


def read_doctype(doctype: str) -> dict[str, Any]:
	"""Properties, fields, permissions and links of a DocType. DoesNotExistError when unknown."""
	from frappe.model.meta import BOOT, read_core_json

	if doctype in BOOT:
		source = read_core_json(doctype)
		source.setdefault("permissions", [])
		_number_fields(source, doctype)
		return source
	found = frappe.db.sql("SELECT * FROM `tabDocType` WHERE `name` = %s", (doctype,), as_dict=True)
	if not found:
		frappe.throw(
			frappe._("DocType {0} not found").format(doctype), frappe.DoesNotExistError(doctype="DocType")
		)
	source = found[0]
	source["fields"] = _rows("DocField", doctype)
	source["permissions"] = _rows("DocPerm", doctype)
	source["links"] = _rows("DocType Link", doctype)
	_add_custom_fields(source, doctype)
	_apply_property_setters(source, doctype)
	custom = _children("Custom DocPerm", doctype)
	if custom:
		source["permissions"] = custom
	return source


def _number_fields(source: dict, doctype: str) -> None:
	for position, df in enumerate(source["fields"], 1):
		df.setdefault("parent", doctype)
		df.setdefault("idx", position)


def _rows(child: str, parent: str) -> list[_dict]:
	query = f"SELECT * FROM `tab{child}` WHERE `parent` = %s ORDER BY `idx`"
	return frappe.db.sql(query, (parent,), as_dict=True)


def _children(doctype: str, parent: str) -> list[_dict]:
	if not frappe.db.table_exists(doctype):
		return []
	return _rows(doctype, parent)


def _add_custom_fields(source: dict, doctype: str) -> None:
	if not frappe.db.table_exists("Custom Field"):
		return
	query = "SELECT * FROM `tabCustom Field` WHERE `dt` = %s ORDER BY `idx`, `creation`"
	waiting = frappe.db.sql(query, (doctype,), as_dict=True)
	fields = source["fields"]
	while waiting:
		placed = [df for df in waiting if _place(fields, df)]
		if not placed:
			fields.extend(_as_docfield(df) for df in waiting)
			return
		waiting = [df for df in waiting if df not in placed]


def _place(fields: list[_dict], df: _dict) -> bool:
	"""Put a custom field after the one it names; False when that one is not there (yet)."""
	names = [field["fieldname"] for field in fields]
	if df.insert_after and df.insert_after in names:
		fields.insert(names.index(df.insert_after) + 1, _as_docfield(df))
		return True
	return False


def _as_docfield(df: _dict) -> _dict:
	return _dict(df, parent=df.dt, is_custom_field=1)


def _apply_property_setters(source: dict, doctype: str) -> None:
	if not frappe.db.table_exists("Property Setter"):
		return
	query = "SELECT * FROM `tabProperty Setter` WHERE `doc_type` = %s"
	by_name = {df["fieldname"]: df for df in source["fields"]}
	for setter in frappe.db.sql(query, (doctype,), as_dict=True):
		target = source if setter.doctype_or_field == "DocType" else by_name.get(setter.field_name)
		if target is not None:
			target[setter.property] = _typed(setter)


def _typed(setter: _dict) -> Any:
	from frappe.utils.data import cint

	return cint(setter.value) if setter.property_type in ("Int", "Check") else setter.value
