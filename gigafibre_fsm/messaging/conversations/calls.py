"""Calls in the thread of who is on the other end. Only a missed one waits for somebody, as a message does."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm import messaging
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.about import reference_of
from gigafibre_fsm.messaging.conversations.keys import name_of_key, said_already
from gigafibre_fsm.messaging.conversations.senders import remembered
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


def call_ended(communication: str, outcome: Callable[[str], str]) -> None:
	"""Add to a call of ours how it ended: `outcome` says it in "fr" or "en". What was said first stands."""
	fields = ["communication_medium", "user", "text_content", "delivery_status"]
	call = frappe.db.get_value("Communication", communication, fields, as_dict=True, for_update=True)
	if not call or call.communication_medium != "Phone" or call.delivery_status:
		return
	spoken = messaging.language_of_user(call.user)
	_say(communication, _("{0}: {1}", lang=spoken).format(call.text_content, outcome(spoken)), "Sent")


def call_failed(communication: str, text: str) -> None:
	"""Say in the thread why a call that is logged was never made."""
	_say(communication, text, "Error")


def _say(communication: str, text: str, delivery_status: str) -> None:
	values = {
		"content": text,
		"text_content": text,
		"subject": text[:140],
		"delivery_status": delivery_status,
	}
	frappe.db.set_value("Communication", communication, values)
	threads.touch(communication)


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


def _only_match(number: str) -> str | None:
	matches = messaging.match_customers("Phone", number)
	return matches[0] if len(matches) == 1 else None
