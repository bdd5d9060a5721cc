"""Sending a blast at its pace: a job for each number, which keeps to the slots and to what the number lets through when
it is late. After a minute it hands over to its successor: the scheduler may come round every four minutes only, and a
worker that serves other queues too gets to them between. Replies do not wait behind a blast: they have their own jobs,
and a lone worker lets them pass here.
"""

import time
from datetime import datetime, timedelta

import frappe
from frappe.utils import now_datetime
from frappe.utils.background_jobs import is_job_enqueued

from gigafibre_fsm.messaging import outbox, states
from gigafibre_fsm.messaging.pacing import duration
from gigafibre_fsm.messaging.provider import bulk_rates

# How long one job sends (s).
LASTS = 55
# The next look of the scheduler may be as far away, unless the bench has another scheduler_tick_interval (s).
AHEAD = 240
# A job and its successor, which is queued while the job itself still runs: the two ids take turns.
TURNS = (0, 1)
# A number that is no longer in the settings (segments a second).
SLOWEST = 0.5
# How soon a message that is not part of a blast is noticed (s).
GLANCE = 2.0
OTHERS = 10


def start() -> None:
	"""Queue a drain for each number that has messages of a blast due soon and none that sends them (scheduler)."""
	soon = now_datetime() + timedelta(seconds=AHEAD)
	waiting = [["status", "=", states.QUEUED], ["purpose", "=", "Bulk"], ["send_after", "<=", soon]]
	numbers = frappe.get_all(
		outbox.DOCTYPE, waiting, pluck="from_number", distinct=True, order_by="from_number"
	)
	for number in numbers:
		if not any(is_job_enqueued(_job_id(number, turn)) for turn in TURNS):
			_queue(number, TURNS[0])


def run(number: str, turn: int = 0, free_at: datetime | None = None) -> None:
	"""Send what is due from this number for a minute, each at its slot and none faster than the number may (a job).

	`free_at` is until when the number is busy with what was sent before. What is left is the successor's.
	"""
	ends, free_at = now_datetime() + timedelta(seconds=LASTS), max(free_at or now_datetime(), now_datetime())
	rate = bulk_rates().get(number, SLOWEST)
	while message := _next(number, ends):
		at = max(message.send_after, free_at)
		if at >= ends:
			break
		_wait_until(at)
		outbox.deliver(message.name)
		frappe.db.commit()
		free_at = max(at, now_datetime()) + timedelta(seconds=duration(message.segments, rate))
	if _next(number, ends + timedelta(seconds=AHEAD)):
		_wait_until(ends)
		_queue(number, 1 - turn, free_at)


def _queue(number: str, turn: int, free_at: datetime | None = None) -> None:
	frappe.enqueue(
		"gigafibre_fsm.messaging.drain.run",
		queue="long",
		job_id=_job_id(number, turn),
		deduplicate=True,
		number=number,
		turn=turn,
		free_at=free_at,
	)


def _job_id(number: str, turn: int) -> str:
	return f"fsm_drain:{number}:{turn}"


def _next(number: str, until) -> dict | None:
	waiting = [["status", "=", states.QUEUED], ["purpose", "=", "Bulk"], ["from_number", "=", number]]
	rows = frappe.get_all(
		outbox.DOCTYPE,
		[*waiting, ["send_after", "<=", until]],
		["name", "send_after", "segments"],
		order_by="send_after asc, name asc",
		limit=1,
	)
	return rows[0] if rows else None


def _wait_until(moment) -> None:
	"""Sleep until then, letting what is no blast pass meanwhile."""
	while (left := (moment - now_datetime()).total_seconds()) > 0:
		_let_others_pass()
		pause(min(left, GLANCE))


def _let_others_pass() -> None:
	"""Send what is due and no blast: where another worker is free it came first, and the claim lets only one send."""
	table = frappe.qb.DocType(outbox.DOCTYPE)
	due = table.send_after.isnull() | (table.send_after <= now_datetime())
	waiting = (table.status == states.QUEUED) & (table.purpose != "Bulk") & due
	for name in frappe.qb.from_(table).select(table.name).where(waiting).limit(OTHERS).run(pluck=True):
		outbox.deliver(name)
	# A new look at the database: what others commit is not seen within one transaction.
	frappe.db.commit()


def pause(seconds: float) -> None:
	"""Sleep."""
	time.sleep(seconds)
