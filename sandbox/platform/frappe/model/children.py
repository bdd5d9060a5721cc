"""Rows of child tables inside a document."""

from collections.abc import Iterable
from typing import Any

import frappe


class ChildTables:
	"""append, extend, remove, and the way from a row to its document."""

	@property
	def _table_fieldnames(self) -> dict[str, str]:
		"""`{table field: child DocType}`."""
		return self.meta._table_doctypes

	_non_computed_table_fieldnames = _table_fieldnames

	def append(self, key: str, value: Any = None, position: int = -1) -> Any:
		"""Add a row to a child table and return it."""
		table = self.__dict__.get(key)
		if table is None:
			table = self.__dict__[key] = []
		child = self._init_child({} if value is None else value, key)
		if position == -1:
			table.append(child)
			if not child.get("idx"):
				child.idx = len(table)
		else:
			table.insert(position, child)
			_number(table)
		child._parent_doc = self._weakref
		return child

	def extend(self, key: str, value: Iterable[Any]) -> None:
		"""Add several rows."""
		if not isinstance(value, Iterable):
			raise ValueError(f"{key}: rows expected")
		for row in value:
			self.append(key, row)

	def remove(self, doc: Any) -> None:
		"""Take a row out of its table; the rest is numbered again."""
		if doc.get("parentfield"):
			table = self.get(doc.parentfield)
			table.remove(doc)
			_number(table)

	def _init_child(self, value: Any, key: str) -> Any:
		from frappe.model.base_document import BaseDocument, get_controller

		if isinstance(value, BaseDocument):
			child = value
		else:
			doctype = self._table_fieldnames.get(key)
			if not doctype:
				raise AttributeError(key)
			child = get_controller(doctype)({**value, "doctype": doctype})
		child.__dict__.update(parent=self.name, parenttype=self.doctype, parentfield=key)
		if not child.__dict__.get("name"):
			child.__dict__["__islocal"] = 1
			child.__dict__["__temporary_name"] = frappe.generate_hash(length=10)
		return child

	@property
	def parent_doc(self) -> Any:
		"""The document this row is in."""
		reference = self.__dict__.get("_parent_doc")
		return reference() if callable(reference) else reference

	@parent_doc.setter
	def parent_doc(self, value: Any) -> None:
		self._parent_doc = value

	def init_child_tables(self) -> None:
		"""An empty list for every table without rows."""
		for fieldname in self._table_fieldnames:
			if self.__dict__.get(fieldname) is None:
				self.__dict__[fieldname] = []

	def get_all_children(self, parenttype: str | None = None, **unused: Any) -> list[Any]:
		"""All rows of all tables, or those of one child DocType."""
		return [
			row
			for fieldname, doctype in self._table_fieldnames.items()
			if not parenttype or doctype == parenttype
			for row in self.get(fieldname) or []
		]

	def get_table_field_doctype(self, fieldname: str) -> str | None:
		"""The child DocType of a table field."""
		return self._table_fieldnames.get(fieldname)

	def get_parentfield_of_doctype(self, doctype: str) -> str | None:
		"""The table field that holds a child DocType."""
		return next((field for field, child in self._table_fieldnames.items() if child == doctype), None)

	def set_parent_in_children(self) -> None:
		"""Tell the rows whose they are."""
		for row in self.get_all_children():
			row.parent = self.name
			row.parenttype = self.doctype

	def set_name_in_children(self) -> None:
		"""Name the rows that have none."""
		from frappe.model.naming import set_new_name

		for row in self.get_all_children():
			if not row.name:
				set_new_name(row)


def _number(table: list) -> None:
	for position, row in enumerate(table, 1):
		row.idx = position
