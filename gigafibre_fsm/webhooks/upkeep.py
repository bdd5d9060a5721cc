"""What keeps events moving without anybody looking: the sweep, the deletion of old ones, and the Retry button."""

import frappe
from frappe import _
from frappe.utils import add_days, now_datetime

from gigafibre_fsm.webhooks import queue

SWEEP_LIMIT = 500
# Failed events wait for a person, but not for ever.
FAILED_DAYS = 365


def sweep() -> None:
	"""Hand out again what is due: failed and waiting, lost by the queue, or left by a worker that died (scheduler)."""
	rows = frappe.get_all(
		"Webhook Event",
		filters={"status": ("in", ("Received", "Processing")), "next_attempt_on": ("<=", now_datetime())},
		fields=["name", "next_attempt_on"],
		order_by="next_attempt_on asc",
		limit=SWEEP_LIMIT,
	)
	for row in rows:
		queue.start(row.name, row.next_attempt_on)


def retry(name: str) -> None:
	"""Give a failed event its tries again, now. Raises ValidationError for one that has not failed."""
	status = frappe.db.get_value("Webhook Event", name, "status", for_update=True)
	if status != "Failed":
		frappe.throw(_("{0} has not failed: only failed events are tried again").format(name))
	due = queue.seconds_from_now(queue.LOST_AFTER)
	values = {"status": "Received", "attempts": 0, "next_attempt_on": due}
	frappe.db.set_value("Webhook Event", name, values)
	queue.start_after_commit(name, due)


def delete_old() -> None:
	"""Delete the events FSM Settings keeps no longer (nightly); failed ones after a year."""
	days = frappe.db.get_single_value("FSM Settings", "webhook_retention_days")
	if days:
		_delete(("in", ("Done", "Ignored")), days)
	_delete("Failed", FAILED_DAYS)


def _delete(status: object, days: int) -> None:
	older = ("<", add_days(now_datetime(), -days))
	frappe.db.delete("Webhook Event", {"status": status, "creation": older})
