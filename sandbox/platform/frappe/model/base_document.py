"""A row with a DocType: values, child tables, and the form they take as a dict."""

import json
import weakref
from functools import cached_property
from typing import Any

import frappe
from frappe.model import datetime_fields, float_like_fields, table_fields
from frappe.model.children import ChildTables
from frappe.model.docstatus import DocStatus
from frappe.types import _dict

RESERVED_KEYWORDS = frozenset(
	(
		"doctype",
		"flags",
		"meta",
		"_parent_doc",
		"_doc_before_save",
		"_weakref",
		"_table_fieldnames",
		"_non_computed_table_fieldnames",
		"dont_update_if_missing",
	)
)
_PRIVATE_KEYS = ("_user_tags", "__islocal", "__onload", "_liked_by", "__run_link_triggers", "__unsaved")
DOCTYPE_TABLES = {
	"fields": "DocField",
	"permissions": "DocPerm",
	"actions": "DocType Action",
	"links": "DocType Link",
	"states": "DocType State",
}
DOCTYPES_FOR_DOCTYPE = {"DocType", *DOCTYPE_TABLES.values()}


def get_controller(doctype: str) -> type["BaseDocument"]:
	"""The class of a DocType's documents."""
	from frappe._memory import remember
	from frappe.model.controllers import import_controller

	return remember("controllers", doctype, lambda: import_controller(doctype))


class BaseDocument(ChildTables):
	"""Values of one row, reached as attributes or by get and set."""

	def __init__(self, values: dict) -> None:
		if values.get("doctype"):
			self.doctype = values["doctype"]
		self.update(values)
		self.dont_update_if_missing: list[str] = []
		if hasattr(self, "__setup__"):
			self.__setup__()

	@cached_property
	def meta(self) -> Any:
		"""The DocType, with custom fields."""
		return frappe.get_meta(self.doctype)

	@cached_property
	def _weakref(self) -> weakref.ref:
		return weakref.ref(self)

	def __getstate__(self) -> dict:
		unpicklable = ("meta", "_weakref", "_parent_doc", "permitted_fieldnames")
		return {key: value for key, value in self.__dict__.items() if key not in unpicklable}

	def __json__(self) -> dict:
		return self.as_dict(no_nulls=True)

	def update(self, values: dict) -> "BaseDocument":
		"""Set several values; lists become child rows."""
		for key, value in values.items():
			if key not in RESERVED_KEYWORDS:
				self.__dict__[key] = value
		flags = self.__dict__.get("flags") or {}
		if flags.get("ignore_children"):
			return self
		for key in self._table_fieldnames:
			if key in values:
				rows, self.__dict__[key] = values[key], []
				self.extend(key, rows or [])
		return self

	def update_if_missing(self, values: Any) -> None:
		"""Set those values that are absent here."""
		if isinstance(values, BaseDocument):
			values = values.get_valid_dict()
		for key, value in values.items():
			if value is not None and self.get(key) is None and key not in self.dont_update_if_missing:
				self.set(key, value)

	def get(self, key: Any, filters: Any = None, limit: int | None = None, default: Any = None) -> Any:
		"""A value, or the rows of a child table that match filters."""
		if isinstance(key, dict):
			return filter_rows(self.get_all_children(), key, limit)
		if isinstance(filters, dict) and filters:
			return filter_rows(self.__dict__.get(key) or [], filters, limit)
		value = self.__dict__.get(key, filters if filters else default)
		if limit and isinstance(value, list | tuple):
			value = value[:limit]
		return value

	def getone(self, key: str, filters: Any = None) -> Any:
		"""The first of get."""
		return self.get(key, filters=filters, limit=1)[0]

	def set(self, key: str, value: Any, as_value: bool = False) -> None:
		"""Set a value; a child table's becomes rows."""
		if key in RESERVED_KEYWORDS:
			return
		if not as_value and key in self._table_fieldnames:
			self.__dict__[key] = []
			self.extend(key, value or [])
			return
		self.__dict__[key] = value

	def delete_key(self, key: str) -> None:
		"""Forget a value."""
		self.__dict__.pop(key, None)

	def is_new(self) -> bool:
		"""Not yet stored?"""
		return bool(self.get("__islocal"))

	@property
	def docstatus(self) -> DocStatus:
		"""Draft, submitted or cancelled."""
		value = self.__dict__.get("docstatus")
		if not isinstance(value, DocStatus):
			value = self.__dict__["docstatus"] = DocStatus(int(value or 0))
		return value

	@docstatus.setter
	def docstatus(self, value: Any) -> None:
		self.__dict__["docstatus"] = DocStatus(int(value or 0))

	def init_valid_columns(self) -> None:
		"""Give every column a value, so that attributes exist."""
		self.__dict__["docstatus"] = self.docstatus
		if self.__dict__.get("idx") is None:
			self.__dict__["idx"] = 0
		for key in self.get_valid_columns():
			self.__dict__.setdefault(key, None)

	def get_valid_columns(self) -> list[str]:
		"""The columns of the DocType's table."""
		return self.meta.get_valid_columns()

	def get_valid_dict(
		self,
		sanitize: bool = True,
		convert_dates_to_str: bool = False,
		ignore_nulls: bool = False,
		ignore_virtual: bool = False,
	) -> _dict:
		"""The values of the columns, each as its field type stores it."""
		result = _dict()
		for fieldname in self.meta.get_valid_fields():
			df = self.meta._fields.get(fieldname)
			if df and df.get("is_virtual"):
				if not ignore_virtual:
					result[fieldname] = getattr(self, fieldname, None)
				continue
			value = self.__dict__.get(fieldname)
			if df and (sanitize or value is not None):
				value = _as_stored(value, df)
			if convert_dates_to_str and value is not None and df and df.fieldtype in datetime_fields:
				value = str(value)
			if value is not None or not ignore_nulls:
				result[fieldname] = value
		return result

	def as_dict(
		self,
		no_nulls: bool = False,
		no_default_fields: bool = False,
		convert_dates_to_str: bool = False,
		no_child_table_fields: bool = False,
		no_private_properties: bool = False,
		**unused: Any,
	) -> _dict:
		"""Everything as plain values, child rows as lists of dicts."""
		from frappe.model import child_table_fields, default_fields

		options = {
			"no_nulls": no_nulls,
			"no_default_fields": no_default_fields,
			"convert_dates_to_str": convert_dates_to_str,
			"no_child_table_fields": no_child_table_fields,
			"no_private_properties": no_private_properties,
		}
		result = self.get_valid_dict(convert_dates_to_str=convert_dates_to_str, ignore_nulls=no_nulls)
		result["doctype"] = self.doctype
		for fieldname in self._table_fieldnames:
			result[fieldname] = [row.as_dict(**options) for row in getattr(self, fieldname, None) or []]
		dropped = (default_fields if no_default_fields else ()) + (
			child_table_fields if no_child_table_fields else ()
		)
		for key in dropped:
			result.pop(key, None)
		for key in () if no_private_properties else _PRIVATE_KEYS:
			if self.__dict__.get(key):
				result[key] = self.__dict__[key]
		return result

	def as_json(self) -> str:
		"""as_dict in JSON."""
		return frappe.as_json(self.as_dict())

	def get_db_value(self, key: str) -> Any:
		"""A value as it is stored now."""
		return frappe.db.get_value(self.doctype, self.name, key)

	def get_value(self, fieldname: str) -> Any:
		"""A value in its field's type."""
		return self.cast(self.get(fieldname), self.meta.get_field(fieldname))

	def cast(self, value: Any, df: Any) -> Any:
		"""A value as a field's type."""
		from frappe.model.casting import cast

		return cast(df.fieldtype, value)

	def get_formatted(
		self, fieldname: str, doc: Any = None, currency: str | None = None, **options: Any
	) -> Any:
		"""A value as the user reads it."""
		from frappe.utils.formatters import format_value

		return format_value(
			self.get(fieldname), df=self.meta.get_field(fieldname), doc=doc or self, currency=currency
		)

	def precision(self, fieldname: str, parentfield: str | None = None) -> int | None:
		"""Decimals of a number field."""
		meta = frappe.get_meta(self.meta.get_field(parentfield).options) if parentfield else self.meta
		df = meta.get_field(fieldname)
		if not df or df.fieldtype not in float_like_fields:
			return None
		if df.precision:
			return int(df.precision)
		return 2 if df.fieldtype == "Currency" else 3


def _as_stored(value: Any, df: Any) -> Any:
	from frappe.utils.data import cint, cstr, flt

	kind = df.fieldtype
	if isinstance(value, list) and kind not in (*table_fields, "JSON"):
		frappe.throw(frappe._("Value for {0} cannot be a list").format(frappe._(df.label)))
	if kind == "Check":
		return 1 if cint(value) else 0
	if kind == "Int" and not isinstance(value, int):
		return cint(value)
	if kind == "JSON" and isinstance(value, dict | list):
		return json.dumps(value, separators=(",", ":"))
	if kind in float_like_fields and not isinstance(value, float):
		return flt(value)
	if kind == "Read Only" and not isinstance(value, str):
		return cstr(value)
	if (kind in datetime_fields and value == "") or (df.unique and cstr(value).strip() == ""):
		return None
	return value


def filter_rows(rows: list, filters: dict, limit: int | None = None) -> list:
	"""Rows whose values match `{field: value | (operator, value) | True (set) | False (not set)}`."""
	from frappe.model.casting import compare

	def matches(row: Any) -> bool:
		return all(compare(row.get(field), *_condition(value)) for field, value in filters.items())

	found = [row for row in rows if matches(row)]
	return found[:limit] if limit else found


def _condition(value: Any) -> tuple[str, Any]:
	if isinstance(value, list | tuple):
		return (value[0], value[1])
	if value is True:
		return ("not None", value)
	if value is False:
		return ("None", value)
	if isinstance(value, str) and value.startswith("^"):
		return ("^", value[1:])
	return ("=", value)
