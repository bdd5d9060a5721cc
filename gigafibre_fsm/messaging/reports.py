"""What Twilio reports of a message we sent: late, repeated or out of order, it only ever moves the message forward."""

import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, now_datetime

from gigafibre_fsm.integrations.twilio import reason
from gigafibre_fsm.integrations.twilio.errors import OPTED_OUT
from gigafibre_fsm.messaging import call_outcomes, states
from gigafibre_fsm.messaging.consent import record_consent, suppressed


def receive_status(event: Document) -> None:
	"""Take in a status callback (Webhook Event of twilio_status); one about nothing of ours changes nothing."""
	report = json.loads(event.payload)
	if report.get("CallSid"):
		call_outcomes.receive(report)
		return
	message = _message(report.get("MessageSid"), (report.get("_query") or {}).get("sms"))
	if message:
		apply(message, report.get("MessageStatus"), cint(report.get("ErrorCode")) or None)


def apply(message: Document, word: str | None, code: int | None = None) -> None:
	"""Move a locked message to what Twilio's word says of it."""
	status = states.of_twilio(word)
	if status is None:
		return
	if status in (states.UNDELIVERED, states.FAILED):
		fail(message, status, code, sentence(code))
		return
	now = now_datetime()
	times = {states.SENT: {"sent_on": now}, states.DELIVERED: {"delivered_on": now}}.get(status, {})
	message.advance(status, error=None, error_code=0, **times)


def fail(message: Document, status: str, code: int | None, words: str) -> None:
	"""End a locked message as failed, in words; a number that has opted out is remembered as such."""
	message.advance(status, error=words, error_code=code or 0)
	if code == OPTED_OUT and not suppressed(message.to_number, "SMS"):
		record_consent(message.to_number, "SMS", "Withdrawn", "Twilio 21610", customer=message.customer)


def sentence(code: int | None, words: str = "") -> str:
	"""Return why a message failed as its sender reads it: our words for the code, else Twilio's own."""
	known = reason(code)
	if known:
		return _(known)
	if code:
		return _("Twilio error {0}: {1}").format(code, words or _("no explanation was given"))
	return words or _("the carrier did not deliver it and did not say why")


def _message(sid: str | None, name: str | None) -> Document | None:
	"""Return the message, locked: by Twilio's id, else by ours when its answer to us has not been written down."""
	ours = sid and frappe.db.get_value("SMS Message", {"provider_id": sid, "direction": "Sent"}, "name")
	if ours:
		return frappe.get_doc("SMS Message", ours, for_update=True)
	return _adopted(sid, name) if sid and name else None


def _adopted(sid: str, name: str) -> Document | None:
	if not frappe.db.exists("SMS Message", name):
		return None
	message = frappe.get_doc("SMS Message", name, for_update=True)
	if message.provider_id not in (None, "", sid):
		# A second copy of it, sent when the first was thought lost: what the first became stands.
		return None
	if message.status in (states.QUEUED, states.FAILED):
		# Twilio has it after all.
		message.db_set("status", states.SENDING)
	message.db_set("provider_id", sid)
	return message
