"""DocType → table: columns by field type, indexes, and what a changed DocType adds."""

from typing import Any

import frappe
from frappe.model import data_fieldtypes

COLUMN_TYPES = {
	"Currency": "REAL",
	"Int": "INTEGER",
	"Long Int": "INTEGER",
	"Float": "REAL",
	"Percent": "REAL",
	"Check": "INTEGER",
	"Date": "DATE",
	"Datetime": "DATETIME",
	"Time": "TIME",
	"Rating": "REAL",
	"Duration": "REAL",
}
NOT_NULL = ("Check", "Int", "Long Int", "Currency", "Float", "Percent", "Rating")
VARCHAR = (
	"Data",
	"Link",
	"Dynamic Link",
	"Select",
	"Read Only",
	"Color",
	"Icon",
	"Phone",
	"Autocomplete",
)
VARCHAR_LENGTH = 140
# MariaDB compares text without case; SQLite does so for ASCII when the column says it.
TEXT = "TEXT COLLATE NOCASE"
STANDARD = {
	"name": f"{TEXT} PRIMARY KEY",
	"creation": "DATETIME",
	"modified": "DATETIME",
	"modified_by": TEXT,
	"owner": TEXT,
	"docstatus": "INTEGER NOT NULL DEFAULT 0",
	"idx": "INTEGER NOT NULL DEFAULT 0",
}
CHILD = {"parent": TEXT, "parentfield": TEXT, "parenttype": TEXT}
OPTIONAL = {"_user_tags": "TEXT", "_comments": "TEXT", "_assign": "TEXT", "_liked_by": "TEXT"}


def sync_table(doctype: str) -> bool:
	"""Create the table of a DocType, or add the columns and indexes it lacks. True when anything changed."""
	meta = frappe.get_meta(doctype)
	if meta.issingle or meta.get("is_virtual"):
		return False
	wanted = wanted_columns(meta)
	present = frappe.db.get_table_columns(doctype)
	if not present:
		columns = ", ".join(f"`{name}` {definition}" for name, definition in wanted.items())
		frappe.db.sql_ddl(f"CREATE TABLE `tab{doctype}` ({columns})")
	added = [name for name in wanted if present and name not in present]
	for name in added:
		frappe.db.sql_ddl(f"ALTER TABLE `tab{doctype}` ADD COLUMN `{name}` {wanted[name]}")
	changed = not present or bool(added) or _change_types(doctype, wanted)
	return _sync_indexes(meta) or changed


def _change_types(doctype: str, wanted: dict[str, str]) -> bool:
	"""SQLite cannot change a column's type: the table is made anew around the rows."""
	table = f"tab{doctype}"
	present = {row.name: row.type for row in frappe.db.table_info(doctype)}
	if all(wanted[name].split()[0] == kind for name, kind in present.items() if name in wanted):
		return False
	columns = {name: wanted.get(name, kind) for name, kind in present.items()}
	definitions = ", ".join(f"`{name}` {definition}" for name, definition in columns.items())
	names = ", ".join(f"`{name}`" for name in columns)
	frappe.db.sql_ddl(f"CREATE TABLE `{table}__new` ({definitions})")
	frappe.db.sql_ddl(f"INSERT INTO `{table}__new` ({names}) SELECT {_filled(columns)} FROM `{table}`")
	frappe.db.sql_ddl(f"DROP TABLE `{table}`")
	frappe.db.sql_ddl(f"ALTER TABLE `{table}__new` RENAME TO `{table}`")
	return True


def _filled(columns: dict[str, str]) -> str:
	return ", ".join(
		f"COALESCE(`{name}`, {definition.rpartition('DEFAULT')[2]})"
		if "NOT NULL" in definition
		else f"`{name}`"
		for name, definition in columns.items()
	)


def wanted_columns(meta: Any) -> dict[str, str]:
	"""`{column: SQL definition}` of a DocType."""
	columns = dict(STANDARD)
	columns.update(CHILD if meta.istable else OPTIONAL)
	if meta.track_seen:
		columns["_seen"] = "TEXT"
	for df in meta.fields:
		if df.fieldtype in data_fieldtypes and not df.get("is_virtual"):
			columns[df.fieldname] = column_definition(df)
	return columns


def column_definition(df: Any) -> str:
	"""A field's SQL type, with the default the database would fill in."""
	kind = COLUMN_TYPES.get(df.fieldtype, TEXT)
	if df.fieldtype in NOT_NULL:
		return f"{kind} NOT NULL DEFAULT {_number(df.default)}"
	default = df.default
	if (
		default
		and df.fieldtype in ("Data", "Select", "Small Text")
		and not str(default).startswith((":", "__"))
	):
		return f"{kind} DEFAULT {frappe.db.escape(default, percent=False)}"
	return kind


def _number(default: Any) -> float | int:
	try:
		number = float(default or 0)
	except (TypeError, ValueError):
		return 0
	return int(number) if number.is_integer() else number


def _sync_indexes(meta: Any) -> bool:
	table = f"tab{meta.name}"
	wanted = _wanted_indexes(meta)
	query = "SELECT `name` FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL"
	present = set(frappe.db.sql(query, (table,), pluck=True))
	for name in set(wanted) - present:
		unique, column = wanted[name]
		kind = "UNIQUE INDEX" if unique else "INDEX"
		frappe.db.sql_ddl(f"CREATE {kind} `{name}` ON `{table}` (`{column}`)")
	ours = {f"{table}.{df.fieldname}{ending}" for df in meta.fields for ending in ("", "_unique")}
	for name in (present & ours) - set(wanted):
		frappe.db.sql_ddl(f"DROP INDEX `{name}`")
	return bool(set(wanted) - present or (present & ours) - set(wanted))


def _wanted_indexes(meta: Any) -> dict[str, tuple[bool, str]]:
	table = f"tab{meta.name}"
	columns = ["parent"] if meta.istable else ["creation"]
	if meta.sort_field == "modified" and not meta.istable:
		columns.append("modified")
	wanted = {f"{table}.{column}": (False, column) for column in columns}
	for df in meta.fields:
		if df.fieldtype not in data_fieldtypes or df.get("is_virtual"):
			continue
		if df.unique:
			wanted[f"{table}.{df.fieldname}_unique"] = (True, df.fieldname)
		elif df.search_index:
			wanted[f"{table}.{df.fieldname}"] = (False, df.fieldname)
	return wanted


def column_length(df: Any) -> int | None:
	"""How many characters the field may hold in MariaDB; None without such a limit."""
	if df.fieldtype in VARCHAR:
		return int(df.length or VARCHAR_LENGTH)
	return None
