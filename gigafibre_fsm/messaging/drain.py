"""Sending a blast at its pace: a job a minute for each number, which keeps to the slots and to what the number lets
through when it is late. Replies do not wait behind it: they have their own jobs, and a lone worker lets them pass here.
"""

import time
from datetime import timedelta

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm.messaging import outbox, states
from gigafibre_fsm.messaging.pacing import duration
from gigafibre_fsm.messaging.provider import bulk_rates

# Shorter than the minute after which the next one is queued (s).
LASTS = 55
# A number that is no longer in the settings (segments a second).
SLOWEST = 0.5
# How soon a message that is not part of a blast is noticed (s).
GLANCE = 2.0
OTHERS = 10


def start() -> None:
	"""Queue a drain for each number that has messages of a blast due within a minute (each minute)."""
	soon = add_to_date(now_datetime(), seconds=60)
	waiting = [["status", "=", states.QUEUED], ["purpose", "=", "Bulk"], ["send_after", "<=", soon]]
	numbers = frappe.get_all(
		outbox.DOCTYPE, waiting, pluck="from_number", distinct=True, order_by="from_number"
	)
	for number in numbers:
		frappe.enqueue(
			"gigafibre_fsm.messaging.drain.run",
			queue="long",
			job_id=f"fsm_drain:{number}",
			deduplicate=True,
			number=number,
		)


def run(number: str) -> None:
	"""Send what is due from this number for a minute, each at its slot and none faster than the number may (a job)."""
	ends, free_at = now_datetime() + timedelta(seconds=LASTS), now_datetime()
	rate = bulk_rates().get(number, SLOWEST)
	while message := _next(number, ends):
		at = max(message.send_after, free_at)
		if at >= ends:
			return
		_wait_until(at)
		outbox.deliver(message.name)
		frappe.db.commit()
		free_at = max(at, now_datetime()) + timedelta(seconds=duration(message.segments, rate))


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
