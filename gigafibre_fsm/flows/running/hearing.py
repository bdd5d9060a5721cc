"""Events that runs wait for: written down beside what caused them, told to the runs once that is committed.

Who saves cannot say who waits: what it sees of the runs may be older than a wait, and a wait that is just beginning may
not see what is being saved. So an event is a row of the saver's transaction, and after its commit a job tells all runs
about the record or its customer that are drawn to wait for it, whether they do by now or not. A wait notes the events
that could be seen where it began: its run saw what had caused them, they came before and are not heard. Whichever of
the two is committed first, an event is either seen by the wait's beginning or told to the run afterwards.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.flows.running import content, failures, queue, signals, store
from gigafibre_fsm.flows.running.facts import customer_of, plain
from gigafibre_fsm.flows.walking.state import OVER

EVENTS, VERSIONS = "Flow Event", "Flow Template Version"
# One that nobody was told of for longer has lost its job (s).
LOST_AFTER = 60
# So many customers of an outage are asked for at once.
A_QUESTION = 500


def heard(event: str, document: Document, payload: Mapping[str, Any] | None = None) -> None:
	"""Wake the steps that wait for this event, of runs about the record or its customer, after the caller's commit."""
	now, user = now_datetime(), frappe.session.user
	told = {"event": event, "at": plain(now), "doctype": document.doctype, "name": document.name}
	row = {
		"name": frappe.generate_hash(length=12),
		"event": event,
		"reference_doctype": document.doctype,
		"reference_name": document.name,
		"customer": customer_of(document) or "",
		"payload": content.to_json(content.kept(told | dict(payload or {}))),
		"creation": now,
		"modified": now,
		"owner": user,
		"modified_by": user,
		"docstatus": 0,
		"idx": 0,
	}
	frappe.db.bulk_insert(EVENTS, list(row), [tuple(row.values())])
	frappe.db.after_commit.add(lambda: queue.tell_soon([row["name"]]))


def tell_all(events: list[str]) -> None:
	"""Tell the runs of these events (a job); one that makes trouble keeps none from the others."""
	frappe.set_user("Administrator")
	for event in events:
		# What was read before may be older than the event.
		frappe.db.commit()
		try:
			_tell(event)
		except failures.JobTimeoutException:
			raise
		except Exception:
			frappe.db.rollback()
			frappe.log_error(f"Flow event {event}", reference_doctype=EVENTS, reference_name=event)
			frappe.db.commit()


def untold(limit: int, seconds: int = LOST_AFTER) -> list[str]:
	"""Return the events of a while ago that nobody was told of yet, the oldest first."""
	event = frappe.qb.DocType(EVENTS)
	long_ago = add_to_date(now_datetime(), seconds=-seconds)
	query = frappe.qb.from_(event).select(event.name).where(event.creation < long_ago)
	return [name for (name,) in query.orderby(event.creation).limit(limit).run()]


def came_before(run: Mapping[str, Any], events: Collection[str]) -> list[str]:
	"""Return those of these events that this transaction sees, and a run may yet be told of."""
	event, signal = frappe.qb.DocType(EVENTS), frappe.qb.DocType(signals.SIGNALS)
	# What has no customer, an outage, may have many.
	mine = event.customer.isin(["", run["customer"] or ""]) | (event.reference_name == run["reference_name"])
	untold_ = frappe.qb.from_(event).select(event.name).where(event.event.isin(list(events)) & mine)
	told = (signal.run == run["name"]) & signal.event.isin(list(events))
	found = untold_.run() + frappe.qb.from_(signal).select(signal.source).where(told).run()
	return sorted({name for (name,) in found if name})


@begin_again
def _tell(name: str) -> None:
	fields = ["name", "event", "reference_doctype", "reference_name", "customer", "payload"]
	# Locked: two jobs at once tell of it once.
	event = frappe.db.get_value(EVENTS, name, fields, as_dict=True, for_update=True)
	if event:
		runs = sorted({run for found in _listening(event) for run in found})
		signals.send(runs, event.event, payload=json.loads(event.payload), source=name)
		frappe.db.delete(EVENTS, {"name": name})
	frappe.db.commit()


def _listening(event: Mapping[str, Any]) -> Iterator[list[str]]:
	"""Return the runs that wait for an event or will, by one index after the other: an "or" would read every run."""
	run = frappe.qb.DocType(store.RUNS)
	drawn: dict[str, bool] = {}
	about = run.reference_name == event["reference_name"]
	yield _drawn_so(event, about & (run.reference_doctype == event["reference_doctype"]), drawn)
	customers = _customers(event)
	for first in range(0, len(customers), A_QUESTION):
		yield _drawn_so(event, run.customer.isin(customers[first : first + A_QUESTION]), drawn)


def _customers(event: Mapping[str, Any]) -> list[str]:
	if event["reference_doctype"] != "Outage":
		return [event["customer"]] if event["customer"] else []
	affected = {"parent": event["reference_name"], "parenttype": "Outage"}
	return frappe.get_all(
		"Outage Customer", affected, pluck="customer", order_by="customer", parent_doctype="Outage"
	)


def _drawn_so(event: Mapping[str, Any], about: Any, drawn: dict[str, bool]) -> list[str]:
	"""Return the runs of these that have not ended and whose version names the event."""
	run = frappe.qb.DocType(store.RUNS)
	alive = about & run.status.notin(sorted(OVER))
	rows = frappe.qb.from_(run).select(run.name, run.version).where(alive).run()
	for version in {version for _name, version in rows} - drawn.keys():
		text = frappe.db.get_value(VERSIONS, version, "definition")
		drawn[version] = f'"{event["event"]}"' in (text or "")
	return [name for name, version in rows if drawn[version]]
