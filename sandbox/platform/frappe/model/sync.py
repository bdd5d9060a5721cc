"""From the apps' JSON files to the site: DocTypes and their tables first, then what else a module ships."""

import hashlib
import json
import os
import sys
from typing import Any

import frappe
from frappe.model.base_document import DOCTYPE_TABLES, get_controller
from frappe.model.meta import BOOT

# Rows of a DocType have no time of their own in its file, and "now" needs settings that are not there yet.
UNKNOWN_TIME = "2026-01-01 00:00:00.000000"


def sync_for(app_name: str, force: bool = False, reset_permissions: bool = False) -> list[str]:
	"""Import every DocType of an app whose file has changed; names of those."""
	changed = [doctype for path in doctype_files(app_name) if (doctype := import_doctype(path, force))]
	for doctype in changed:
		frappe.db.updatedb(doctype)
		_run_module_method(doctype, "on_doctype_update")
	for role in {row.role for doctype in changed for row in frappe.get_meta(doctype).permissions}:
		make_role(role)
	return changed


def _run_module_method(doctype: str, method: str) -> None:
	"""Call what the doctype's module does when its table changes (its indexes), if anything."""
	if action := getattr(sys.modules[get_controller(doctype).__module__], method, None):
		action()


def make_role(role: str) -> None:
	"""A role that permissions name exists."""
	if not frappe.db.exists("Role", role):
		desk_access = int(role not in ("All", "Guest"))
		frappe.get_doc(doctype="Role", role_name=role, desk_access=desk_access).insert(
			ignore_permissions=True
		)


def doctype_files(app_name: str) -> list[str]:
	"""Paths of the app's DocType JSONs, child tables first."""
	app_path = frappe.get_app_path(app_name)
	paths = []
	for module in frappe.get_module_list(app_name):
		folder = os.path.join(app_path, frappe.scrub(module), "doctype")
		for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else ():
			path = os.path.join(folder, name, f"{name}.json")
			if os.path.exists(path):
				paths.append(path)
	return paths


def import_doctype(path: str, force: bool = False) -> str | None:
	"""Store a DocType from its JSON; its name when it was new or had changed."""
	with open(path, "rb") as file:
		content = file.read()
	source = json.loads(content)
	if source.get("doctype") != "DocType":
		return None
	digest = hashlib.sha256(content).hexdigest()
	known = frappe.db.sql("SELECT `migration_hash` FROM `tabDocType` WHERE `name` = %s", (source["name"],))
	if known and known[0][0] == digest and not force:
		return None
	store_doctype(source, digest)
	return source["name"]


def store_doctype(source: dict[str, Any], digest: str | None = None) -> None:
	"""Replace the rows of a DocType."""
	name = source["name"]
	for child in DOCTYPE_TABLES.values():
		frappe.db.sql(f"DELETE FROM `tab{child}` WHERE `parent` = %s", (name,))
	frappe.db.sql("DELETE FROM `tabDocType` WHERE `name` = %s", (name,))
	_insert_row("DocType", {**source, "migration_hash": digest})
	for parentfield, child in DOCTYPE_TABLES.items():
		for position, row in enumerate(source.get(parentfield) or [], 1):
			_insert_row(
				child,
				{**row, "parent": name, "parenttype": "DocType", "parentfield": parentfield, "idx": position},
			)
	frappe.clear_cache(doctype=name)


def _insert_row(doctype: str, values: dict[str, Any]) -> None:
	meta = frappe.get_meta(doctype)
	row = {df.fieldname: 0 for df in meta.fields if df.fieldtype == "Check"}
	row.update({column: values[column] for column in meta.get_valid_columns() if column in values})
	row.setdefault("creation", UNKNOWN_TIME)
	row.setdefault("modified", UNKNOWN_TIME)
	row.setdefault("owner", "Administrator")
	row.setdefault("modified_by", "Administrator")
	if doctype != "DocType":
		row["name"] = frappe.generate_hash(length=10)
	columns = [column for column in row if row[column] is not None]
	values_in_order = [_plain(row[column]) for column in columns]
	frappe.db.bulk_insert(doctype, columns, [values_in_order])


def _plain(value: Any) -> Any:
	return json.dumps(value) if isinstance(value, dict | list) else value


def create_core_tables() -> None:
	"""The tables everything else is described in."""
	for statement in (
		"CREATE TABLE `tabSeries` (`name` TEXT PRIMARY KEY, `current` INTEGER NOT NULL DEFAULT 0)",
		"CREATE TABLE `tabSingles` (`doctype` TEXT, `field` TEXT, `value` TEXT)",
		"CREATE INDEX `singles_doctype_field` ON `tabSingles` (`doctype`, `field`)",
		"CREATE TABLE `tabSessions` (`user` TEXT, `sid` TEXT PRIMARY KEY, `sessiondata` TEXT, "
		"`ipaddress` TEXT, `lastupdate` DATETIME, `status` TEXT)",
		"CREATE TABLE `__Auth` (`doctype` TEXT, `name` TEXT, `fieldname` TEXT, `password` TEXT, "
		"`encrypted` INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (`doctype`, `name`, `fieldname`))",
	):
		frappe.db.sql_ddl(statement)
	for doctype in sorted(BOOT):
		frappe.db.updatedb(doctype)


def reload_doc(module: str, dt: str | None = None, dn: str | None = None, force: bool = False) -> Any:
	"""Import one DocType of a module again."""
	if dt != "doctype":
		raise NotImplementedError(f"frappe.reload_doc of a {dt}")
	name = frappe.scrub(dn or "")
	path = frappe.get_module_path(module, "doctype", name, f"{name}.json")
	doctype = import_doctype(path, force=True)
	frappe.db.updatedb(doctype)
	return doctype
