"""Changing who may do what: Custom DocPerm rows and user permissions."""

from typing import Any

import frappe

std_rights = (
	"select",
	"read",
	"write",
	"create",
	"delete",
	"submit",
	"cancel",
	"amend",
	"print",
	"email",
	"report",
	"import",
	"export",
	"share",
	"mask",
)


def setup_custom_perms(parent: str) -> bool:
	"""Copy the DocType's own rows to Custom DocPerm, once. True when it did."""
	if frappe.db.exists("Custom DocPerm", {"parent": parent}):
		return False
	for row in frappe.get_all("DocPerm", fields="*", filters={"parent": parent}, order_by="idx"):
		_add_row(
			parent, row.role, row.permlevel, **{ptype: row.get(ptype) for ptype in (*std_rights, "if_owner")}
		)
	return True


def add_permission(doctype: str, role: str, permlevel: int = 0, ptype: str | None = None) -> str | None:
	"""Give a role a right (default read) on a DocType."""
	setup_custom_perms(doctype)
	key = {"parent": doctype, "role": role, "permlevel": permlevel, "if_owner": 0}
	if frappe.db.get_value("Custom DocPerm", key):
		return None
	return _add_row(doctype, role, permlevel, **{ptype or "read": 1})


def _add_row(doctype: str, role: str, permlevel: int, **granted: Any) -> str:
	row = frappe.new_doc("Custom DocPerm")
	row.update(
		{
			"parent": doctype,
			"parenttype": "DocType",
			"parentfield": "permissions",
			"role": role,
			"permlevel": permlevel,
			**granted,
		}
	)
	row.insert(ignore_permissions=True)
	frappe.clear_cache(doctype=doctype)
	return row.name


def update_permission_property(
	doctype: str,
	role: str,
	permlevel: int,
	ptype: str,
	value: Any = None,
	validate: bool = True,
	if_owner: int = 0,
) -> bool | None:
	"""Set one right of a role on a DocType."""
	out = setup_custom_perms(doctype)
	key = {"parent": doctype, "role": role, "permlevel": permlevel, "if_owner": if_owner}
	name = frappe.db.get_value("Custom DocPerm", key)
	frappe.db.set_value("Custom DocPerm", name, ptype, int(value or 0))
	frappe.clear_cache(doctype=doctype)
	return out


def reset_perms(doctype: str) -> None:
	"""Back to the DocType's own rows."""
	frappe.db.delete("Custom DocPerm", {"parent": doctype})
	frappe.clear_cache(doctype=doctype)


def add_user_permission(
	doctype: str,
	name: str,
	user: str,
	ignore_permissions: bool = False,
	applicable_for: str | None = None,
	is_default: int = 0,
	hide_descendants: int = 0,
) -> None:
	"""Restrict a user to one document of a DocType (and to those that link to it)."""
	key = {"user": user, "allow": doctype, "for_value": name, "applicable_for": applicable_for}
	if frappe.db.exists("User Permission", key):
		return
	frappe.get_doc(
		{
			"doctype": "User Permission",
			**key,
			"is_default": is_default,
			"apply_to_all_doctypes": int(not applicable_for),
		}
	).insert(ignore_permissions=ignore_permissions)
	frappe.local.user_perms = None


def remove_user_permission(doctype: str, name: str, user: str) -> None:
	"""Lift a restriction."""
	frappe.db.delete("User Permission", {"user": user, "allow": doctype, "for_value": name})
	frappe.local.user_perms = None


def clear_user_permissions_for_doctype(doctype: str, user: str | None = None) -> None:
	"""Lift the restrictions on a DocType."""
	frappe.db.delete("User Permission", {"allow": doctype, **({"user": user} if user else {})})
	frappe.local.user_perms = None
