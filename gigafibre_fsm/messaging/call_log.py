"""Calls as 3CX reports them, put into words for the conversation of who is on the other end."""

import json

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.clock import from_iso
from gigafibre_fsm.integrations.threecx import Call, read_call
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.phone_numbers import to_e164


def receive_call(event: Document) -> None:
	"""Take in a call 3CX reports (Webhook Event of pbx); one with no number to call back belongs to nobody."""
	call = read_call(json.loads(event.payload))
	number = _number(call.number)
	if not number:
		return
	conversations.log_call(
		conversations.LoggedCall(
			number=number,
			incoming=call.incoming,
			text=_words(call),
			at=from_iso(call.started_at.isoformat()) if call.started_at else None,
			user=_user(call.agent_email),
			missed=call.kind == "Missed",
		),
		event.name,
	)


def _words(call: Call) -> str:
	agent = call.agent_name or call.agent
	if call.kind == "Missed":
		return _("Missed call ({0})").format(call.queue) if call.queue else _("Missed call")
	if call.kind == "Notanswered":
		return _("{0} called, no answer").format(agent) if agent else _("We called, no answer")
	said = _("Call received") if call.incoming else _("Call made")
	details = [agent, None if call.duration is None else length(call.duration)]
	return ", ".join(filter(None, [said, *details]))


def length(seconds: int, language: str | None = None) -> str:
	"""Return how long a call lasted, in words of a language (the reader's unless told)."""
	minutes, rest = divmod(seconds, 60)
	if minutes:
		return _("{0} min {1} s", lang=language).format(minutes, rest)
	return _("{0} s", lang=language).format(rest)


def _user(email: str | None) -> str | None:
	return email and frappe.db.get_value("User", {"email": email, "enabled": 1}, "name")


def _number(text: str | None) -> str | None:
	"""A number in E.164; None for an extension or a caller who hides."""
	try:
		return to_e164(text)
	except ValueError:
		return None
