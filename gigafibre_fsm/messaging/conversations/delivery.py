"""What became of what we sent: the SMS Message's or the mail queue's word for it, in one vocabulary."""

from dataclasses import dataclass

import frappe
from frappe.model.document import Document

from gigafibre_fsm import messaging
from gigafibre_fsm.integrations.twilio import is_hopeless
from gigafibre_fsm.messaging.conversations import threads

SMS_STATUSES = {
	"Queued": "queued",
	"Sending": "sending",
	"Accepted": "sending",
	"Sent": "sent",
	"Delivered": "delivered",
	"Undelivered": "failed",
	"Failed": "failed",
	"Suppressed": "suppressed",
}


@dataclass(frozen=True, slots=True)
class Delivery:
	"""A status of the contract (None when there is none to tell), the cause of a failure, and whether to offer a retry."""

	status: str | None
	error: str | None = None
	can_retry: bool = False


def deliveries(sent: list[dict]) -> dict[str, Delivery]:
	"""Return name → delivery of these Communications we sent."""
	by_medium: dict[str, list[str]] = {}
	for row in sent:
		by_medium.setdefault(row["communication_medium"], []).append(row["name"])
	return {
		**_of_sms(by_medium.get("SMS", [])),
		**_of_emails(by_medium.get("Email", [])),
		**{name: Delivery("sent") for name in by_medium.get("Chat", [])},
	}


def sms_changed(message: Document, method: str | None = None) -> None:
	"""Tell who watches the thread that an SMS got further, or failed (document event of SMS Message)."""
	if message.communication:
		threads.touch(message.communication)


def _of_sms(names: list[str]) -> dict[str, Delivery]:
	"""The newest attempt counts: a retry is a message of its own."""
	if not names:
		return {}
	rows = frappe.get_all(
		"SMS Message",
		filters={"communication": ("in", names), "direction": "Sent"},
		fields=["communication", "status", "error", "error_code", "body"],
		order_by="creation asc, name asc",
	)
	return {row.communication: _of_sms_row(row) for row in rows}


def _of_sms_row(row: dict) -> Delivery:
	"""A code or a link is forgotten once it left or failed: its thread has only words about it to send."""
	status = SMS_STATUSES.get(row["status"])
	may_go = bool(row["body"]) and not is_hopeless(row["error_code"])
	return Delivery(status, row["error"] or None, can_retry=status == "failed" and may_go)


def _of_emails(names: list[str]) -> dict[str, Delivery]:
	states = messaging.email_states(names) if names else {}
	return {
		name: Delivery(state["status"], state["error"], can_retry=state["can_retry"])
		for name, state in states.items()
	}
