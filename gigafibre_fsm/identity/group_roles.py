"""Which roles the groups of Authentik give, by the table Groups and Roles of FSM Settings."""

from collections.abc import Iterable

import frappe

# Somebody must always be able to give roles again.
KEPT_BY_THE_LAST = ("FSM Manager", "System Manager")


def table() -> dict[str, set[str]]:
	"""Return the roles of each group."""
	roles: dict[str, set[str]] = {}
	for row in frappe.get_cached_doc("FSM Settings").group_roles:
		roles.setdefault(row.group_name, set()).add(row.role)
	return roles


def list_groups() -> list[dict]:
	"""Return what somebody can be invited into: `[{group, roles}]`, by name."""
	return [{"group": group, "roles": sorted(roles)} for group, roles in sorted(table().items())]


def roles_of(groups: Iterable[str]) -> set[str]:
	"""Return the roles these groups give; groups that are not in the table give none."""
	given = table()
	return {role for group in groups for role in given.get(group, ())}


def follow(user: str, groups: Iterable[str]) -> None:
	"""Give a user the roles of their groups and take back those of groups they left.

	Only roles of the table come and go. The last enabled user with one of KEPT_BY_THE_LAST keeps it.
	"""
	document = frappe.get_doc("User", user)
	held = {row.role for row in document.roles}
	wanted = roles_of(groups)
	lost = {role for role in held & roles_of(table()) - wanted if not _is_the_last(user, role)}
	if wanted <= held and not lost:
		return
	document.set("roles", [row for row in document.roles if row.role not in lost])
	document.append_roles(*sorted(wanted))
	# Authentik told the groups, and a System Manager what they give.
	document.flags.ignore_permissions = True
	document.save()


def _is_the_last(user: str, role: str) -> bool:
	"""Whether nobody else could act in this role; Administrator is there for emergencies only."""
	if role not in KEPT_BY_THE_LAST:
		return False
	rule = {"role": role, "parenttype": "User", "parent": ("not in", [user, "Administrator"])}
	others = frappe.get_all("Has Role", rule, pluck="parent", order_by="parent")
	return not (others and frappe.db.exists("User", {"name": ("in", others), "enabled": 1}))
