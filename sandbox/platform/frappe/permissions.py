"""Who may do what: roles, owners, user permissions, shares and hooks, in Frappe's order."""

from typing import Any

import frappe
from frappe import _
from frappe.permission_rules import (
	add_permission,
	add_user_permission,
	clear_user_permissions_for_doctype,
	remove_user_permission,
	reset_perms,
	setup_custom_perms,
	std_rights,
	update_permission_property,
)
from frappe.types import _dict
from frappe.user_permissions import get_user_permissions, has_user_permission

rights = std_rights
GUEST_ROLE = "Guest"
ALL_USER_ROLE = "All"
SYSTEM_USER_ROLE = "Desk User"
ADMIN_ROLE = "Administrator"
AUTOMATIC_ROLES = (GUEST_ROLE, ALL_USER_ROLE, SYSTEM_USER_ROLE, ADMIN_ROLE)
SHAREABLE = ("read", "write", "share", "submit", "email", "print")

__all__ = [
	"add_permission",
	"add_user_permission",
	"clear_user_permissions_for_doctype",
	"get_doc_permissions",
	"get_role_permissions",
	"get_roles",
	"get_user_permissions",
	"has_permission",
	"remove_user_permission",
	"reset_perms",
	"setup_custom_perms",
	"update_permission_property",
]


def get_rights(doctype: str | None = None) -> tuple[str, ...]:
	"""Kinds of permission."""
	return std_rights


def has_permission(
	doctype: Any,
	ptype: str = "read",
	doc: Any = None,
	user: str | None = None,
	*,
	parent_doctype: str | None = None,
	print_logs: bool = True,
	debug: bool = False,
	ignore_share_permissions: bool = False,
) -> bool:
	"""May the user do `ptype` on the DocType, or on this document? Who is denied is told why (`print_logs`)."""
	user = user or frappe.session.user
	if user == "Administrator":
		return True
	if not doc and hasattr(doctype, "doctype") and not isinstance(doctype, str):
		doc, doctype = doctype, doctype.doctype
	allowed = _may(doctype, ptype, doc, user, parent_doctype, ignore_share_permissions)
	if not allowed and print_logs and user == frappe.session.user:
		frappe.msgprint(_why_not(doctype, ptype, doc, user))
	return allowed


def _why_not(doctype: str, ptype: str, doc: Any, user: str) -> str:
	bold, label = frappe.bold(user), _(doctype)
	if not doc:
		message = _("User {0} does not have doctype access via role permission for document {1}")
		return message.format(bold, frappe.bold(label))
	message = _("User {0} does not have access to this document").format(bold)
	if not _may(doctype, ptype, None, user, None, False):
		return message
	return f"{message}: {label} - {getattr(doc, 'name', doc)}"


def _may(
	doctype: str, ptype: str, doc: Any, user: str, parent_doctype: str | None, ignore_share_permissions: bool
) -> bool:
	meta = frappe.get_meta(doctype)
	if meta.istable:
		return has_child_permission(doctype, ptype, doc, user, parent_doctype)
	if not doc and meta.issingle:
		doc = meta.name
	if doc and isinstance(doc, str | int):
		doc = frappe.get_doc(meta.name, doc)
	allowed = _granted(meta, ptype, doc, user)
	if not allowed and not ignore_share_permissions:
		allowed = _shared(doctype, ptype, doc, user)
	if not allowed and ptype == "select":
		return _may(doctype, "read", doc, user, None, ignore_share_permissions)
	return bool(allowed)


def check_doctype_permission(doctype: str, ptype: str = "read") -> None:
	"""PermissionError unless the user's roles allow it on the DocType at all; then the messages stay as they were."""
	before, frappe.local.message_log = frappe.local.message_log, []
	frappe.has_permission(doctype, ptype, throw=True, ignore_share_permissions=True)
	frappe.local.message_log = before


def _granted(meta: Any, ptype: str, doc: Any, user: str) -> bool:
	if doc:
		return bool(get_doc_permissions(doc, user=user, ptype=ptype).get(ptype))
	if ptype == "submit" and not meta.is_submittable:
		return False
	if ptype == "import" and not meta.allow_import:
		return False
	return bool(get_role_permissions(meta, user=user).get(ptype))


def _shared(doctype: str, ptype: str, doc: Any, user: str) -> bool:
	from frappe.share import get_shared

	if ptype not in SHAREABLE:
		return False
	right = "read" if ptype in ("email", "print") else ptype
	names = get_shared(doctype, user, rights=[right])
	return doc.name in names if doc else bool(names)


def get_doc_permissions(
	doc: Any, user: str | None = None, ptype: str | None = None, debug: bool = False
) -> _dict:
	"""`{ptype: 0 or 1}` of a document, after hooks, ownership and user permissions."""
	user = user or frappe.session.user
	if not has_controller_permissions(doc, ptype, user=user):
		return _dict({ptype: 0})
	is_owner = (doc.get("owner") or "").lower() == user.lower()
	permissions = _dict(get_role_permissions(doc.meta, user=user, is_owner=is_owner))
	if not doc.meta.is_submittable:
		permissions["submit"] = 0
	if not doc.meta.allow_import:
		permissions["import"] = 0
	if permissions.has_if_owner_enabled:
		permissions.update(permissions.if_owner)
	if not has_user_permission(doc, user, ptype=ptype):
		return _dict(permissions.if_owner, create=0) if is_owner else _dict()
	return permissions


def has_controller_permissions(
	doc: Any, ptype: str | None, user: str | None = None, debug: bool = False
) -> bool:
	"""What `has_permission` hooks say; they can only deny, and None denies too (v16)."""
	hooks = frappe.get_hooks("has_permission", {})
	for method in reversed([*hooks.get(doc.doctype, []), *hooks.get("*", [])]):
		if not frappe.call(method, doc=doc, ptype=ptype, user=user or frappe.session.user, debug=debug):
			return False
	return True


def get_role_permissions(
	doctype_meta: Any, user: str | None = None, is_owner: bool | None = None, debug: bool = False
) -> _dict:
	"""`{ptype: 0 or 1, if_owner: {…}}` from the user's roles at permission level 0."""
	meta = frappe.get_meta(doctype_meta) if isinstance(doctype_meta, str) else doctype_meta
	user = user or frappe.session.user
	if user == "Administrator":
		return _dict({ptype: 1 for ptype in std_rights}, if_owner={})
	key = (meta.name, user, bool(is_owner))
	cache = frappe.local.role_permissions
	if key not in cache:
		cache[key] = _evaluate_roles(meta, user, bool(is_owner))
	return cache[key]


def _evaluate_roles(meta: Any, user: str, is_owner: bool) -> _dict:
	roles = get_roles(user)
	applicable = [row for row in meta.permissions if row.role in roles and not row.permlevel]
	has_if_owner = any(row.if_owner for row in applicable)
	result = _dict(if_owner={}, has_if_owner_enabled=has_if_owner)
	for ptype in std_rights:
		result[ptype] = int(any(row.get(ptype) for row in applicable))
		free = any(row.get(ptype) and not row.if_owner for row in applicable)
		if result[ptype] and has_if_owner and not free and ptype != "create":
			result.if_owner[ptype] = int(is_owner)
			result[ptype] = int(ptype in ("select", "read"))
	return result


def get_permlevel_access(doctype: str, ptype: str, user: str) -> list[int]:
	"""Permission levels of the DocType the user's roles reach."""
	roles = get_roles(user)
	rows = frappe.get_meta(doctype).permissions
	return list({row.permlevel or 0 for row in rows if row.role in roles and row.get(ptype)}) or [0]


def has_child_permission(
	child_doctype: str,
	ptype: str = "read",
	child_doc: Any = None,
	user: str | None = None,
	parent_doctype: str | None = None,
) -> bool:
	"""A row may be reached by who may reach its document."""
	parent_doctype = getattr(child_doc, "parenttype", None) or parent_doctype
	if not parent_doctype or frappe.get_meta(parent_doctype).istable:
		return False
	tables = frappe.get_meta(parent_doctype).get_table_fields()
	if child_doctype not in [df.options for df in tables]:
		return False
	parent = getattr(child_doc, "parent_doc", None) or getattr(child_doc, "parent", None)
	return has_permission(parent_doctype, ptype, doc=parent, user=user)


def get_roles(user: str | None = None, with_standard: bool = True) -> list[str]:
	"""Roles of a user, with the automatic ones unless told otherwise."""
	user = user or frappe.session.user
	if user == "Guest":
		return [GUEST_ROLE]
	key = ("roles", user)
	cache = frappe.local.role_permissions
	if key not in cache:
		cache[key] = _read_roles(user)
	return [role for role in cache[key] if with_standard or role not in AUTOMATIC_ROLES]


def _read_roles(user: str) -> list[str]:
	if user == "Administrator":
		return frappe.get_all("Role", pluck="name", order_by=None)
	query = "SELECT `role` FROM `tabHas Role` WHERE `parenttype` = 'User' AND `parent` = %s"
	roles = [role for role in frappe.db.sql(query, (user,), pluck=True) if role not in AUTOMATIC_ROLES]
	roles += [ALL_USER_ROLE, GUEST_ROLE]
	if is_system_user(user):
		roles.append(SYSTEM_USER_ROLE)
	return roles


def is_system_user(user: str | None = None) -> bool:
	"""Is it a user of the desk?"""
	user = user or frappe.session.user
	return user == "Administrator" or frappe.db.get_value("User", user, "user_type") == "System User"


def get_doctypes_with_read(user: str | None = None) -> list[str]:
	"""DocTypes a user may read by role."""
	user = user or frappe.session.user
	doctypes = frappe.get_all("DocType", filters={"istable": 0}, pluck="name", order_by=None)
	return [doctype for doctype in doctypes if get_role_permissions(doctype, user=user).get("read")]


def get_valid_perms(doctype: str | None = None, user: str | None = None) -> list[_dict]:
	"""Permission rows that apply to the user."""
	roles = get_roles(user)
	doctypes = [doctype] if doctype else get_doctypes_with_read(user)
	return [row for name in doctypes for row in frappe.get_meta(name).permissions if row.role in roles]


def get_doctype_roles(doctype: str, access_type: str = "read") -> list[str]:
	"""Roles with a right on a DocType."""
	return [row.role for row in frappe.get_meta(doctype).permissions if row.get(access_type)]
