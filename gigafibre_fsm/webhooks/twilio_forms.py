"""Twilio's callbacks: forms, signed over the address they were sent to. Contract: INTEGRATIONS.md §4."""

import re
from typing import Any

from gigafibre_fsm.integrations.inbound import (
	InboundEvent,
	Malformed,
	Proof,
	form_fields,
	required_id,
)
from gigafibre_fsm.integrations.twilio import signature
from gigafibre_fsm.webhooks.delivery import Delivery

MESSAGE_SID = re.compile(r"(SM|MM)[0-9a-fA-F]{32}")
CALL_SID = re.compile(r"CA[0-9a-fA-F]{32}")


def prove(delivery: Delivery, token: str) -> Proof | None:
	"""Whether Twilio signed this form for this address; it signs no time."""
	try:
		fields = form_fields(delivery.body)
	except Malformed:
		return None
	given = delivery.headers.get("X-Twilio-Signature", "")
	return Proof() if signature.valid(token, delivery.address, fields, given) else None


def read_message(delivery: Delivery) -> InboundEvent:
	"""An SMS or MMS somebody sent us: it comes once a message. Raises Malformed."""
	form = _form(delivery)
	if not isinstance(form.get("From"), str):
		raise Malformed("From is missing.")
	return InboundEvent(_message_sid(form), "message", form)


def read_status(delivery: Delivery) -> InboundEvent:
	"""What became of a message or of a call of ours: each status comes once. Raises Malformed."""
	form = _form(delivery)
	sid = form.get("CallSid")
	if isinstance(sid, str) and CALL_SID.fullmatch(sid):
		status = required_id(form.get("CallStatus"), "CallStatus")
		return InboundEvent(f"{sid}:{status}", status, form)
	status = required_id(form.get("MessageStatus"), "MessageStatus")
	return InboundEvent(f"{_message_sid(form)}:{status}", status, form)


def _form(delivery: Delivery) -> dict[str, Any]:
	"""The fields, one value each unless the form has several; `_query` holds what the signed address carries."""
	fields = form_fields(delivery.body)
	single = {name: values[0] if len(values) == 1 else values for name, values in fields.items()}
	return {**single, "_query": delivery.query}


def _message_sid(form: dict[str, Any]) -> str:
	sid = form.get("MessageSid")
	if not isinstance(sid, str) or not MESSAGE_SID.fullmatch(sid):
		raise Malformed("MessageSid is missing.")
	return sid
