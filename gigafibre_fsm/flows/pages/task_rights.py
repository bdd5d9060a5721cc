"""Who may answer a task that a flow asked, and who may give it to whom: an approval is not anybody's to give."""

from typing import Any

import frappe
from frappe import _

MANAGER = "FSM Manager"
GIVERS = {MANAGER, "FSM Dispatcher"}


def rights(task: Any) -> dict[str, bool]:
	"""Return `{can_complete, can_assign, can_take}` of the user; only what is open is answered or given."""
	is_open = task.status == "Open"
	return {
		"can_complete": is_open and _may_complete(task),
		"can_assign": is_open and _may_assign(),
		"can_take": is_open and (_may_assign() or _may_take(task)),
	}


def require_may_complete(task: Any) -> None:
	"""Refuse who is neither given the task, nor has its role, nor is a manager. Raises PermissionError."""
	if not _may_complete(task):
		message = _("“{0}” is asked of {1}: they answer it, or a manager")
		frappe.throw(message.format(task.title, _asked_of(task)), frappe.PermissionError)


def require_may_assign(task: Any, user: str) -> None:
	"""Refuse who is neither manager nor dispatcher, but to take one of their role that is nobody's yet.

	Raises PermissionError.
	"""
	if not (_may_assign() or (user == frappe.session.user and _may_take(task))):
		message = _("“{0}” is given to people by managers and dispatchers")
		frappe.throw(message.format(task.title), frappe.PermissionError)


def _may_complete(task: Any) -> bool:
	return task.assigned_to == frappe.session.user or _has_role(task) or MANAGER in frappe.get_roles()


def _may_assign() -> bool:
	return not GIVERS.isdisjoint(frappe.get_roles())


def _may_take(task: Any) -> bool:
	return not task.assigned_to and _has_role(task)


def _has_role(task: Any) -> bool:
	return bool(task.role) and task.role in frappe.get_roles()


def _asked_of(task: Any) -> str:
	if task.role:
		return _("whoever has the role {0}").format(_(task.role))
	return frappe.db.get_value("User", task.assigned_to, "full_name") or _("nobody")
