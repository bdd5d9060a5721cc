"""What ERPNext does for the people of a customer who may sign in."""

from typing import Any

import frappe
from frappe import _


def add_role_for_portal_user(portal_user: Any, role: str) -> None:
	"""Give a new portal user the role; whoever may not give roles is told to have it given."""
	if not portal_user.is_new():
		return
	user = frappe.get_doc("User", portal_user.user)
	if role in {row.role for row in user.roles}:
		return
	if "System Manager" not in frappe.get_roles():
		frappe.msgprint(_("Please add {1} role to user {0}.").format(user.name, role), alert=True)
		return
	user.add_roles(role)
	frappe.msgprint(_("Added {1} Role to User {0}.").format(frappe.bold(user.name), role), alert=True)
