"""Forgetting: what a process, a request or the site's cache remembers of DocTypes and users."""

from frappe._memory import forget


def clear_site_cache(user: str | None = None, doctype: str | None = None) -> None:
	"""Forget a DocType, a user, or everything about the site."""
	import frappe

	if doctype:
		forget("meta", doctype)
		forget("controllers", doctype)
		frappe.local.role_permissions = {}
	elif user:
		frappe.local.role_permissions = {}
		frappe.local.user_perms = None
	else:
		forget()
		frappe.local.role_permissions = {}
		frappe.local.user_perms = None
		frappe.cache.clear()
	frappe.local.document_cache = {}
	frappe.local.request_cache = {}
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
	"""Other processes and threads look at this at their next `connect`."""
