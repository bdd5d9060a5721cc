"""The SQLite connection of one thread."""

import re
import sqlite3
from typing import Any

import frappe
from frappe.database.database import Database
from frappe.database.sqlite import values as sqlite_values
from frappe.types import _dict

sqlite_values.register()

_PARAMETER = re.compile(r"%\((\w+)\)s|%s|%%")
BUSY_SECONDS = 30


class SQLiteDatabase(Database):
	"""One connection, opened on first use and closed with the request."""

	db_type = "sqlite"
	last_query = ""

	def __init__(self, path: str) -> None:
		self.path = path
		self._conn = self._open()
		self._setup_transactions()
		self._forget_values()

	def _open(self) -> sqlite3.Connection:
		connection = sqlite3.connect(
			self.path,
			timeout=BUSY_SECONDS,
			isolation_level=None,
			detect_types=sqlite3.PARSE_DECLTYPES,
			check_same_thread=False,
			cached_statements=512,
		)
		for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "temp_store=MEMORY", "cache_size=-32000"):
			connection.execute(f"PRAGMA {pragma}")
		connection.create_function("regexp", 2, _regexp, deterministic=True)
		return connection

	def close(self) -> None:
		"""Give the connection back; what was not committed is lost."""
		self._conn.close()

	def sql(
		self,
		query: str,
		values: Any = None,
		as_dict: bool | int = False,
		as_list: bool | int = False,
		debug: bool = False,
		update: dict | None = None,
		pluck: bool | str = False,
		run: bool = True,
		**unused: Any,
	) -> Any:
		"""Execute a query. `values`: a tuple for %s, a dict for %(name)s. Rows as tuples unless asked otherwise."""
		if not run:
			return query
		query = str(query)
		if values is not None:
			query, values = _bind(query, values)
		cursor = self._run(query, values if values is not None else ())
		if cursor.description is None:
			return ()
		return _shape(cursor, as_dict, as_list, update, pluck)

	def _run(self, query: str, values: Any) -> sqlite3.Cursor:
		self.last_query = query
		if self._is_write(query):
			self.begin()
		try:
			self._cursor = self._conn.execute(query, values)
			return self._cursor
		except sqlite3.OperationalError as error:
			if "locked" in str(error):
				raise frappe.QueryTimeoutError(str(error)) from error
			raise

	def _is_write(self, query: str) -> bool:
		from frappe.database.transactions import WRITES

		return query.lstrip()[:9].upper().startswith(WRITES)

	def sql_ddl(self, query: str, debug: bool = False) -> None:
		"""Change the schema, which commits what came before and itself, as MariaDB does."""
		self.commit()
		self._run(query, ())
		self.commit()

	def executemany(self, query: str, rows: Any) -> None:
		"""One statement over many rows of values."""
		self.begin()
		self._conn.executemany(query, rows)

	@staticmethod
	def is_deadlocked(error: Exception) -> bool:
		"""Did two transactions wait for each other? Never here: one waits for the other's one lock, then gives up."""
		return False

	@staticmethod
	def is_timedout(error: Exception) -> bool:
		"""Did others keep the lock for too long?"""
		return isinstance(error, frappe.QueryTimeoutError) or "locked" in str(error)

	@staticmethod
	def is_unique_key_violation(error: Exception) -> bool:
		"""Did a unique index, other than the name, refuse?"""
		return getattr(error, "sqlite_errorname", "") == "SQLITE_CONSTRAINT_UNIQUE"

	@staticmethod
	def is_primary_key_violation(error: Exception) -> bool:
		"""Was the name taken?"""
		return getattr(error, "sqlite_errorname", "") == "SQLITE_CONSTRAINT_PRIMARYKEY"

	@staticmethod
	def is_duplicate_entry(error: Exception) -> bool:
		"""Was a name or a unique value taken?"""
		return SQLiteDatabase.is_unique_key_violation(error) or SQLiteDatabase.is_primary_key_violation(error)

	@staticmethod
	def is_missing_column(error: Exception) -> bool:
		"""Does the table lack a column the query names?"""
		return "no such column" in str(error) or "no column named" in str(error)

	@staticmethod
	def is_table_missing(error: Exception) -> bool:
		"""Does the database lack the table?"""
		return "no such table" in str(error)

	@staticmethod
	def escape(value: Any, percent: bool = True) -> str:
		"""A value as an SQL literal, quotes included."""
		text = str(value).replace("'", "''")
		return f"'{text.replace('%', '%%') if percent else text}'"


def _regexp(pattern: str, value: Any) -> int:
	return int(value is not None and re.search(pattern, str(value), re.IGNORECASE) is not None)


def _bind(query: str, values: Any) -> tuple[str, Any]:
	"""MySQL's placeholders as SQLite's; a list or tuple value becomes a bracketed list."""
	named = isinstance(values, dict)
	if not named and not isinstance(values, list | tuple):
		values = (values,)
	bound: list[Any] = []
	position = iter(() if named else values)

	def place(match: re.Match) -> str:
		if match.group() == "%%":
			return "%"
		value = values[match.group(1)] if match.group(1) else next(position)
		items = list(value) if isinstance(value, list | tuple | set) else None
		bound.extend(items if items is not None else [value])
		return "({})".format(", ".join("?" * len(items))) if items is not None else "?"

	query = _PARAMETER.sub(place, query)
	return query, [sqlite_values.to_storage(value) for value in bound]


def _shape(cursor: sqlite3.Cursor, as_dict: Any, as_list: Any, update: dict | None, pluck: Any) -> Any:
	rows = cursor.fetchall()
	if pluck:
		return [row[0] for row in rows]
	if as_dict:
		names = [column[0] for column in cursor.description]
		records = [_dict(zip(names, row, strict=True)) for row in rows]
		for record in records if update else ():
			record.update(update)
		return records
	return [list(row) for row in rows] if as_list else tuple(rows)
