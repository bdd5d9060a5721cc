"""A document's row in the database: read, insert, update; a Single's values."""

import datetime
import json
import sqlite3
from typing import Any

import frappe
from frappe import _

# Decimals MariaDB keeps where the field does not say.
DECIMALS = 9


class Storage:
	"""The part of a document that talks to the database, without any checks."""

	def load_from_db(self) -> Any:
		"""Fill in the stored values and rows. DoesNotExistError when there is no such document."""
		for key in ("_doc_before_save", "_action"):
			self.__dict__.pop(key, None)
		self.flags.ignore_children = True
		if self.meta.issingle:
			self._load_single()
		else:
			self._load_row()
		self.flags.pop("ignore_children", None)
		self.__dict__.pop("__islocal", None)
		self.__dict__.pop("__unsaved", None)
		self._load_children()
		if hasattr(self, "__setup__"):
			self.__setup__()
		return self

	def _load_single(self) -> None:
		values = frappe.db.get_singles_dict(self.doctype, for_update=bool(self.flags.for_update))
		if not values:
			values = frappe.new_doc(self.doctype, as_dict=True)
			values.pop("__islocal", None)
		values.update(name=self.doctype, doctype=self.doctype)
		self.update(values)
		self.init_valid_columns()
		for df in self.meta.get_fieldnames_with_value(with_field_meta=True):
			if self.get(df.fieldname) is not None:
				self.__dict__[df.fieldname] = self.cast_single(df, self.get(df.fieldname))

	@staticmethod
	def cast_single(df: Any, value: Any) -> Any:
		"""A Single's text value in its field's type (only numbers are told apart, as in Frappe)."""
		from frappe.utils.data import cint, flt

		if df.fieldtype in ("Check", "Int"):
			return cint(value)
		return flt(value) if df.fieldtype in ("Float", "Currency", "Percent") else value

	def _load_row(self) -> None:
		if self.flags.for_update:
			frappe.db.begin()
		name = self.name
		if isinstance(name, dict):
			name = frappe.db.get_value(self.doctype, name, "name", order_by=None)
		query = f"SELECT * FROM `tab{self.doctype}` WHERE `name` = %s"
		found = frappe.db.sql(query, (name,), as_dict=True) if name is not None else []
		if not found:
			frappe.throw(
				_("{0} {1} not found").format(_(self.doctype), self.name),
				frappe.DoesNotExistError(doctype=self.doctype),
			)
		self.update(found[0])

	def _load_children(self) -> None:
		for fieldname, doctype in self._table_fieldnames.items():
			query = (
				f"SELECT * FROM `tab{doctype}` WHERE `parent` = %s AND `parenttype` = %s "
				"AND `parentfield` = %s ORDER BY `idx`"
			)
			rows = frappe.db.sql(query, (str(self.name), self.doctype, fieldname), as_dict=True)
			self.set(fieldname, rows)

	def reload(self) -> Any:
		"""Read the document again."""
		return self.load_from_db()

	def db_insert(self, ignore_if_duplicate: bool = False) -> None:
		"""Insert the row, without checks or hooks."""
		from frappe.model.naming import set_new_name
		from frappe.utils.data import now

		if not self.name:
			set_new_name(self)
		if not self.get("creation"):
			self.creation = self.modified = now()
			self.owner = self.modified_by = frappe.session.user
		values = self._row()
		columns = ", ".join(f"`{column}`" for column in values)
		places = ", ".join(["%s"] * len(values))
		query = f"INSERT INTO `tab{self.doctype}` ({columns}) VALUES ({places})"
		try:
			frappe.db.sql(query, list(values.values()))
		except sqlite3.IntegrityError as error:
			self._insert_refused(error, ignore_if_duplicate)
		self.set("__islocal", False)

	def _row(self) -> dict:
		from frappe.database.sqlite.values import as_column

		values = self.get_valid_dict(ignore_virtual=True)
		for column, fieldtype in self.meta._moment_columns.items():
			values[column] = as_column(fieldtype, values.get(column))
		for df in self.meta._of_type("Float", "Currency", "Percent"):
			if values.get(df.fieldname):
				values[df.fieldname] = round(values[df.fieldname], int(df.precision or DECIMALS))
		for df in self.meta._of_type("Date"):
			_refuse_nonsense(df.fieldname, values.get(df.fieldname))
		return values

	def _insert_refused(self, error: Exception, ignore_if_duplicate: bool) -> None:
		if self._name_is_taken(error):
			if self.meta.autoname == "hash" and (self.flags.retry_count or 0) < 5:
				self.flags.retry_count = (self.flags.retry_count or 0) + 1
				self.name = None
				return self.db_insert()
			if not ignore_if_duplicate:
				frappe.msgprint(
					_("{0} {1} already exists").format(_(self.doctype), frappe.bold(self.name)),
					title=_("Duplicate Name"),
					indicator="red",
				)
				raise frappe.DuplicateEntryError(self.doctype, self.name, error)
			return None
		if frappe.db.is_unique_key_violation(error):
			self.show_unique_validation_message(error)
		raise error

	def _name_is_taken(self, error: Exception) -> bool:
		"""Of several violated constraints SQLite may name another first; Frappe's callers expect the name's."""
		if frappe.db.is_primary_key_violation(error):
			return True
		return frappe.db.is_unique_key_violation(error) and bool(frappe.db.exists(self.doctype, self.name))

	def db_update(self) -> None:
		"""Update the row, or insert a new one, without checks or hooks."""
		if self.get("__islocal") or not self.name:
			self.db_insert()
			return
		values = self._row()
		name = values.pop("name")
		assignments = ", ".join(f"`{column}` = %s" for column in values)
		query = f"UPDATE `tab{self.doctype}` SET {assignments} WHERE `name` = %s"
		try:
			frappe.db.sql(query, [*values.values(), name])
		except sqlite3.IntegrityError as error:
			if frappe.db.is_unique_key_violation(error):
				self.show_unique_validation_message(error)
			raise

	def db_update_all(self) -> None:
		"""Update the row and the rows of child tables, without checks or hooks."""
		self.db_update()
		for row in self.get_all_children():
			row.db_update()

	def show_unique_validation_message(self, error: Exception) -> None:
		"""Name the field whose value is taken, and raise UniqueValidationError."""
		fieldname = str(error).rpartition(".")[2].strip("`")
		df = self.meta.get_field(fieldname)
		frappe.msgprint(_("{0} must be unique").format(_(df.label) if df else fieldname))
		raise frappe.UniqueValidationError(self.doctype, self.name, error)

	def update_children(self) -> None:
		"""Write the rows of child tables; those no longer there are deleted."""
		for fieldname in self._table_fieldnames:
			self.update_child_table(fieldname)

	def update_child_table(self, fieldname: str, df: Any = None) -> None:
		"""Write the rows of one child table."""
		doctype = self._table_fieldnames[fieldname]
		rows = self.get(fieldname) or []
		if doctype not in (self.flags.ignore_children_type or ()):
			table = frappe.qb.DocType(doctype)
			query = (
				frappe.qb.from_(table)
				.delete()
				.where(table.parent == str(self.name))
				.where(table.parenttype == self.doctype)
				.where(table.parentfield == fieldname)
			)
			kept = [row.name for row in rows if row.name and not row.is_new()]
			(query.where(table.name.notin(kept)) if kept else query).run()
		for row in rows:
			row.db_update()

	def update_single(self, values: dict) -> None:
		"""Write a Single's values."""
		frappe.db.delete("Singles", {"doctype": self.doctype})
		rows = [
			(self.doctype, field, json.dumps(value) if isinstance(value, dict | list) else value)
			for field, value in values.items()
			if field != "doctype"
		]
		frappe.db.bulk_insert("Singles", ["doctype", "field", "value"], rows)
		frappe.db.value_cache.clear()

	def db_get(self, fieldname: str) -> Any:
		"""A value as it is stored now."""
		return frappe.db.get_value(self.doctype, self.name, fieldname)

	def update_modified(self) -> None:
		"""Set `modified` to now, in the database too."""
		from frappe.utils.data import now

		self.set("modified", now())
		frappe.db.set_value(self.doctype, self.name, "modified", self.modified, update_modified=False)


def _refuse_nonsense(fieldname: str, value: Any) -> None:
	"""MariaDB takes no text for a date but a date's own."""
	if not isinstance(value, str) or not value:
		return
	try:
		datetime.datetime.fromisoformat(value)
	except ValueError as error:
		raise sqlite3.OperationalError(f"Incorrect date value: '{value}' for column `{fieldname}`") from error
