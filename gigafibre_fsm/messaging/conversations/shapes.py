"""A message as the pages show it (Message of the HTTP contract, frontend/src/api/messageTypes.ts)."""

from dataclasses import dataclass

import frappe

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.messaging.conversations.delivery import Delivery, deliveries
from gigafibre_fsm.messaging.conversations.files import attachments_of
from gigafibre_fsm.messaging.conversations.text import bounded, to_text

CHANNELS = ("SMS", "Email", "Chat", "Phone")
UNKNOWN = Delivery(None)


@dataclass(frozen=True, slots=True)
class _About:
	"""What goes with a page of messages, read once for all of them."""

	people: dict[str, str]
	deliveries: dict[str, Delivery]
	attachments: dict[str, list[dict]]


def shown(rows: list[dict]) -> list[dict]:
	"""Return Communications and Comments, as read by `messages`, in the shape of the contract."""
	said = [row for row in rows if "communication_medium" in row]
	about = _About(
		_people({_who(row) for row in rows}),
		deliveries([row for row in said if row["sent_or_received"] == "Sent"]),
		attachments_of([row["name"] for row in said]),
	)
	return [_message(row, about) if "communication_medium" in row else _note(row, about) for row in rows]


def _message(row: dict, about: _About) -> dict:
	received = row["sent_or_received"] == "Received"
	medium, delivery = row["communication_medium"], about.deliveries.get(row["name"], UNKNOWN)
	return {
		"name": row["name"],
		"kind": "call" if medium == "Phone" else "message",
		"channel": medium if medium in CHANNELS else None,
		"direction": "in" if received else "out",
		"at": to_iso(row["at"]),
		**_author(row, about),
		"subject": row["subject"] if medium == "Email" else None,
		"text": bounded(row["text_content"] or to_text(row["content"] or "")),
		"status": delivery.status,
		"error": delivery.error,
		"can_retry": delivery.can_retry,
		"attachments": about.attachments.get(row["name"], []),
	}


def _note(row: dict, about: _About) -> dict:
	return {
		"name": row["name"],
		"kind": "note",
		"channel": None,
		"direction": "out",
		"at": to_iso(row["at"]),
		"by": _who(row),
		"by_name": about.people.get(_who(row)) or row["comment_by"],
		"flow_run": None,
		"subject": None,
		"text": bounded(to_text(row["content"] or "")),
		"status": None,
		"error": None,
		"can_retry": False,
		"attachments": [],
	}


def _author(row: dict, about: _About) -> dict[str, str | None]:
	"""Return who said it: they, one of us, or a flow, whose title is its name."""
	if row["sent_or_received"] == "Received" or row["flow_run"]:
		return {"by": None, "by_name": _writer(row), "flow_run": row["flow_run"] or None}
	return {"by": _who(row), "by_name": about.people.get(_who(row)), "flow_run": None}


def _who(row: dict) -> str:
	return row.get("user") or row.get("comment_email") or row["owner"]


def _writer(row: dict) -> str | None:
	return row["sender_full_name"] or row["sender"] or row["phone_no"]


def _people(users: set[str]) -> dict[str, str]:
	found = frappe.get_all("User", {"name": ("in", sorted(users))}, ["name", "full_name"], order_by="name")
	return {user.name: user.full_name or user.name for user in found}
