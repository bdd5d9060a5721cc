"""One step as a row, and back: what the engine calls a StepState is a Flow Run Step."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import frappe
from frappe import _
from frappe.utils import get_datetime

from gigafibre_fsm.flows.running import content
from gigafibre_fsm.flows.walking.state import StepState
from gigafibre_fsm.flows.walking.troubles import TROUBLES

OF_STATE = tuple(one.name for one in fields(StepState))
MOMENTS = ("started_on", "ended_on", "wake_on")
LONGEST_ERROR = 2000


def state_of(row: Mapping[str, Any]) -> StepState:
	"""Return the state that a row (its OF_STATE) holds."""
	state = StepState.from_dict(row)
	moments = {name: get_datetime(row[name]) for name in MOMENTS if row[name]}
	read = {"output": _read(row["output"]), "memory": _read(row["memory"]) or {}}
	return replace(
		state, **moments, **read, error=row["error"] or "", waiting_event=row["waiting_event"] or None
	)


def values_of(step: StepState) -> dict[str, Any]:
	"""Return what a row holds of a state; nobody is at the step any more."""
	return {
		"status": step.status,
		"attempts": step.attempts,
		"started_on": step.started_on,
		"ended_on": step.ended_on,
		"wake_on": step.wake_on,
		# Events are looked for among the steps that wait, however many have ended.
		"waiting_event": step.waiting_event,
		"claimed_until": None,
		"memory": _json(step.memory or None),
		"output": _json(step.output),
		"error": content.short(said(step), LONGEST_ERROR),
	}


def changed(before: StepState, step: StepState) -> dict[str, Any]:
	"""Return what a row holds that it did not before; an end of a claim is always written."""
	known = values_of(before) | {"claimed_until": ...}
	return {name: value for name, value in values_of(step).items() if known[name] != value}


def given(inputs: Mapping[str, Any], instance: str) -> dict[str, Any]:
	"""Return what a row shows of what its instance was given, if that is known now."""
	return {"input": _json(content.shown(inputs[instance]))} if instance in inputs else {}


def said(step: StepState) -> str:
	"""Return a step's error in the site's language; the engine's own are a code and its values."""
	trouble = step.memory.get("trouble")
	return _(TROUBLES[trouble["code"]]).format(**trouble["values"]) if trouble else step.error


def update(doctype: str, name: str, values: Mapping[str, Any]) -> None:
	"""Update one row, and nothing else: `set_value` would ask Redis, too, each time."""
	table = frappe.qb.DocType(doctype)
	query = frappe.qb.update(table, immutable=False).where(table.name == name)
	for column, value in values.items():
		query.set(table[column], value)
	query.run()


def _json(value: Any) -> str | None:
	return None if value is None else content.to_json(value)


def _read(text: str | None) -> Any:
	return json.loads(text) if text else None
