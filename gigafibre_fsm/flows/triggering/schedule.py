"""Flows that start at set times, for each of the records their filters choose.

A time that has come is taken up once, under the version's lock, and its records are gone through in pages: where it
stands is written with each page, so that a worker that dies is followed by one that goes on from there. Times that
passed while the scheduler stood still are made up for by one. A page done twice starts nothing twice (guard.py).
"""

from datetime import datetime

import frappe
from frappe.utils import get_datetime, now_datetime

from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.flows.running.facts import plain
from gigafibre_fsm.flows.running.queue import minute
from gigafibre_fsm.flows.stored import loads
from gigafibre_fsm.flows.triggering.cron import next_time
from gigafibre_fsm.flows.triggering.events import SCHEDULE
from gigafibre_fsm.flows.triggering.schedule_filters import as_list
from gigafibre_fsm.flows.triggering.triggers import facts_of, harmlessly, meets, start_or_nothing

VERSION = "Flow Template Version"
PAGE = 100
# Pages one job does before it lets another have the worker.
PAGES = 20
FIELDS = ["name", "template", "applies_to", "trigger_condition", "schedule", "schedule_filters"]


def keep_time() -> None:
	"""Take up the schedules whose time has come, and those that were left half-way (scheduler, each minute)."""
	if not frappe.db.get_single_value("FSM Settings", "flows_enabled"):
		return
	filters = {"is_live": 1, "trigger_event": SCHEDULE}
	for version in frappe.get_all(VERSION, filters, ["name", "next_tick", "tick"], order_by="name"):
		if version.tick or (version.next_tick and version.next_tick <= now_datetime()):
			_go_through_later(version.name)


@begin_again
def go_through(version: str) -> None:
	"""Start a version's flow for its records, page by page from where it stands (job)."""
	for _page in range(PAGES):
		goes_on = do_page(version)
		# Each page stands by itself: what it started works while the next is looked at.
		frappe.db.commit()
		if not goes_on:
			return
	_go_through_later(version)


def do_page(version: str) -> bool:
	"""Do one page and write down how far it went; return whether there may be another."""
	row = _taken_up(version)
	if not row:
		return False
	names: list[str] = []
	# Filters that broke since are written down, and end this time; the next one comes all the same.
	harmlessly(row.name, lambda: names.extend(_page_of(row)))
	for name in names:
		harmlessly(row.name, _start, row, name)
	is_last = len(names) < PAGE
	_write(version, tick=None if is_last else row.tick, tick_after=None if is_last else names[-1])
	return not is_last


def _taken_up(version: str) -> frappe._dict | None:
	"""Return the version, locked, at the time it is doing; None when there is nothing to do."""
	fields = [*FIELDS, "is_live", "next_tick", "tick", "tick_after"]
	row = frappe.db.get_value(VERSION, version, fields, as_dict=True, for_update=True)
	if not row or not row.is_live:
		return None
	if not row.tick:
		now = now_datetime()
		if not row.next_tick or row.next_tick > now:
			return None
		row.tick, row.tick_after = row.next_tick, None
		_write(version, tick=row.tick, next_tick=next_time(row.schedule, now))
	return row


def _page_of(row: frappe._dict) -> list[str]:
	filters = as_list(row.applies_to, loads(row.schedule_filters))
	if row.tick_after:
		filters.append(["name", ">", row.tick_after])
	return frappe.get_all(row.applies_to, filters=filters, pluck="name", order_by="name asc", limit=PAGE)


def _start(row: frappe._dict, name: str) -> None:
	trigger = {"event": SCHEDULE, "at": plain(now_datetime())}
	condition = row.trigger_condition
	if not condition or meets(condition, facts_of(frappe.get_doc(row.applies_to, name), trigger)):
		occurrence = plain(get_datetime(row.tick))
		start_or_nothing(row.template, row.applies_to, name, event=SCHEDULE, occurrence=occurrence)


def _write(version: str, **values: datetime | str | None) -> None:
	frappe.db.set_value(VERSION, version, values, update_modified=False)


def _go_through_later(version: str) -> None:
	frappe.enqueue(
		go_through,
		queue="long",
		job_id=f"fsm_schedule:{version}:{minute()}",
		deduplicate=True,
		enqueue_after_commit=True,
		version=version,
	)
