"""Who may invite whom, and into what: nobody gives more than they have."""

from collections.abc import Iterable

import frappe
from frappe import _

from gigafibre_fsm.identity import group_roles
from gigafibre_fsm.permissions import all_customers_of

# A manager of the field service gives these, also those a manager has not.
GIVEN_BY_MANAGERS = {"FSM Manager", "FSM Dispatcher", "FSM Agent", "FSM Technician"}
# Frappe gives these by itself.
EVERYBODYS = {"All", "Guest", "Desk User"}


# Frappe names the colleague's contact after both, and a name has no more than 140.
LONGEST_NAME = 60
LONGEST_EMAIL = 140


def require_invitable(email: str, first_name: str, last_name: str, groups: list[str]) -> None:
	"""Refuse an invitation that cannot be meant, or that would give what the inviter does not have.

	Throws a sentence that names the field and the value; PermissionError where it is a matter of rights.
	"""
	if not first_name.strip():
		_refuse(_("First Name"), first_name, _("is needed"))
	_require_storable(_("Email"), email, LONGEST_EMAIL)
	_require_storable(_("First Name"), first_name.strip(), LONGEST_NAME)
	_require_storable(_("Last Name"), last_name.strip(), LONGEST_NAME)
	if not groups:
		_refuse(_("Groups"), "", _("choose at least one"))
	known = group_roles.table()
	for group in groups:
		if group not in known:
			_refuse(_("Groups"), group, _("is not in the table Groups and Roles of FSM Settings"))
		_require_right_to_give(_("Groups"), group, known[group])
	if frappe.db.exists("User", email):
		_require_right_over(email)


def _require_storable(label: str, value: str, longest: int) -> None:
	"""Refuse what Authentik would take and Frappe refuse after it: an account would be left without its user."""
	if len(value) > longest:
		_refuse(label, f"{value[:longest]}…", _("has more than {0} characters").format(longest))
	if not value.isprintable() or {"<", ">"} & set(value):
		_refuse(label, value, _("has characters that a name cannot have"))


def _require_right_over(user: str) -> None:
	"""Whoever sets the first password of an account can act as its user: that must be nobody above them."""
	if user in frappe.STANDARD_USERS or all_customers_of(user):
		_refuse(_("Email"), user, _("is not the address of a colleague"))
	roles = frappe.get_all("Has Role", {"parent": user, "parenttype": "User"}, pluck="role", order_by="role")
	_require_right_to_give(_("Email"), user, set(roles))


def groups_beyond(groups: Iterable[str]) -> list[str]:
	"""Return those of these groups of Authentik that the inviter may not invite into, or whose use we do not know.

	Authentik's groups count, not only the roles here: they may be given there, and the user here be still to come.
	"""
	known = group_roles.table()
	if "System Manager" in frappe.get_roles():
		return []
	return sorted(group for group in groups if group not in known or _roles_beyond(known[group]))


def _require_right_to_give(label: str, value: str, roles: set[str]) -> None:
	beyond = _roles_beyond(roles)
	if beyond:
		reason = _("has the role {0}: only a System Manager may invite them").format(
			", ".join(map(_, beyond))
		)
		_refuse(label, value, reason, frappe.PermissionError)


def _roles_beyond(roles: set[str]) -> list[str]:
	"""Return those of these roles that the inviter may not give."""
	own = set(frappe.get_roles())
	return [] if "System Manager" in own else sorted(roles - own - GIVEN_BY_MANAGERS - EVERYBODYS)


def _refuse(label: str, value: str, reason: str, exception: type[Exception] = frappe.ValidationError) -> None:
	sentence = (
		_("{0} “{1}”: {2}").format(label, value, reason) if value else _("{0}: {1}").format(label, reason)
	)
	frappe.throw(sentence, exception)
