"""Handing events to workers. The queue may lose them, refuse them or be down: the row and the sweep make up for it."""

from datetime import datetime, timedelta

import frappe
from frappe.utils import get_datetime, now_datetime

# Seconds after which a received event nobody took up is handed out again.
LOST_AFTER = 60
# A handler is cut off after this …
JOB_TIMEOUT = 120
# … so that whoever claimed an event and has not ended it after this is no more.
LEASE = 300


def seconds_from_now(seconds: float) -> datetime:
	"""Return a moment as the site stores it."""
	return now_datetime() + timedelta(seconds=seconds)


def start_after_commit(name: str, due: datetime | str) -> None:
	"""Have a worker process the event once its row is there to be read."""
	frappe.db.after_commit.add(lambda: start(name, due))


def start(name: str, due: datetime | str) -> None:
	"""Have a worker process the event; `due` (its `next_attempt_on`) tells this turn from others of the same event."""
	try:
		frappe.enqueue(
			"gigafibre_fsm.webhooks.process",
			queue="short",
			timeout=JOB_TIMEOUT,
			job_id=f"webhook-{name}-{get_datetime(due).isoformat()}",
			deduplicate=True,
			name=name,
		)
	except Exception:
		# Redis down or the queue full: the row is kept, and the sweep comes with the scheduler's next tick.
		frappe.logger("webhooks").warning("No worker could be asked for %s", name, exc_info=True)
