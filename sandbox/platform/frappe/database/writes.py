"""Writing values without the document's lifecycle: set_value, delete, bulk_insert, bulk_update, defaults."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

import frappe
from frappe.database.sqlite.values import as_column, to_storage

# What has this length already is in its stored form: volumes are inserted as such.
STORED_LENGTH = {"Datetime": 26, "Date": 10, "Time": 15}


class Writes:
	"""The part of frappe.db that changes rows."""

	def set_value(
		self,
		dt: str,
		dn: Any,
		field: str | dict,
		val: Any = None,
		modified: Any = None,
		modified_by: str | None = None,
		update_modified: bool = True,
		debug: bool = False,
	) -> None:
		"""Set a field, or a dict of them, where `dn` (a name, filters, or None for a Single) says. No hooks run."""
		from frappe.utils import now

		values = dict(field) if isinstance(field, dict) else {field: val}
		if update_modified:
			values["modified"] = modified or now()
			values["modified_by"] = modified_by or frappe.session.user
		if _is_single(dt, dn):
			frappe.db.set_single_value(dt, values, update_modified=False)
			return
		query = frappe.qb.get_query(dt, filters=dn, update=True)
		for column, value in values.items():
			query = query.set(column, _storable(dt, column, value))
		query.run()
		self._forget_document(dt, dn)

	def _forget_document(self, doctype: str, name: Any) -> None:
		from frappe.model.cached import clear_document_cache

		self.value_cache.clear()
		clear_document_cache(doctype, name if isinstance(name, str) else None)

	def set_single_value(
		self,
		doctype: str,
		fieldname: str | dict,
		value: Any = None,
		*args: Any,
		update_modified: bool = True,
		**kwargs: Any,
	) -> None:
		"""Set a field, or a dict of them, of a Single."""
		from frappe.utils import now

		values = dict(fieldname) if isinstance(fieldname, dict) else {fieldname: value}
		if update_modified:
			values.update(modified=now(), modified_by=frappe.session.user)
		for field, new in values.items():
			self.sql("DELETE FROM `tabSingles` WHERE `doctype` = %s AND `field` = %s", (doctype, field))
			self.sql(
				"INSERT INTO `tabSingles` (`doctype`, `field`, `value`) VALUES (%s, %s, %s)",
				(doctype, field, _as_text(new)),
			)
		self._forget_document(doctype, doctype)

	def delete(self, doctype: str, filters: Any = None, debug: bool = False, **kwargs: Any) -> None:
		"""Delete the rows that match, without hooks; all of them without filters."""
		frappe.qb.get_query(doctype, filters=filters or None, delete=True).run()
		self._forget_document(doctype, None)

	def truncate(self, doctype: str) -> None:
		"""Empty the doctype's table."""
		self.sql_ddl(f"DELETE FROM `{_table(doctype)}`")
		self._forget_document(doctype, None)

	def bulk_insert(
		self,
		doctype: str,
		fields: list[str],
		values: Iterable[Any],
		ignore_duplicates: bool = False,
		*,
		chunk_size: int = 10_000,
	) -> None:
		"""Insert rows of values in chunks, without hooks."""
		verb = "INSERT OR IGNORE" if ignore_duplicates else "INSERT"
		columns = ", ".join(f"`{field}`" for field in fields)
		places = ", ".join("?" * len(fields))
		query = f"{verb} INTO `{_table(doctype)}` ({columns}) VALUES ({places})"
		rows = iter(values)
		moments = _moments(doctype)
		dated = [(fields.index(column), kind) for column, kind in moments.items() if column in fields]
		while chunk := list(islice(rows, chunk_size)):
			self.executemany(query, (_stored_row(row, dated) for row in chunk))

	def bulk_update(
		self,
		doctype: str,
		doc_updates: dict[str, dict[str, Any]],
		*,
		chunk_size: int = 100,
		modified: Any = None,
		modified_by: str | None = None,
		update_modified: bool = True,
		debug: bool = False,
	) -> None:
		"""`{name: {field: value}}`, without hooks."""
		from frappe.utils import now

		stamp = {}
		if update_modified:
			stamp = {"modified": modified or now(), "modified_by": modified_by or frappe.session.user}
		for name, updates in doc_updates.items():
			row = {**updates, **stamp}
			assignments = ", ".join(f"`{column}` = ?" for column in row)
			values = [to_storage(_storable(doctype, column, value)) for column, value in row.items()]
			self._run(f"UPDATE `{_table(doctype)}` SET {assignments} WHERE `name` = ?", [*values, name])
		self._forget_document(doctype, None)

	def set_global(self, key: str, val: Any, user: str = "__global") -> None:
		"""Set a default of the site."""
		self.set_default(key, val, user)

	def set_default(
		self, key: str, val: Any, parent: str = "__default", parenttype: str | None = None
	) -> None:
		"""Set a default value."""
		from frappe.defaults import set_default

		set_default(key, val, parent, parenttype)


def _is_single(doctype: str, name: Any) -> bool:
	from frappe.database.query_filters import is_bare

	if is_bare(doctype):
		return False
	return (name is None or name == doctype) and bool(frappe.get_meta(doctype).issingle)


def _table(doctype: str) -> str:
	return doctype if doctype.startswith("__") else f"tab{doctype}"


def _moments(doctype: str) -> dict[str, str]:
	from frappe.database.query_filters import is_bare

	return {} if is_bare(doctype) else frappe.get_meta(doctype)._moment_columns


def _stored_row(row: Any, dated: list[tuple[int, str]]) -> list[Any]:
	values = list(row)
	for position, kind in dated:
		value = values[position]
		if not (isinstance(value, str) and len(value) == STORED_LENGTH[kind]):
			values[position] = as_column(kind, value)
	return values


def _storable(doctype: str, column: str, value: Any) -> Any:
	kind = _moments(doctype).get(column)
	return as_column(kind, value) if kind else _as_text(value)


def _as_text(value: Any) -> Any:
	return frappe.as_json(value, indent=None) if isinstance(value, dict | list) else value
