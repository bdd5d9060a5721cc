"""A conversation as the inbox shows it (Row of the HTTP contract, frontend/src/api/messageTypes.ts)."""

from html import unescape

import frappe

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.messaging.conversations.wordless import previews

FIELDS = [
	"name",
	"title",
	"customer",
	"channel",
	"address",
	"channel_address",
	"status",
	"assigned_to",
	"snoozed_until",
	"unread",
	"last_message_at",
	"last_message",
	"last_direction",
	"issue",
]
# Of a customer nobody has exchanged with yet.
NOTHING = {field: None for field in FIELDS} | {"status": "Open", "unread": 0, "last_message": ""}


def rows_of(conversations: list[dict]) -> list[dict]:
	"""Return the rows of conversations read with FIELDS; names of people come in one query each kind."""
	customers = _names("Customer", "customer_name", [one["customer"] for one in conversations])
	people = _names("User", "full_name", [one["assigned_to"] for one in conversations])
	rows = [_row(one, customers, people) for one in conversations]
	wordless = previews([row["name"] for row in rows if row["last_message_at"] and not row["last_message"]])
	return [{**row, "last_message": wordless.get(row["name"], row["last_message"])} for row in rows]


def row_of(name: str) -> dict:
	"""Return the row of one conversation, as it now is."""
	found = frappe.get_all("Conversation", {"name": name}, FIELDS, order_by="name")
	return rows_of(found)[0]


def row_of_nothing(customer: str) -> dict:
	"""Return the row of a customer without a conversation: its name is None."""
	return rows_of([{**NOTHING, "customer": customer}])[0]


def _row(one: dict, customers: dict[str, str], people: dict[str, str]) -> dict:
	known = customers.get(one["customer"])
	same = ("name", "customer", "status", "unread", "issue")
	return {
		**{field: one[field] for field in same},
		"title": known or one["title"],
		"customer_name": known,
		"channel": one["channel"] or None,
		"address": one["channel_address"] or one["address"],
		"assigned_to": one["assigned_to"] or None,
		"assigned_name": people.get(one["assigned_to"]),
		"snoozed_until": to_iso(one["snoozed_until"]),
		"last_message_at": to_iso(one["last_message_at"]),
		"last_message": unescape(one["last_message"] or ""),
		"last_direction": one["last_direction"] or None,
		"needs_customer": not one["customer"],
	}


def _names(doctype: str, field: str, names: list[str | None]) -> dict[str, str]:
	wanted = sorted({name for name in names if name})
	if not wanted:
		return {}
	found = frappe.get_all(doctype, {"name": ("in", wanted)}, ["name", field], order_by="name")
	return {row.name: row[field] or row.name for row in found}
