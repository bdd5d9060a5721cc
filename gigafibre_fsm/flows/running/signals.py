"""What a run is told by a transaction that may not wait for it: a payment being saved, a task answered, a child's end.

Written with what caused it, so neither is there without the other; the run's worker takes it in and deletes it in one
transaction. The table is empty most of the time.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm.flows.running import content, queue
from gigafibre_fsm.flows.walking.happenings import Cancel, Done, Event, Failed, Heard

SIGNALS = "Flow Signal"
# An event's own name means that it was heard; these are about one instance that waits, or the whole run.
DONE, FAILED, CANCEL = "done", "failed", "cancel"
# One that waits for longer has lost its job (s).
LOST_AFTER = 60


def send(
	runs: Iterable[str],
	event: str,
	instance: str = "",
	payload: Mapping[str, Any] | None = None,
	source: str = "",
) -> None:
	"""Tell runs something, once the caller's transaction is committed; `source` is the Flow Event it comes from."""
	now, user = now_datetime(), frappe.session.user
	told = content.to_json(content.kept(dict(payload or {})))
	rows = [
		(frappe.generate_hash(length=12), run, instance, event, source, told, now, now, user, user, 0, 0)
		for run in runs
	]
	if not rows:
		return
	fields = ["name", "run", "instance", "event", "source", "payload"]
	stamp = ["creation", "modified", "owner", "modified_by", "docstatus", "idx"]
	frappe.db.bulk_insert(SIGNALS, [*fields, *stamp], rows)
	for _name, run, *_rest in rows:
		queue.work_later(run)


def read(run: str) -> list[frappe._dict]:
	"""Return what a locked run has been told, first things first."""
	signal = frappe.qb.DocType(SIGNALS)
	columns = (signal.name, signal.instance, signal.event, signal.source, signal.payload)
	query = frappe.qb.from_(signal).select(*columns).where(signal.run == run)
	return query.orderby(signal.creation, signal.name).run(as_dict=True)


def forget(told: list[frappe._dict]) -> None:
	"""Delete what was taken in: in the same transaction, and after it, so that what began meanwhile saw it there."""
	if told:
		frappe.db.delete(SIGNALS, {"name": ("in", [row.name for row in told])})


def unheard(limit: int) -> list[str]:
	"""Return the runs that were told something a while ago and have not taken it in."""
	signal = frappe.qb.DocType(SIGNALS)
	long_ago = add_to_date(now_datetime(), seconds=-LOST_AFTER)
	query = (
		frappe.qb.from_(signal).select(signal.run).distinct().where(signal.creation < long_ago).limit(limit)
	)
	return [run for (run,) in query.run()]


def event_of(row: Mapping[str, Any]) -> Event:
	"""Return what the engine is told by a row."""
	payload = json.loads(row["payload"] or "{}")
	if row["event"] == DONE:
		return Done(row["instance"], payload)
	if row["event"] == FAILED:
		return Failed(row["instance"], payload.get("error") or "", can_retry=False)
	if row["event"] == CANCEL:
		return Cancel(payload.get("reason") or "")
	return Heard(row["event"], payload, source=row["source"] or "")
