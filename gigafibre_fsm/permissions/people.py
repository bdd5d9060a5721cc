"""Who somebody is: of the staff, a technician, or a customer."""

import frappe
from frappe import _
from frappe.permissions import SYSTEM_USER_ROLE

# A System Manager runs the site, not the ISP: without one of these roles there is no record for them to read.
OPS = ("FSM Agent", "FSM Dispatcher", "FSM Manager")
TECHNICIAN = "FSM Technician"


def may_use_ops() -> bool:
	"""Return whether the signed-in user may open /ops: the apps screen asks, and so does the page itself."""
	return not set(OPS).isdisjoint(frappe.get_roles())


def customers_of(user: str) -> list[str]:
	"""Return the customers this user sees: whose portal user it is, but for those somebody disabled."""
	listed = all_customers_of(user)
	is_open = {"name": ["in", listed], "disabled": 0}
	return frappe.get_all("Customer", is_open, pluck="name", order_by="name") if listed else []


def all_customers_of(user: str) -> list[str]:
	"""Return the customers this user is a portal user of, disabled ones too; none for staff and guests."""
	filters = {"user": user, "parenttype": "Customer"}
	return frappe.get_all("Portal User", filters, pluck="parent", distinct=True, order_by="parent", limit=50)


def require_customer() -> None:
	"""Refuse whoever is not a customer's portal user. Raises PermissionError."""
	if not customers_of(frappe.session.user):
		frappe.throw(_("This page is for our customers: please sign in first"), frappe.PermissionError)


def sees_only_own_jobs(user: str) -> bool:
	"""Return whether the user is a technician and nothing more."""
	roles = set(frappe.get_roles(user))
	return user != "Administrator" and TECHNICIAN in roles and roles.isdisjoint(OPS)


def has_no_desk(user: str) -> bool:
	"""Return whether the user is neither of the staff nor a technician: a customer, or nobody."""
	roles = frappe.get_roles(user)
	return user != "Administrator" and SYSTEM_USER_ROLE not in roles and TECHNICIAN not in roles
