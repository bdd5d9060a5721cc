"""Calls in the conversation of who is on the other end: those 3CX reports, and those made from here.

Only a missed call waits for somebody: it makes the conversation unread, as a message does.
"""

import json
from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm.clock import from_iso
from gigafibre_fsm.integrations.threecx import Call, read_call
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.about import reference_of
from gigafibre_fsm.messaging.conversations.keys import name_of_key, said_already
from gigafibre_fsm.messaging.conversations.senders import remembered
from gigafibre_fsm.messaging.people import match_customers
from gigafibre_fsm.messaging.phone_numbers import to_e164
from gigafibre_fsm.realtime import tell_conversation


@dataclass(frozen=True, slots=True)
class LoggedCall:
	"""A call as it is kept: with whom, which way, what is said of it, when, by which user of ours."""

	number: str
	incoming: bool
	text: str
	at: datetime | None = None
	user: str | None = None
	missed: bool = False


def receive_call(event: Document) -> None:
	"""Take in a call 3CX reports (Webhook Event of pbx); one with no number to call back belongs to nobody."""
	call = read_call(json.loads(event.payload))
	number = _number(call.number)
	if not number:
		return
	log_call(
		LoggedCall(
			number=number,
			incoming=call.incoming,
			text=_words(call),
			at=from_iso(call.started_at.isoformat()) if call.started_at else None,
			user=_user(call.agent_email),
			missed=call.kind == "Missed",
		),
		event.name,
	)


def log_call(call: LoggedCall, key: str, customer: str | None = None) -> str | None:
	"""Put a call into its conversation and return its Communication, None when this key's is there already.

	Without a `customer`, it is the one staff said this number is, else the only one who has it.
	"""
	customer = customer or remembered(call.number) or _only_match(call.number)
	conversation = threads.find_or_make(customer, None if customer else call.number)
	name = name_of_key("call", key)
	if said_already("Communication", name):
		return None
	_write(name, conversation, call)
	if call.missed:
		threads.received(conversation, "Phone", call.number, call.text, None)
	else:
		conversation.db_set(threads.summary(conversation.name))
		tell_conversation(conversation.name)
	return name


def _write(name: str, conversation: Document, call: LoggedCall) -> None:
	frappe.get_doc(
		doctype="Communication",
		communication_type="Communication",
		communication_medium="Phone",
		sent_or_received="Received" if call.incoming else "Sent",
		phone_no=call.number,
		user=call.user,
		subject=call.text[:140],
		content=call.text,
		text_content=call.text,
		communication_date=min(call.at or now_datetime(), now_datetime()),
		conversation=conversation.name,
		**reference_of(conversation),
	).insert(ignore_permissions=True, set_name=name)


def _words(call: Call) -> str:
	agent = call.agent_name or call.agent
	if call.kind == "Missed":
		return _("Missed call ({0})").format(call.queue) if call.queue else _("Missed call")
	if call.kind == "Notanswered":
		return _("{0} called, no answer").format(agent) if agent else _("We called, no answer")
	said = _("Call received") if call.incoming else _("Call made")
	details = [agent, _length(call.duration)]
	return ", ".join(filter(None, [said, *details]))


def _length(seconds: int | None) -> str | None:
	if seconds is None:
		return None
	minutes, rest = divmod(seconds, 60)
	return _("{0} min {1} s").format(minutes, rest) if minutes else _("{0} s").format(rest)


def _only_match(number: str) -> str | None:
	matches = match_customers("Phone", number)
	return matches[0] if len(matches) == 1 else None


def _user(email: str | None) -> str | None:
	return email and frappe.db.get_value("User", {"email": email, "enabled": 1}, "name")


def _number(text: str | None) -> str | None:
	"""A number in E.164; None for an extension or a caller who hides."""
	try:
		return to_e164(text)
	except ValueError:
		return None
