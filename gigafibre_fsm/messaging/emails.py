"""E-mail: queued by Frappe with what caused it, sent at once after the commit, its failure told in the server's words."""

import hashlib
import re
from contextlib import suppress
from html import escape
from urllib.parse import urlsplit

import frappe
from frappe import _

from gigafibre_fsm.messaging.people import company_name
from gigafibre_fsm.messaging.phone_numbers import as_said
from gigafibre_fsm.public_address import public_address

# Frappe's word for a queued mail → ours (the contract's of a message).
STATES = {
	"Not Sent": "queued",
	"Sending": "sending",
	"Partially Sent": "sending",
	"Sent": "sent",
	"Error": "failed",
	"Expired": "failed",
}
# smtplib shows the server's answer as (550, b'5.1.1 No such user').
ANSWER = re.compile(r"""\((\d{3}), b(['"])(.*?)\2""")


class AddressOptedOut(frappe.ValidationError):
	"""Frappe itself writes to this address no more (its own doctype Email Unsubscribe)."""


def send_email(
	to: str,
	subject: str,
	html: str,
	*,
	key: str,
	customer: str | None = None,
	communication: str | None = None,
	headers: dict[str, str] | None = None,
	at_once: bool = True,
) -> str:
	"""Queue an e-mail and return its Email Queue; it leaves once the caller's transaction is committed.

	The same `key` twice is one message. `headers` are added as they are; without `at_once` it waits for Frappe's next
	round. Raises OutgoingEmailError when the site cannot send mail, AddressOptedOut when Frappe writes to nobody there.
	"""
	message_id = f"{hashlib.sha256(key.encode()).hexdigest()[:40]}@{urlsplit(public_address()).hostname}"
	known = frappe.db.get_value("Email Queue", {"message_id": message_id}, "name")
	if known:
		return known
	queued = frappe.sendmail(
		recipients=[to],
		subject=subject,
		message=html,
		message_id=message_id,
		communication=communication,
		reference_doctype="Customer" if customer else None,
		reference_name=customer,
	)
	if not queued:
		frappe.throw(_("This address has opted out"), AddressOptedOut)
	if headers:
		# Frappe would put X- before their names.
		lines = "".join(f"{name}: {value}\n" for name, value in headers.items())
		queued.db_set("message", lines + queued.message)
	if communication:
		frappe.db.set_value("Communication", communication, "message_id", message_id)
	if at_once:
		_send_later(queued.name)
	return queued.name


def email_states(communications: list[str]) -> dict[str, dict]:
	"""Return Communication → `{status, error, can_retry}` of its e-mail, of those that Frappe has not forgotten.

	Statuses are queued, sending, sent and failed; the error is the mail server's own words, also while it is to be
	tried again. The newest attempt counts.
	"""
	rows = frappe.get_all(
		"Email Queue",
		{"communication": ("in", communications or [""])},
		["name", "communication", "status", "error"],
		order_by="creation asc, name asc",
	)
	states = {row.communication: _state(row) for row in rows}
	failed = {row.name: row.communication for row in rows if states[row.communication]["status"] == "failed"}
	for name in _whole(list(failed)):
		states[failed[name]]["can_retry"] = True
	return states


def _state(row: dict) -> dict:
	status, error = STATES.get(row["status"], "queued"), smtp_words(row["error"])
	if status == "sent":
		error = None
	return {"status": "failed" if _is_final(error) else status, "error": error, "can_retry": False}


def _whole(names: list[str]) -> list[str]:
	"""Return those that still have their content: that of a link or a code is taken out once it left or failed."""
	filters = {"name": ("in", names), "message": ("!=", "")}
	return frappe.get_all("Email Queue", filters, pluck="name", order_by="name") if names else []


def retry_email(communication: str) -> None:
	"""Send a Communication's e-mail that failed again. Raises ValidationError when Frappe has forgotten it."""
	names = frappe.get_all(
		"Email Queue",
		{"communication": communication, "status": ("!=", "Sent"), "message": ("!=", "")},
		pluck="name",
		order_by="creation desc",
		limit=1,
	)
	if not names:
		frappe.throw(_("This e-mail is no longer kept: write it anew"))
	queued = frappe.get_doc("Email Queue", names[0], for_update=True)
	if queued.status == "Sending":
		frappe.throw(_("This e-mail is being sent: wait a moment"))
	queued.db_set({"status": "Not Sent", "retry": 0, "error": ""})
	_send_later(queued.name)


def smtp_words(trace: str | None) -> str | None:
	"""Return what the mail server said, out of the traceback Frappe keeps: "550 5.1.1 No such user"."""
	lines = [line.strip() for line in (trace or "").splitlines() if line.strip()]
	if not lines:
		return None
	said = ANSWER.search(lines[-1])
	if said:
		return f"{said[1]} {said[3]}".replace("\\n", " ").replace("\\r", "").strip()
	return re.sub(r"^[\w.]+(?:Error|Exception|Disconnected): ", "", lines[-1])


def deliver_email(name: str) -> None:
	"""Send a queued e-mail now (a job). What fails is kept with it by Frappe, which tries it again."""
	queued = frappe.get_doc("Email Queue", name, for_update=True)
	with suppress(Exception):
		queued.send()


def signature(name: str = "") -> str:
	"""Return how our e-mails end, as HTML: who wrote it, the company, and the number to call."""
	phone = as_said(frappe.get_cached_doc("FSM Settings").support_phone)
	lines = [escape(line) for line in (name, company_name(), phone) if line]
	return f"<p>{'<br>'.join(lines)}</p>"


def html_of(text: str) -> str:
	"""Return plain text as the HTML of an e-mail: a paragraph for each, lines as they are."""
	paragraphs = re.split(r"\n\s*\n", text.strip())
	return "".join(f"<p>{escape(paragraph).replace(chr(10), '<br>')}</p>" for paragraph in paragraphs)


def _is_final(words: str | None) -> bool:
	"""Whether the server refused for good (RFC 5321: 5yz), however often Frappe still tries."""
	return bool(words and re.match(r"5\d\d ", words))


def _send_later(name: str) -> None:
	frappe.enqueue(
		"gigafibre_fsm.messaging.emails.deliver_email",
		queue="short",
		job_id=f"fsm_email:{name}",
		enqueue_after_commit=True,
		name=name,
	)
