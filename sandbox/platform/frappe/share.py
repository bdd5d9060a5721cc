"""Documents shared with one user (DocShare)."""

from typing import Any

import frappe


def add(
	doctype: str,
	name: str,
	user: str | None = None,
	read: int = 1,
	write: int = 0,
	share: int = 0,
	**flags: Any,
) -> Any:
	"""Share a document with a user."""
	user = user or frappe.session.user
	found = frappe.db.get_value("DocShare", {"share_doctype": doctype, "share_name": name, "user": user})
	doc = frappe.get_doc("DocShare", found) if found else frappe.new_doc("DocShare")
	doc.update({"user": user, "share_doctype": doctype, "share_name": name})
	doc.update({"read": read, "write": write, "share": share})
	return doc.save(ignore_permissions=True)


add_docshare = add


def remove(doctype: str, name: str, user: str, flags: Any = None) -> None:
	"""Stop sharing."""
	frappe.db.delete("DocShare", {"share_doctype": doctype, "share_name": name, "user": user})


def get_shared(
	doctype: str,
	user: str | None = None,
	rights: list[str] | None = None,
	*,
	filters: Any = None,
	limit: int | None = None,
) -> list[str]:
	"""Names of documents shared with the user, with all these rights."""
	user = user or frappe.session.user
	key = ("shared", doctype, user, tuple(rights or ["read"]))
	cache = frappe.local.request_cache
	if key not in cache:
		cache[key] = _read(doctype, user, rights or ["read"])
	return cache[key]


def _read(doctype: str, user: str, rights: list[str]) -> list[str]:
	table = frappe.qb.DocType("DocShare")
	query = frappe.qb.from_(table).select(table.share_name).where(table.share_doctype == doctype)
	for right in rights:
		query = query.where(table[right] == 1)
	who = table.user == user
	return query.where(who | (table.everyone == 1) if user != "Guest" else who).run(pluck=True)
