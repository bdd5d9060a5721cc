"""Handing runs to workers. The queue may lose them, refuse them or be down: the row and the sweep make up for it."""

from typing import Any

import frappe
from frappe.utils import now_datetime

# A job that lasts longer is cut off; a worker hands its run over long before (worker.py).
JOB_TIMEOUT = 300


def work_later(run: str) -> None:
	"""Have a worker go on with a run, once the transaction is committed."""
	frappe.db.after_commit.add(lambda: work_soon(run))


def work_soon(run: str) -> None:
	"""Have a worker go on with a run now. Two workers at once do no harm."""
	_enqueue("worker.work", run=run)


def work_all_soon(runs: list[str]) -> None:
	"""Have one worker go on with each of these, unless a job of this minute that began with the same waits already."""
	_enqueue("worker.work_all", job_id=f"fsm_flows:{runs[0]}:{minute()}", deduplicate=True, runs=runs)


def minute() -> str:
	"""Return the minute, for a job's id: a job whose worker was killed counts as at work, and would refuse the next."""
	return f"{now_datetime():%Y%m%d%H%M}"


def tell_soon(events: list[str]) -> None:
	"""Have a worker tell the runs of these events."""
	_enqueue("hearing.tell_all", events=events)


def _enqueue(method: str, **given: Any) -> None:
	try:
		frappe.enqueue(f"gigafibre_fsm.flows.running.{method}", queue="default", timeout=JOB_TIMEOUT, **given)
	except Exception:
		# Redis down or the queue full: the rows are kept, and the sweep comes with the scheduler's next tick.
		frappe.logger("flows").warning("No worker could be asked: %s", given, exc_info=True)
