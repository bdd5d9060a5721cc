"""What happened lately with a customer, newest first, whatever kind of record it left, as far as the reader may see.

Records are listed by the reader's own rights. Comments and messages have none: in Frappe whoever may read a document
reads what was said on it (the desk's form shows both so, and Communication's own check asks for the document it is
about). So they come with the customer, which the reader opened, and with those of its tickets they may read.
"""

import frappe
from frappe import _
from frappe.utils import strip_html

from gigafibre_fsm.clients.records import STANDARD, Records, readable
from gigafibre_fsm.clock import to_iso

EACH = 20
WHOLE = 60
EXCERPT = 140
NEWEST = "creation desc"
MESSAGE_FIELDS = [
	"subject",
	"content",
	"text_content",
	"communication_medium",
	"sender",
	"sender_full_name",
	"phone_no",
	"flow_run",
]


def timeline(customer: str, records: Records) -> list[dict]:
	"""Return `[{at, kind, title, detail, doctype, name, by}]`, at most WHOLE rows, newest first.

	Money also has `amount` and `currency`, left to the page to write in the reader's language.
	The caller has checked that the user may read the customer, and read its `records`.
	"""
	events = [
		*(_event(row, "ticket", "Issue", row.subject, row.status) for row in records.tickets),
		*(_event(row, "job", "Dispatch Job", row.subject, row.status) for row in records.jobs),
		*(_invoice(row) for row in records.invoices),
		*_payments(customer),
		*_moves(customer),
		*_messages(customer, [ticket.name for ticket in records.tickets]),
		*_comments(customer),
	]
	return sorted(events, key=lambda event: event["at"], reverse=True)[:WHOLE]


def _invoice(row: dict) -> dict:
	money = {"amount": row.grand_total, "currency": row.currency}
	return _event(row, "invoice", "Sales Invoice", row.name, row.status) | money


def _moves(customer: str) -> list[dict]:
	fields = [*STANDARD, "equipment", "from_status", "to_status", "moved_by"]
	came_or_left = {"to_customer": customer, "from_customer": customer}
	rows = readable("Equipment Move Log", {}, fields, NEWEST, EACH, came_or_left)
	return [
		_event(row, "move", "Service Equipment", row.equipment, f"{row.from_status or '—'} → {row.to_status}")
		| {"name": row.equipment, "by": row.moved_by}
		for row in rows
	]


def _payments(customer: str) -> list[dict]:
	fields = [*STANDARD, "paid_amount", "paid_to_account_currency", "mode_of_payment"]
	filters = {"party_type": "Customer", "party": customer, "docstatus": 1}
	rows = readable("Payment Entry", filters, fields, NEWEST, EACH)
	return [
		_event(row, "payment", "Payment Entry", row.name, row.mode_of_payment)
		| {"amount": row.paid_amount, "currency": row.paid_to_account_currency}
		for row in rows
	]


def _messages(customer: str, tickets: list[str]) -> list[dict]:
	rows = _said("Communication", "Customer", [customer], MESSAGE_FIELDS)
	rows += _said("Communication", "Issue", tickets, MESSAGE_FIELDS)
	return [_message(row) for row in rows]


def _message(row: dict) -> dict:
	"""Only mails have a subject of their own; that of an SMS is its text again."""
	title = row.subject if row.communication_medium == "Email" else _(row.communication_medium or "Other")
	text = " ".join((row.text_content or "").split())[:EXCERPT] or _excerpt(row.content)
	by = row.sender_full_name if row.flow_run else row.sender or row.phone_no or row.owner
	return _event(row, "message", "Communication", title, text) | {"by": by}


def _comments(customer: str) -> list[dict]:
	rows = _said("Comment", "Customer", [customer], ["content"], comment_type="Comment")
	return [_event(row, "comment", "Comment", _excerpt(row.content), None) for row in rows]


def _said(doctype: str, about: str, names: list[str], fields: list[str], **filters) -> list[dict]:
	"""Return the newest comments or communications on these documents, which the user may read."""
	filters |= {"reference_doctype": about, "reference_name": ("in", names)}
	wanted = {"filters": filters, "fields": [*STANDARD, *fields]}
	return frappe.get_all(doctype, **wanted, order_by=NEWEST, limit=EACH) if names else []


def _event(row: dict, kind: str, doctype: str, title: str, detail: str | None) -> dict:
	return {
		"at": to_iso(row.creation),
		"kind": kind,
		"title": title,
		"detail": detail,
		"doctype": doctype,
		"name": row.name,
		"by": row.owner,
	}


def _excerpt(html: str | None) -> str:
	return strip_html(html or "").strip()[:EXCERPT]
