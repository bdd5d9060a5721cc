"""`frappe.db`: transactions, single values, whole rows, singles, and the questions one asks of a schema."""

from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

import frappe
from frappe.database.reads import Reads
from frappe.database.transactions import Transactions
from frappe.database.writes import Writes
from frappe.types import _dict

STANDARD_COLUMNS = (
	"name",
	"creation",
	"modified",
	"modified_by",
	"owner",
	"docstatus",
	"idx",
)
CHILD_COLUMNS = ("parent", "parentfield", "parenttype")
OPTIONAL_COLUMNS = ("_user_tags", "_comments", "_assign", "_liked_by")


class Database(Reads, Writes, Transactions):
	"""What every caller of frappe.db may use; the driver is in database/sqlite."""

	STANDARD_VARCHAR_COLUMNS = ("name", "owner", "modified_by")
	DEFAULT_COLUMNS = ("name", "creation", "modified", "modified_by", "owner", "docstatus", "idx")
	CHILD_TABLE_COLUMNS = CHILD_COLUMNS
	OPTIONAL_COLUMNS = OPTIONAL_COLUMNS
	VARCHAR_LEN = 140
	db_type = ""

	def get_tables(self, cached: bool = False) -> list[str]:
		"""Names of all tables, `tab` included."""
		return self.sql("SELECT name FROM sqlite_master WHERE type = 'table'", pluck=True)

	def table_exists(self, doctype: str, cached: bool = False) -> bool:
		"""Has the doctype a table?"""
		name = doctype if doctype.startswith("__") else f"tab{doctype}"
		found = self.sql("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = %s", (name,))
		return bool(found)

	def get_table_columns(self, doctype: str) -> list[str]:
		"""Column names of the doctype's table."""
		return [row.name for row in self.table_info(doctype)]

	def table_info(self, doctype: str) -> list[_dict]:
		"""SQLite's description of the doctype's columns: name, type, notnull, dflt_value."""
		return self.sql(f"PRAGMA table_info(`tab{doctype}`)", as_dict=True)

	def has_column(self, doctype: str, column: str) -> bool:
		"""Has the doctype's table this column?"""
		return column in self.get_table_columns(doctype)

	def get_column_type(self, doctype: str, column: str) -> str:
		"""The declared type of a column."""
		return next(row.type for row in self.table_info(doctype) if row.name == column)

	def add_index(
		self, doctype: str, fields: list[str] | tuple[str, ...], index_name: str | None = None
	) -> None:
		"""An index over columns, unless there is one of that name."""
		self._make_index(doctype, fields, index_name or f"{'_'.join(fields)}_index", "INDEX")

	def add_unique(self, doctype: str, fields: list[str] | str, constraint_name: str | None = None) -> None:
		"""A unique index over columns."""
		fields = [fields] if isinstance(fields, str) else fields
		self._make_index(doctype, fields, constraint_name or f"unique_{'_'.join(fields)}", "UNIQUE INDEX")

	def _make_index(self, doctype: str, fields: Any, name: str, kind: str) -> None:
		columns = ", ".join(f"`{field.partition('(')[0]}`" for field in fields)
		self.sql_ddl(f"CREATE {kind} IF NOT EXISTS `tab{doctype}.{name}` ON `tab{doctype}` ({columns})")

	def updatedb(self, doctype: str, meta: Any = None) -> None:
		"""Create the doctype's table, or add what it lacks."""
		from frappe.database.schema import sync_table

		if not (meta or frappe.get_meta(doctype)).issingle:
			sync_table(doctype)

	def get_system_setting(self, key: str) -> Any:
		"""A field of System Settings."""
		return self.get_single_value("System Settings", key)

	def get_creation_count(self, doctype: str, minutes: int) -> int:
		"""How many were made in the last minutes."""
		from frappe.utils import add_to_date, now_datetime

		return self.count(doctype, {"creation": (">", add_to_date(now_datetime(), minutes=-minutes))})

	def sql(self, query: str, values: Any = None, **kwargs: Any) -> Any:
		"""Execute a query; the driver's part."""
		raise NotImplementedError

	def sql_ddl(self, query: str, debug: bool = False) -> None:
		"""Change the schema; the driver's part."""
		raise NotImplementedError


@contextmanager
def savepoint(catch: type | tuple[type, ...] = Exception) -> Generator[None, None, None]:
	"""Undo the block's writes when it raises `catch`, and go on."""
	name = f"s{frappe.generate_hash(length=10)}"
	frappe.db.savepoint(name)
	try:
		yield
	except catch:
		frappe.db.rollback(save_point=name)
	else:
		frappe.db.release_savepoint(name)
