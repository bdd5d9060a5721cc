"""The inbox: one page of a view, and how many wait."""

import frappe

from gigafibre_fsm.messaging.conversations.finding import matching
from gigafibre_fsm.messaging.conversations.rows import FIELDS, rows_of
from gigafibre_fsm.permissions import OPS

MOST = 100
NEWEST = "last_message_at desc, name desc"


def inbox(view: str = "open", query: str = "", start: int = 0, page_length: int = 50) -> dict:
	"""Return `{rows, has_more, counts}` of a view, newest message first, as far as the user may read.

	Views: open, mine, unassigned, snoozed, closed; another one is taken for open. A search looks through them all.
	"""
	page_length, query = min(max(page_length, 1), MOST), query.strip()
	filters = {"name": ("in", matching(query) or [""])} if query else _views().get(view, _views()["open"])
	found = frappe.get_list(
		"Conversation",
		filters=filters,
		fields=FIELDS,
		order_by=NEWEST,
		offset=max(start, 0),
		limit=page_length + 1,
	)
	return {
		"rows": rows_of(found[:page_length]),
		"has_more": len(found) > page_length,
		"counts": counts(),
	}


def counts() -> dict[str, int]:
	"""Return `{open, mine, unassigned, unread}`: conversations in each, as far as the user may read."""
	views = _views()
	counted = {view: views[view] for view in ("open", "mine", "unassigned")}
	return {view: _count(filters) for view, filters in (counted | {"unread": {"unread": (">", 0)}}).items()}


def people() -> list[dict]:
	"""Return `[{name, full_name}]`: who a conversation may be assigned to."""
	has_role, user = frappe.qb.DocType("Has Role"), frappe.qb.DocType("User")
	return (
		frappe.qb.from_(user)
		.join(has_role)
		.on((has_role.parent == user.name) & (has_role.parenttype == "User"))
		.select(user.name, user.full_name)
		.where(has_role.role.isin(OPS) & (user.enabled == 1) & (user.name != "Administrator"))
		.distinct()
		.orderby(user.full_name)
		.limit(200)
		.run(as_dict=True)
	)


def _views() -> dict[str, dict]:
	return {
		"open": {"status": "Open"},
		"mine": {"status": "Open", "assigned_to": frappe.session.user},
		"unassigned": {"status": "Open", "assigned_to": ("is", "not set")},
		"snoozed": {"status": "Snoozed"},
		"closed": {"status": "Closed"},
	}


def _count(filters: dict) -> int:
	fields = [{"COUNT": "name", "as": "number"}]
	return frappe.get_list("Conversation", filters=filters, fields=fields, order_by=None)[0].number
