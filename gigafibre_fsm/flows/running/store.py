"""A run in the database: its row, locked, and its steps' rows; only what changed is written.

Nothing here asks how many runs there are: a run is found by its name, its steps by their parent.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import frappe
from frappe.utils import get_datetime, now_datetime

from gigafibre_fsm import realtime
from gigafibre_fsm.flows import engine
from gigafibre_fsm.flows.definition import STRUCTURAL, Definition
from gigafibre_fsm.flows.running import content, rows
from gigafibre_fsm.flows.running.pinned import definition_of
from gigafibre_fsm.flows.walking.state import OVER, UNDO, State, StepState

RUNS, STEPS = "Flow Run", "Flow Run Step"
# A run with something to do that nobody took up for so long has lost its job (s).
LOST_AFTER = 60
LONGEST_NAME = 140
_OF_RUN = (
	"name",
	"modified",
	"title",
	"status",
	"version",
	"error",
	"reference_doctype",
	"reference_name",
	"customer",
	"trigger",
	"parent_run",
	"parent_step",
	"depth",
	"wake_on",
	"claimed_until",
	"takeovers",
)


@dataclass
class Held:
	"""A run whose row this transaction has locked. `state` is None before it has begun.

	`names` are the steps' rows, `claims` until when an instance is being done outside: both by instance.
	"""

	row: frappe._dict
	state: State | None
	names: dict[str, str] = field(default_factory=dict)
	claims: dict[str, datetime] = field(default_factory=dict)

	@cached_property
	def definition(self) -> Definition:
		"""What its version draws. Raises Unreadable."""
		return definition_of(self.row.version)

	def kind_of(self, instance: str) -> str:
		"""Return the kind that an instance, or its undoing, is done by."""
		step = self.definition.by_id[self.state.steps[instance].step]
		return step.compensate.kind if instance.endswith(UNDO) and step.compensate else step.kind


def lock(run: str, known: Held | None = None) -> Held | None:
	"""Lock a run and return it as it is now; None when there is none. It is the transaction's first question.

	`known` is what the caller read or wrote before: its steps are not read again if nobody wrote the run since.
	"""
	row = frappe.db.get_value(RUNS, run, _OF_RUN, as_dict=True, for_update=True)
	if not row:
		return None
	if known and known.row.modified == row.modified:
		return known
	steps = _steps(run)
	states = {step["instance"]: rows.state_of(step) for step in steps}
	# What is noted on a run that goes on is none of the engine's.
	error = row.error if row.status in ("Failed", "Cancelling", "Cancelled") else ""
	return Held(
		row,
		State(row.status, run, states, error or "") if steps else None,
		{step["instance"]: step["name"] for step in steps},
		{step["instance"]: get_datetime(step["claimed_until"]) for step in steps if step["claimed_until"]},
	)


def write(held: Held, state: State, inputs: Mapping[str, Any] | None = None) -> None:
	"""Write what became of a run, and tell who watches it; `inputs` is what instances were given, by instance."""
	now = now_datetime()
	before = held.state or State("Running", held.row.name)
	changed = [step for step in state.steps.values() if before.steps.get(step.instance) != step]
	held.state = state
	for step in changed:
		held.claims.pop(step.instance, None)
	given = inputs or {}
	for step in changed:
		if known := before.steps.get(step.instance):
			values = rows.changed(known, step) | rows.given(given, step.instance)
			rows.update(STEPS, held.names[step.instance], values)
	_insert(held, [step for step in changed if step.instance not in before.steps], given, now)
	_write_run(held, now, takeovers=0, **_error(before, state))
	realtime.tell_flow_run(held.row.name)


def claim(held: Held, instance: str, seconds: int, given: Any) -> datetime:
	"""Mark an instance as being done outside for so many seconds at most; the mark tells who may write its end."""
	until = now_datetime() + timedelta(seconds=seconds)
	held.claims[instance] = until
	rows.update(
		STEPS, held.names[instance], {"claimed_until": until} | rows.given({instance: given}, instance)
	)
	_write_run(held, now_datetime())
	return until


def take_over(held: Held) -> None:
	"""Count a worker that is no more, and give the next one its time."""
	taken_over = {"takeovers": held.row.takeovers + 1, "modified": now_datetime()}
	taken_over["claimed_until"] = taken_over["modified"] + timedelta(seconds=LOST_AFTER)
	rows.update(RUNS, held.row.name, taken_over)
	held.row.update(taken_over)


def fail(held: Held, sentence: str, instance: str = "") -> None:
	"""End a run that cannot go on, whatever its steps; `instance` is the one that found out."""
	now = now_datetime()
	ended = {"ended_on": now, "wake_on": None, "waiting_event": None, "claimed_until": None}
	step = frappe.qb.DocType(STEPS)
	alive = (step.parent == held.row.name) & step.status.isin(("Pending", "Running", "Waiting"))
	if instance in held.names:
		failed = ended | {"status": "Failed", "error": content.short(sentence, rows.LONGEST_ERROR)}
		rows.update(STEPS, held.names[instance], failed)
	query = frappe.qb.update(step).where(alive)
	for name, value in (ended | {"status": "Cancelled"}).items():
		query = query.set(step[name], value)
	query.run()
	values = {"status": "Failed", "error": sentence, "ended_on": now, "wake_on": None, "claimed_until": None}
	held.row.update(values | {"modified": now})
	rows.update(RUNS, held.row.name, values | {"modified": now})
	realtime.tell_flow_run(held.row.name)


def is_effect(held: Held, step: StepState) -> bool:
	"""Return whether a step is something to be done now, and not a container of such."""
	return step.status == "Running" and (step.undo or held.kind_of(step.instance) not in STRUCTURAL)


def _write_run(held: Held, now: datetime, **values: Any) -> None:
	state = held.state
	values |= {
		"status": state.status,
		"wake_on": None if state.over else engine.next_wake(state),
		"claimed_until": None if state.over else _claimed_until(held, now),
		"modified": now,
	}
	if state.over or held.row.status in OVER:
		values["ended_on"] = now if state.over else None
	rows.update(RUNS, held.row.name, values)
	held.row.update(values)


def _error(before: State, state: State) -> dict[str, str]:
	"""Return what is to be written of why a run failed or was cancelled, in the site's language."""
	if state.error == before.error:
		return {}
	same = (step for step in state.steps.values() if step.status == "Failed" and step.error == state.error)
	step = next(same, None)
	return {"error": content.short(rows.said(step) if step else state.error, rows.LONGEST_ERROR)}


def _claimed_until(held: Held, now: datetime) -> datetime | None:
	"""Return when somebody must have gone on with the run; None when it waits."""
	running = [step.instance for step in held.state.steps.values() if is_effect(held, step)]
	if not running:
		return None
	unclaimed = any(instance not in held.claims for instance in running)
	return now + timedelta(seconds=LOST_AFTER) if unclaimed else min(held.claims[one] for one in running)


def _insert(held: Held, steps: list[StepState], inputs: Mapping[str, Any], now: datetime) -> None:
	if not steps:
		return
	stamp = {"creation": now, "modified": now, "owner": "Administrator", "modified_by": "Administrator"}
	place = {"parent": held.row.name, "parenttype": RUNS, "parentfield": "steps", "docstatus": 0}
	made = []
	for step in steps:
		held.names[step.instance] = frappe.generate_hash(length=12)
		drawn = held.definition.by_id[step.step]
		label = drawn.compensate.label if step.undo and drawn.compensate else drawn.label
		identity = {
			"name": held.names[step.instance],
			"idx": len(held.names),
			"instance": step.instance,
			"step": step.step,
			"kind": held.kind_of(step.instance),
			"label": content.short(label or drawn.label or step.step, LONGEST_NAME),
		}
		content_of = {"input": None} | rows.values_of(step) | rows.given(inputs, step.instance)
		made.append(identity | stamp | place | content_of)
	frappe.db.bulk_insert(STEPS, list(made[0]), [tuple(row.values()) for row in made])


def _steps(run: str) -> list[dict[str, Any]]:
	wanted = {"parent": run, "parenttype": RUNS}
	return frappe.get_all(
		STEPS, wanted, ["name", "claimed_until", *rows.OF_STATE], order_by="idx asc", parent_doctype=RUNS
	)
