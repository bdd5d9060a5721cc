"""Sending what waits in Email Queue."""

import frappe
from frappe.utils import now_datetime

BATCH = 500


def send_one(name: str) -> None:
	"""Send one message (a job)."""
	frappe.get_doc("Email Queue", name).send()


def flush() -> None:
	"""Send what waits and is due: messages for later, and those that failed before (scheduled)."""
	if frappe.flags.mute_emails or frappe.conf.mute_emails:
		return
	for name in _waiting():
		try:
			frappe.get_doc("Email Queue", name).send()
		except Exception:
			frappe.log_error(title="Email Queue", reference_doctype="Email Queue", reference_name=name)


def _waiting() -> list[str]:
	rows = frappe.get_all(
		"Email Queue",
		filters={"status": ("in", ["Not Sent", "Partially Sent"])},
		fields=["name", "send_after"],
		order_by="priority desc, retry asc, creation asc",
		limit=BATCH,
	)
	return [row.name for row in rows if not row.send_after or row.send_after <= now_datetime()]
