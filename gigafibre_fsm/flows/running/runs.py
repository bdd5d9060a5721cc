"""Runs as others see them: start one, tell it something, stop it, help it on by hand.

What is only told (`complete`; events: hearing.py) waits for no run: it is written beside what caused it (signals.py).
What people do to a run by hand locks it, and may have to begin again when a worker had it (collisions.py).
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import frappe
from frappe import _
from frappe.utils import now_datetime

from gigafibre_fsm.flows.running import content, guard, moves, queue, signals, store
from gigafibre_fsm.flows.running.facts import RecordGone, customer_of, plain, read
from gigafibre_fsm.flows.running.pinned import Unreadable
from gigafibre_fsm.flows.triggering.events import MANUAL
from gigafibre_fsm.flows.walking.happenings import Cancel, Event, Retry, Skip
from gigafibre_fsm.flows.walking.state import OVER


def start(
	template: str,
	doctype: str,
	name: str,
	*,
	event: str = MANUAL,
	payload: Mapping[str, Any] | None = None,
	occurrence: str = "",
	parent: tuple[str, str] | None = None,
) -> str | None:
	"""Start a flow about a record and return the run's name; its work begins after the caller's commit.

	None when this trigger and this record have started it before (`occurrence` tells apart those that may start
	several), or when flows start each other too often; by hand, the run that is there is returned. `parent` is
	`(run, instance that waits for this run's end, or "")`. Raises ValidationError for a flow that is not switched on,
	a record that is gone or, by hand, too many runs.
	"""
	version = _live_version(template, doctype)
	run, depth = _cause(parent)
	row = _new_row(version, doctype, name, event, payload or {}) | {
		"dedupe_key": guard.dedupe_key(version, event, doctype, name, occurrence),
		"parent_run": run,
		"parent_step": parent[1] if parent else None,
		"depth": depth,
	}
	try:
		guard.require_bounds(version, row)
	except guard.TooMuch as trouble:
		if event == MANUAL:
			raise
		guard.write_down(trouble, row)
		return None
	if _inserted(row):
		queue.work_later(row["name"])
		return row["name"]
	return _of_key(row["dedupe_key"]) if event == MANUAL else None


def complete(run: str, instance: str, output: Mapping[str, Any]) -> None:
	"""Give a step that waits what it waits for. Raises ValidationError when it does not, or no longer."""
	step = {"parent": run, "instance": instance}
	status, memory = frappe.db.get_value(store.STEPS, step, ["status", "memory"]) or ("", "")
	# One that waits for its next try, or for a day, has asked nobody.
	if status != "Waiting" or frappe.parse_json(memory or "{}").get("why") != "asked":
		frappe.throw(_("This step is not waiting for an answer any more"))
	signals.send([run], signals.DONE, instance, output)


def cancel(run: str, reason: str = "") -> None:
	"""Stop a run: what is under way may end, then what was done is undone where its template says how."""
	held = _held(run)
	if held.row.status in OVER:
		frappe.throw(_("This run has ended already"))
	_by_hand(held, Cancel(reason or _("cancelled by {0}").format(frappe.session.user)))


def retry_step(run: str, instance: str) -> None:
	"""Try a step again that has failed, or do not wait for its next try; what had stopped for it goes on."""
	held = _held(run)
	_require_step(held, instance)
	if not _by_hand(held, Retry(instance)):
		frappe.throw(_("This step has not failed"))


def skip_step(run: str, instance: str) -> None:
	"""Go on without a step that failed, waits or has not begun."""
	held = _held(run)
	_require_step(held, instance)
	if not _by_hand(held, Skip(instance)):
		frappe.throw(_("This step cannot be skipped any more"))


def _by_hand(held: store.Held, event: Event) -> bool:
	try:
		if held.state is None:
			moves.begin(held)
		changed = moves.advance(held, event)
	except (Unreadable, RecordGone) as trouble:
		frappe.throw(str(trouble))
	queue.work_later(held.row.name)
	return changed


def _held(run: str) -> store.Held:
	held = store.lock(run)
	if not held:
		frappe.throw(_("There is no run {0}").format(run), frappe.DoesNotExistError)
	return held


def _require_step(held: store.Held, instance: str) -> None:
	if not held.state or instance not in held.state.steps:
		frappe.throw(_("This run has no step {0}").format(instance))


def run_at_work() -> frappe._dict | None:
	"""Return `{name, title}` of the run whose doing this is; None when people are at work."""
	if not frappe.flags.flow_run:
		return None
	name, _depth, title = frappe.flags.flow_run
	return frappe._dict(name=name, title=title)


def _live_version(template: str, doctype: str) -> frappe._dict:
	fields = ["name", "template", "title", "applies_to", "allow_several"]
	live = {"template": template, "is_live": 1}
	version = frappe.db.get_value("Flow Template Version", live, fields, as_dict=True)
	if not version or not frappe.db.get_single_value("FSM Settings", "flows_enabled"):
		frappe.throw(_("This flow is not switched on"))
	if version.applies_to != doctype:
		words = _("“{0}” is about {1}, not about {2}")
		frappe.throw(words.format(version.title, _(version.applies_to), _(doctype)))
	return version


def _cause(parent: tuple[str, str] | None) -> tuple[str | None, int]:
	"""Return the run whose doing this is, if it is one's, and how deep in the chain the new one stands."""
	run, depth, _title = frappe.flags.flow_run or (None, -1, "")
	return (parent[0] if parent else run), depth + 1


def _new_row(
	version: frappe._dict, doctype: str, name: str, event: str, payload: Mapping[str, Any]
) -> dict[str, Any]:
	now = now_datetime()
	trigger = {**payload, "event": event, "at": plain(now)}
	try:
		customer = customer_of(read(doctype, name))
	except RecordGone as trouble:
		frappe.throw(str(trouble))
	return {
		"name": frappe.generate_hash(length=12),
		"title": content.short(version.title or version.template, store.LONGEST_NAME),
		"template": version.template,
		"version": version.name,
		"status": "Running",
		"started_on": now,
		"reference_doctype": doctype,
		"reference_name": name,
		"customer": customer,
		"trigger_event": event,
		"trigger": content.to_json(content.kept(trigger)),
		"started_by": frappe.session.user,
		"claimed_until": _soon(now),
		"takeovers": 0,
	}


def _soon(now: datetime) -> datetime:
	return frappe.utils.add_to_date(now, seconds=store.LOST_AFTER)


def _inserted(row: dict[str, Any]) -> bool:
	"""Insert a run unless its key is taken; return whether it was."""
	now, user = row["started_on"], frappe.session.user
	stamp = {"creation": now, "modified": now, "owner": user, "modified_by": user, "docstatus": 0, "idx": 0}
	values = row | stamp
	frappe.db.bulk_insert(store.RUNS, list(values), [tuple(values.values())], ignore_duplicates=True)
	return bool(frappe.db.exists(store.RUNS, row["name"]))


def _of_key(key: str) -> str | None:
	# Another transaction may have written it since this one began to read.
	return frappe.db.get_value(store.RUNS, {"dedupe_key": key}, "name", for_update=True)
