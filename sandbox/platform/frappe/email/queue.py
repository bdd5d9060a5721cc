"""Sending what waits in Email Queue."""

from datetime import timedelta

import frappe
from frappe.utils import add_to_date, cint, now_datetime

BATCH = 500
# What was queued so lately is left alone: Frappe lets people take a message back.
UNDO_SECONDS = 10
STUCK = timedelta(minutes=15)


def flush() -> None:
	"""Send what waits and is due: new messages, those for later, and those that failed before (scheduled)."""
	if frappe.are_emails_muted() or cint(frappe.db.get_default("suspend_email_queue")):
		return
	for name in get_queue():
		try:
			frappe.get_doc("Email Queue", name, for_update=True).send()
		except Exception:
			frappe.log_error(title="Email Queue", reference_doctype="Email Queue", reference_name=name)


def get_queue() -> list[str]:
	"""The messages `flush` would send, the most urgent first."""
	queue, now = frappe.qb.DocType("Email Queue"), now_datetime()
	due = queue.send_after.isnull() | (queue.send_after < now)
	return (
		frappe.qb.from_(queue)
		.select(queue.name)
		.where(queue.status.isin(["Not Sent", "Partially Sent"]) & due)
		.where(queue.creation < add_to_date(now, seconds=-UNDO_SECONDS))
		.orderby(queue.priority, order=frappe.qb.desc)
		.orderby(queue.retry)
		.orderby(queue.creation)
		.limit(BATCH)
		.run(pluck=True)
	)


def retry_sending_emails() -> None:
	"""Take back what a process that is gone was sending for a quarter of an hour (scheduled)."""
	stuck = {"status": "Sending", "modified": ("<", now_datetime() - STUCK)}
	for name in frappe.get_all("Email Queue", filters=stuck, pluck="name", order_by="creation"):
		message = frappe.get_doc("Email Queue", name)
		message.failed("Retry Limit Exceeded" if message.is_last_try() else None)
