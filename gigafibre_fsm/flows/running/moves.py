"""Moving a run whose row is locked: ask the engine, write what changed, tell whom it concerns."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import frappe
from frappe import _
from frappe.utils import now_datetime

from gigafibre_fsm.flows import engine
from gigafibre_fsm.flows.running import hearing, signals, store
from gigafibre_fsm.flows.running.facts import Facts, RecordGone
from gigafibre_fsm.flows.running.failures import NOT_OURS, sentence_of
from gigafibre_fsm.flows.running.pinned import Unreadable
from gigafibre_fsm.flows.walking.happenings import Done, Effect, Event, Withdraw
from gigafibre_fsm.flows.walking.state import OVER, State, StepState

SET_VARIABLE = "set_variable"


class Broken(Unreadable):
	"""A run the engine cannot move, by a mistake of ours."""

	def __init__(self, error: Exception) -> None:
		super().__init__(sentence_of(error))


def begin(held: store.Held) -> None:
	"""Take the first steps of a run. Raises Unreadable, RecordGone."""
	definition, name = held.definition, held.row.name
	state, effects = _asked(lambda: engine.start(definition, now_datetime(), facts_of(held), seed=name))
	_moved(held, state, effects, {})


def advance(held: store.Held, event: Event, inputs: Mapping[str, Any] | None = None) -> bool:
	"""Move a run by an event and return whether it changed anything; `inputs` is what instances were given.

	Raises Unreadable, RecordGone.
	"""
	definition, told = held.definition, replace(event, facts=facts_of(held, event))
	state, effects = _asked(lambda: engine.advance(definition, held.state, told, now_datetime()))
	if state == held.state:
		return False
	_moved(held, state, effects, inputs or {})
	return True


def facts_of(held: store.Held, event: Event | None = None) -> Facts:
	"""Return what conditions and texts of a run see as things are now, but the steps.

	A variable that is set by what an event ends is seen by the conditions it leads to.
	"""
	row = held.row
	return Facts(
		row.reference_doctype,
		row.reference_name,
		customer=row.customer,
		trigger=json.loads(row.trigger or "{}"),
		variables=variables(held) | _set_by(held, event),
		now=now_datetime(),
	)


def variables(held: store.Held) -> dict[str, Any]:
	"""Return what steps have set so far: of several that set the same, the last one's value."""
	steps = held.state.steps.values() if held.state else ()
	setters = [one for one in steps if one.status == "Done" and held.kind_of(one.instance) == SET_VARIABLE]
	# In the order they ended in, which the engine counts.
	setters.sort(key=lambda one: one.memory.get("order", 0))
	return {name: value for one in setters for name, value in _set(one.output).items()}


def _set_by(held: store.Held, event: Event | None) -> dict[str, Any]:
	if not isinstance(event, Done) or not held.state or event.instance not in held.state.steps:
		return {}
	return _set(event.output) if held.kind_of(event.instance) == SET_VARIABLE else {}


def _set(output: Mapping[str, Any] | None) -> dict[str, Any]:
	"""Return the variable that a step's output sets; one that was too long to be kept sets none."""
	return {output["name"]: output["value"]} if output and "name" in output else {}


def _asked(engine_: Callable[[], engine.Advanced]) -> engine.Advanced:
	"""Ask the engine; a mistake of ours in it ends this run, or it would be made again at every sweep."""
	try:
		return engine_()
	except (RecordGone, *NOT_OURS):
		raise
	except Exception as error:
		raise Broken(error) from error


def _moved(held: store.Held, state: State, effects: list[Effect], inputs: Mapping[str, Any]) -> None:
	was_over = held.row.status in OVER
	store.write(held, _noting_what_came_before(held, state), inputs)
	for effect in effects:
		if isinstance(effect, Withdraw):
			_withdraw(held.row.name, effect.instance)
	if state.over and not was_over:
		tell_parent(held)


def _noting_what_came_before(held: store.Held, state: State) -> State:
	"""Have the waits that begin know the events that are none of theirs (hearing.py)."""
	began = [step for step in state.steps.values() if _begins_to_wait(held, step)]
	events = {step.waiting_event for step in began if step.waiting_event}
	if not events or not (before := hearing.came_before(held.row, events)):
		return state
	noted = {step.instance: replace(step, memory={**step.memory, "before": before}) for step in began}
	return replace(state, steps={**state.steps, **noted})


def _begins_to_wait(held: store.Held, step: StepState) -> bool:
	known = held.state and held.state.steps.get(step.instance)
	waited = known and known.status == "Waiting" and known.waiting_event == step.waiting_event
	return bool(step.status == "Waiting" and step.waiting_event and not waited)


def give_up(held: store.Held, sentence: str, instance: str = "") -> None:
	"""Fail a run that cannot go on, and take back what it still asks for; `instance` is the one that found out."""
	steps = held.state.steps.values() if held.state else ()
	waiting = [step.instance for step in steps if step.status == "Waiting"]
	store.fail(held, sentence, instance)
	for asking in waiting:
		_withdraw(held.row.name, asking)
	tell_parent(held)


def tell_parent(held: store.Held) -> None:
	"""Tell the step that waits for this run's end, if one does, how it ended; it fails with the run."""
	row = held.row
	if not (row.parent_run and row.parent_step):
		return
	if row.status == "Completed":
		told = {"run": row.name, "status": row.status}
		signals.send([row.parent_run], signals.DONE, row.parent_step, told)
	else:
		why = _("The flow “{0}” ended as {1}: {2}").format(row.title, _(row.status), row.error or "")
		signals.send([row.parent_run], signals.FAILED, row.parent_step, {"error": why})


def _withdraw(run: str, instance: str) -> None:
	"""Take back what a step that waited has asked for: a person's answer, another run's end."""
	task = frappe.qb.DocType("Flow Task")
	asked = (task.run == run) & (task.instance == instance) & (task.status == "Open")
	frappe.qb.update(task).set(task.status, "Cancelled").where(asked).run()
	alive = {"parent_run": run, "parent_step": instance, "status": ("not in", tuple(OVER))}
	children = frappe.get_all(store.RUNS, alive, pluck="name", order_by="name")
	signals.send(children, signals.CANCEL, payload={"reason": _("nobody waits for it any more")})
