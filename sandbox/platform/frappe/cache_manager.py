"""Forgetting: what a process, a request or the site's cache remembers of DocTypes and users."""

from frappe._memory import forget, remember, shelf


def clear_site_cache(user: str | None = None, doctype: str | None = None) -> None:
	"""Forget a DocType, a user, or everything about the site."""
	import frappe

	frappe.local.role_permissions = {}
	frappe.local.user_perms = None
	frappe.local.document_cache = {}
	frappe.local.request_cache = {}
	if user:  # what is remembered of users lasts no longer than the request
		return
	if doctype:
		forget("meta", doctype)
		forget("controllers", doctype)
	else:
		forget()
		frappe.cache.clear()
	bump_version()


def clear_doctype_cache(doctype: str | None = None) -> None:
	"""Forget a DocType, or all of them."""
	if doctype:
		clear_site_cache(doctype=doctype)
		return
	forget("meta")
	forget("controllers")
	bump_version()


def clear_user_cache(user: str | None = None) -> None:
	"""Forget a user."""
	clear_site_cache(user=user or "Guest")


def bump_version() -> None:
	"""Have every process and thread forget what it remembers of the site, once this transaction has ended.

	The version is SQLite's `user_version`: it belongs to the transaction, and `connect` compares it.
	"""
	import frappe

	database = getattr(frappe.local, "db", None)
	if database is None or not database.in_transaction:
		return
	version = database.sql("PRAGMA user_version")[0][0]
	database._run(f"PRAGMA user_version = {version + 1}", ())
	database.after_commit.add(forget)
	database.after_rollback.add(forget)


def notice_version() -> None:
	"""Forget what is remembered of the site when someone has changed it since."""
	import frappe

	version = frappe.db.sql("PRAGMA user_version")[0][0]
	if remember("version", "", lambda: version) != version:
		forget()
		shelf("version")[""] = version
