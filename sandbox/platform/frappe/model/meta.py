"""A DocType as the code sees it: its fields with custom ones merged in, its permissions, its columns."""

import json
import os
from functools import cached_property
from typing import Any

import frappe
from frappe._memory import forget, remember
from frappe.model import (
	child_table_fields,
	data_fieldtypes,
	default_fields,
	no_value_fields,
	optional_fields,
	standard_labels,
	table_fields,
)
from frappe.model.base_document import DOCTYPES_FOR_DOCTYPE, filter_rows
from frappe.types import _dict

BOOT = {*DOCTYPES_FOR_DOCTYPE, "Custom Field", "Property Setter", "Custom DocPerm"}


class DocField(_dict):
	"""One field of a DocType."""

	__slots__ = ()

	def as_dict(self, **unused: Any) -> _dict:
		"""A plain copy."""
		return _dict(self)


def get_meta(doctype: Any, cached: bool = True) -> "Meta":
	"""The Meta of a DocType; DoesNotExistError when there is no such DocType."""
	doctype = getattr(doctype, "doctype", doctype)
	if not cached:
		forget("meta", doctype)
	return remember("meta", doctype, lambda: Meta(doctype))


class Meta:
	"""What the DocType's JSON says, plus Custom Fields, Property Setters and Custom DocPerms."""

	def __init__(self, doctype: str) -> None:
		from frappe.model.meta_source import read_doctype

		self.doctype = "DocType"
		properties = read_doctype(doctype)
		self.fields: list[DocField] = [DocField(df) for df in properties.pop("fields")]
		self.permissions: list[_dict] = [_dict(row) for row in properties.pop("permissions")]
		self.links = [_dict(row) for row in properties.pop("links", None) or []]
		self.actions = [_dict(row) for row in properties.pop("actions", None) or []]
		self.states = [_dict(row) for row in properties.pop("states", None) or []]
		self._properties = _dict(properties)
		self.name = doctype

	def __getattr__(self, key: str) -> Any:
		if key.startswith("__") or key == "_properties":
			raise AttributeError(key)
		return self._properties.get(key)

	def get(self, key: str, filters: Any = None, limit: int | None = None, default: Any = None) -> Any:
		"""A property; with filters, the matching fields, permissions or links."""
		value = self.__dict__.get(key, self._properties.get(key, default))
		if isinstance(filters, dict):
			return filter_rows(value or [], filters, limit)
		return filters if value is None and filters is not None else value

	def as_dict(self, no_nulls: bool = False) -> _dict:
		"""Everything as plain values."""
		lists = ("fields", "permissions", "links", "actions", "states")
		result = _dict(self._properties, name=self.name, doctype="DocType")
		result.update({key: [_dict(row) for row in getattr(self, key)] for key in lists})
		return result

	@cached_property
	def _fields(self) -> dict[str, DocField]:
		return {df.fieldname: df for df in self.fields}

	@cached_property
	def _table_doctypes(self) -> dict[str, str]:
		return {df.fieldname: df.options for df in self.fields if df.fieldtype in table_fields}

	def get_field(self, fieldname: str) -> DocField | None:
		"""A field, or None."""
		return self._fields.get(fieldname)

	def has_field(self, fieldname: str) -> bool:
		"""Has the DocType this field?"""
		return fieldname in self._fields

	def get_label(self, fieldname: str) -> str:
		"""The field's label, untranslated; of standard columns too."""
		df = self.get_field(fieldname)
		if df:
			return df.label
		return str(standard_labels.get(fieldname) or frappe._("No Label"))

	def get_translated_label(self, fieldname: str) -> str:
		"""The field's label in the session's language."""
		return frappe._(self.get_label(fieldname), context=self.name)

	def get_options(self, fieldname: str) -> str | None:
		"""The options of a field."""
		return self._fields[fieldname].options

	def get_link_doctype(self, fieldname: str) -> str | None:
		"""Where a link field, or a Dynamic Link's type field, leads."""
		df = self.get_field(fieldname)
		return df.options if df and df.fieldtype == "Link" else None

	def get_fieldnames_with_value(
		self, with_field_meta: bool = False, with_virtual_fields: bool = False
	) -> list:
		"""Fields that hold a value."""
		fields = [df for df in self.fields if df.fieldtype not in no_value_fields]
		fields = [df for df in fields if with_virtual_fields or not df.is_virtual]
		return fields if with_field_meta else [df.fieldname for df in fields]

	def _of_type(self, *fieldtypes: str) -> list[DocField]:
		return [df for df in self.fields if df.fieldtype in fieldtypes]

	@cached_property
	def _link_fields(self) -> list[DocField]:
		return [df for df in self._of_type("Link") if df.options and df.options != "[Select]"]

	def get_link_fields(self) -> list[DocField]:
		"""Fields that name a document of one DocType."""
		return self._link_fields

	def get_dynamic_link_fields(self) -> list[DocField]:
		"""Fields that name a document of the DocType another field names."""
		return self._of_type("Dynamic Link")

	def get_table_fields(self, include_computed: bool = False) -> list[DocField]:
		"""Child tables."""
		return self._of_type(*table_fields)

	def get_select_fields(self) -> list[DocField]:
		"""Fields with a fixed list of values."""
		return [df for df in self._of_type("Select") if df.options not in ("[Select]", "Loading...")]

	def get_data_fields(self) -> list[DocField]:
		"""Single lines of text."""
		return self._of_type("Data")

	def get_phone_fields(self) -> list[DocField]:
		"""Fields of type Phone."""
		return self._of_type("Phone")

	def get_image_fields(self) -> list[DocField]:
		"""Attached images."""
		return self._of_type("Attach Image")

	def get_set_only_once_fields(self) -> list[DocField]:
		"""Fields that never change after the first save."""
		return [df for df in self.fields if df.set_only_once]

	def get_high_permlevel_fields(self) -> list[DocField]:
		"""Fields above permission level 0."""
		return [df for df in self.fields if df.permlevel]

	def get_masked_fields(self) -> list[DocField]:
		"""Fields shown masked; the stand-in has none."""
		return []

	def get_fields_to_fetch(self, link_fieldname: str | None = None) -> list[DocField]:
		"""Fields filled from the document a link names."""
		fetching = [df for df in self.fields if df.fetch_from]
		if not link_fieldname:
			return fetching
		return [df for df in fetching if df.fetch_from.startswith(f"{link_fieldname}.")]

	def get_global_search_fields(self) -> list[DocField]:
		"""Fields in the desk's search."""
		return [df for df in self.fields if df.in_global_search]

	def get_search_fields(self) -> list[str]:
		"""Fields a link field searches."""
		names = [name.strip() for name in (self.search_fields or "").split(",") if name.strip()]
		return names if "name" in names else [*names, "name"]

	def get_title_field(self) -> str:
		"""The field whose value stands for the document."""
		if self.title_field and self.has_field(self.title_field):
			return self.title_field
		return "title" if self.has_field("title") else "name"

	def get_naming_series_options(self) -> list[str]:
		"""The series a user may choose from."""
		df = self.get_field("naming_series")
		return (df.options or "").split("\n") if df else []

	def get_workflow(self) -> None:
		"""Workflows: the stand-in has none."""
		return None

	@cached_property
	def _valid_columns(self) -> list[str]:
		columns = [name for name in default_fields if name != "doctype"]
		if self.istable:
			columns += child_table_fields
		return columns + [
			df.fieldname for df in self.fields if df.fieldtype in data_fieldtypes and not df.is_virtual
		]

	@cached_property
	def _moment_columns(self) -> dict[str, str]:
		"""`{column: field type}` of dates and times."""
		columns = {df.fieldname: df.fieldtype for df in self._of_type("Date", "Datetime", "Time")}
		return {"creation": "Datetime", "modified": "Datetime", **columns}

	def get_valid_columns(self) -> list[str]:
		"""Columns of the table, standard ones first."""
		return self._valid_columns

	@cached_property
	def _valid_fields(self) -> list[str]:
		optional = [] if self.istable or self.issingle else [*optional_fields[:4], *self._seen_column]
		virtual = [df.fieldname for df in self.fields if df.is_virtual and df.fieldtype in data_fieldtypes]
		return self._valid_columns + optional + virtual

	@property
	def _seen_column(self) -> list[str]:
		return ["_seen"] if self.track_seen else []

	def get_valid_fields(self) -> list[str]:
		"""Columns, the optional ones too, and virtual fields."""
		return self._valid_fields

	def get_permlevel_access(
		self, permission_type: str = "read", parenttype: str | None = None, *, user: str | None = None
	) -> list[int]:
		"""Permission levels the user's roles reach."""
		from frappe.permissions import get_permlevel_access

		return get_permlevel_access(parenttype or self.name, permission_type, user or frappe.session.user)

	def get_permitted_fieldnames(
		self, parenttype: str | None = None, *, user: str | None = None, **unused: Any
	) -> list[str]:
		"""Columns the user may read."""
		from frappe.database.query_permissions import permitted_fieldnames

		return permitted_fieldnames(parenttype or self.name, self.name, user or frappe.session.user)

	def is_nested_set(self) -> bool:
		"""Is it a tree?"""
		return self.has_field("lft") and self.has_field("rgt")

	@property
	def is_virtual_doctype(self) -> bool:
		"""Has it no table?"""
		return bool(self.is_virtual)


def get_field_precision(df: Any, doc: Any = None, currency: str | None = None) -> int:
	"""Decimals of a number field."""
	if df.precision:
		return int(df.precision)
	return 2 if df.fieldtype == "Currency" else 3


def get_default_df(fieldname: str) -> _dict | None:
	"""A standard column as a field."""
	if fieldname not in (*default_fields, *child_table_fields):
		return None
	if fieldname in ("creation", "modified"):
		return _dict(fieldname=fieldname, fieldtype="Datetime")
	return _dict(fieldname=fieldname, fieldtype="Int" if fieldname in ("idx", "docstatus") else "Data")


def get_table_columns(doctype: str) -> list[str]:
	"""Column names of the doctype's table as it is."""
	return frappe.db.get_table_columns(doctype)


def read_core_json(doctype: str) -> dict[str, Any]:
	"""A DocType of the stand-in's own, straight from its file: what is needed before there are tables."""
	name = frappe.scrub(doctype)
	base = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
	for module in ("core", "custom"):
		path = os.path.join(base, module, "doctype", name, f"{name}.json")
		if os.path.exists(path):
			with open(path, encoding="utf-8") as file:
				return json.load(file)
	raise FileNotFoundError(doctype)
