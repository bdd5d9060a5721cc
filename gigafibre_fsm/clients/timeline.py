"""What happened lately with a customer, newest first, whatever kind of record it left."""

from collections.abc import Callable

import frappe
from frappe.utils import strip_html

from gigafibre_fsm.clock import to_iso

EACH = 20
WHOLE = 60


def timeline(customer: str, see_billing: bool) -> list[dict]:
	"""Return `[{at, kind, title, detail, doctype, name, by}]`, at most WHOLE rows, EACH of a kind.

	Money also has `amount` and `currency`, left to the page to write in the reader's language.

	The caller has checked that the user may read the customer; payments and invoices need `see_billing`.
	"""
	kinds: list[Callable[[str], list[dict]]] = [_tickets, _jobs, _moves, _messages, _comments]
	if see_billing:
		kinds += [_invoices, _payments]
	events = [event for kind in kinds for event in kind(customer)]
	return sorted(events, key=lambda event: event["at"], reverse=True)[:WHOLE]


def _tickets(customer: str) -> list[dict]:
	rows = _recent("Issue", {"customer": customer}, ["subject", "status"])
	return [_event(row, "ticket", "Issue", row.subject, row.status) for row in rows]


def _jobs(customer: str) -> list[dict]:
	rows = _recent("Dispatch Job", {"customer": customer}, ["subject", "status"])
	return [_event(row, "job", "Dispatch Job", row.subject, row.status) for row in rows]


def _moves(customer: str) -> list[dict]:
	fields = ["equipment", "from_status", "to_status", "moved_by"]
	rows = _recent("Equipment Move Log", {"to_customer": customer}, fields)
	return [
		_event(row, "move", "Service Equipment", row.equipment, f"{row.from_status or '—'} → {row.to_status}")
		| {"name": row.equipment, "by": row.moved_by}
		for row in rows
	]


def _invoices(customer: str) -> list[dict]:
	fields = ["grand_total", "currency", "status"]
	rows = _recent("Sales Invoice", {"customer": customer, "docstatus": 1}, fields)
	return [
		_event(row, "invoice", "Sales Invoice", row.name, row.status)
		| {"amount": row.grand_total, "currency": row.currency}
		for row in rows
	]


def _payments(customer: str) -> list[dict]:
	fields = ["paid_amount", "paid_to_account_currency", "mode_of_payment"]
	rows = _recent("Payment Entry", {"party_type": "Customer", "party": customer, "docstatus": 1}, fields)
	return [
		_event(row, "payment", "Payment Entry", row.name, row.mode_of_payment)
		| {"amount": row.paid_amount, "currency": row.paid_to_account_currency}
		for row in rows
	]


def _messages(customer: str) -> list[dict]:
	fields = ["subject", "content", "communication_medium", "sender"]
	filters = {"reference_doctype": "Customer", "reference_name": customer}
	rows = _recent("Communication", filters, fields)
	issues = frappe.get_all(
		"Issue", filters={"customer": customer}, pluck="name", order_by="creation desc", limit=EACH
	)
	if issues:
		rows += _recent(
			"Communication", {"reference_doctype": "Issue", "reference_name": ("in", issues)}, fields
		)
	return [
		_event(
			row, "message", "Communication", row.subject or row.communication_medium, _excerpt(row.content)
		)
		| {"by": row.sender or row.owner}
		for row in rows
	]


def _comments(customer: str) -> list[dict]:
	filters = {"reference_doctype": "Customer", "reference_name": customer, "comment_type": "Comment"}
	rows = _recent("Comment", filters, ["content"])
	return [_event(row, "comment", "Comment", _excerpt(row.content), None) for row in rows]


def _recent(doctype: str, filters: dict, fields: list[str]) -> list[dict]:
	standard = ["name", "creation", "owner"]
	return frappe.get_all(
		doctype, filters=filters, fields=[*standard, *fields], order_by="creation desc", limit=EACH
	)


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
	return strip_html(html or "").strip()[:140]
