"""User permissions: a user who is tied to some documents sees only those and what links to them."""

from collections import defaultdict
from typing import Any

import frappe
from frappe.types import _dict


def get_user_permissions(user: str | None = None) -> dict[str, list[_dict]]:
	"""`{DocType: [{doc, applicable_for, is_default}]}` of a user; empty when nothing is restricted."""
	user = user or frappe.session.user
	if user in ("Administrator", "Guest"):
		return {}
	if frappe.local.user_perms is None:
		frappe.local.user_perms = {}
	if user not in frappe.local.user_perms:
		frappe.local.user_perms[user] = _read(user)
	return frappe.local.user_perms[user]


def _read(user: str) -> dict[str, list[_dict]]:
	if not frappe.db.table_exists("User Permission"):
		return {}
	table = frappe.qb.DocType("User Permission")
	query = frappe.qb.from_(table).where(table.user == user)
	query = query.select(table.allow, table.for_value, table.applicable_for, table.is_default)
	permissions: dict[str, list[_dict]] = defaultdict(list)
	for row in query.run(as_dict=True):
		entry = _dict(doc=row.for_value, applicable_for=row.applicable_for, is_default=row.is_default)
		permissions[row.allow].append(entry)
	return dict(permissions)


def get_allowed_docs_for_doctype(entries: list[_dict], doctype: str) -> list[str]:
	"""The documents a user is tied to, where that counts for `doctype`."""
	return [entry.doc for entry in entries if not entry.applicable_for or entry.applicable_for == doctype]


def has_user_permission(
	doc: Any, user: str | None = None, debug: bool = False, *, ptype: str | None = None
) -> bool:
	"""Is the document, and every document it links to, among those the user is tied to?"""
	permissions = get_user_permissions(user)
	if not permissions:
		return True
	allowed = get_allowed_docs_for_doctype(permissions.get(doc.doctype, []), doc.doctype)
	if allowed and doc.name not in allowed:
		return False
	return all(_links_allowed(row, doc.doctype, permissions) for row in (doc, *doc.get_all_children()))


def _links_allowed(row: Any, doctype: str, permissions: dict[str, list[_dict]]) -> bool:
	for df in row.meta.get_link_fields():
		value = row.get(df.fieldname)
		if df.ignore_user_permissions or not value or df.options not in permissions:
			continue
		allowed = get_allowed_docs_for_doctype(permissions[df.options], doctype)
		if allowed and str(value) not in allowed:
			return False
	return True
