"""Whether a definition has the shape of one at all, whatever it means; and reading one that has.

Codes: no_definition; no_step {place}; wrong_type {key, wanted}; bad_id {id}; same_id {id}; too_many_steps {count,
most}; bad_action {action}; out_of_range {key, least, most}.
"""

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any

from gigafibre_fsm.flows.drawing import MAX_STEPS, MAX_TRIES, Compensation, Definition, OnError, Problem, Step

ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
_TYPES: dict[str, tuple[str, type]] = {
	"kind": ("text", str),
	"label": ("text", str),
	"params": ("object", dict),
	"parent": ("text", str),
	"lane": ("text", str),
	"depends_on": ("list", list),
	"on_error": ("object", dict),
	"compensate": ("object", dict),
}
_ACTIONS = {"action": ("fail", "continue", "retry", "handler"), "then": ("fail", "continue", "handler")}
_RANGES: dict[str, tuple[float, float]] = {
	"max": (1, MAX_TRIES),
	"delay": (0, 7 * 24 * 3600),
	"factor": (1, 10),
	"jitter": (0, 1),
}


def shape_problems(raw: Any) -> Iterator[Problem]:
	"""Yield what keeps a definition from being read."""
	steps = raw.get("steps") if isinstance(raw, Mapping) else None
	if not isinstance(steps, list):
		yield Problem(None, "steps", "no_definition")
		return
	if len(steps) > MAX_STEPS:
		yield Problem(None, "steps", "too_many_steps", {"count": len(steps), "most": MAX_STEPS})
		return
	seen: set[str] = set()
	for place, step in enumerate(steps):
		if not isinstance(step, Mapping):
			yield Problem(None, f"steps.{place}", "no_step", {"place": place + 1})
		else:
			yield from _id_problems(step, place, seen)
			yield from _step_problems(step)


def _id_problems(step: Mapping[str, Any], place: int, seen: set[str]) -> Iterator[Problem]:
	name = step.get("id")
	if not isinstance(name, str) or not ID.fullmatch(name):
		yield Problem(None, f"steps.{place}.id", "bad_id", {"id": name, "place": place + 1})
	elif name in seen:
		yield Problem(name, "id", "same_id", {"id": name})
	else:
		seen.add(name)


def _step_problems(step: Mapping[str, Any]) -> Iterator[Problem]:
	name = step["id"] if isinstance(step.get("id"), str) else None
	wrong = [key for key, (_wanted, kind) in _TYPES.items() if not _has_type(step, key, kind)]
	for key in wrong:
		yield Problem(name, key, "wrong_type", {"key": key, "wanted": _TYPES[key][0]})
	if "depends_on" not in wrong and not all(isinstance(one, str) for one in step.get("depends_on") or []):
		yield Problem(name, "depends_on", "wrong_type", {"key": "depends_on", "wanted": "list"})
	if "on_error" not in wrong:
		yield from _on_error_problems(name, step.get("on_error") or {})
	if "compensate" not in wrong:
		yield from _compensate_problems(name, step.get("compensate") or {})


def _has_type(step: Mapping[str, Any], key: str, kind: type) -> bool:
	if key == "kind":
		return isinstance(step.get(key), str)
	return step.get(key) is None or isinstance(step[key], kind)


def _on_error_problems(name: str | None, rule: Mapping[str, Any]) -> Iterator[Problem]:
	for key, actions in _ACTIONS.items():
		if rule.get(key) is not None and rule[key] not in actions:
			yield Problem(name, f"on_error.{key}", "bad_action", {"action": rule[key]})
	for key, (least, most) in _RANGES.items():
		if rule.get(key) is not None and not _is_between(rule[key], least, most):
			yield Problem(name, f"on_error.{key}", "out_of_range", {"key": key, "least": least, "most": most})
	if rule.get("handler") is not None and not isinstance(rule["handler"], str):
		yield Problem(name, "on_error.handler", "wrong_type", {"key": "handler", "wanted": "text"})


def _is_between(value: Any, least: float, most: float) -> bool:
	is_number = isinstance(value, int | float) and not isinstance(value, bool)
	return is_number and not math.isnan(value) and least <= value <= most


def _compensate_problems(name: str | None, undo: Mapping[str, Any]) -> Iterator[Problem]:
	for key in ("kind", "label", "params") if undo else ():
		wanted, kind = _TYPES[key]
		if not _has_type(undo, key, kind):
			yield Problem(name, f"compensate.{key}", "wrong_type", {"key": key, "wanted": wanted})


def read_steps(raw: Mapping[str, Any]) -> Definition:
	"""Read a definition that has no problem of shape."""
	return Definition(tuple(_step(one) for one in raw["steps"]))


def _step(raw: Mapping[str, Any]) -> Step:
	undo = raw.get("compensate")
	return Step(
		id=raw["id"],
		kind=raw["kind"],
		label=raw.get("label") or "",
		params=raw.get("params") or {},
		parent=raw.get("parent") or None,
		lane=raw.get("lane") or "",
		depends_on=tuple(dict.fromkeys(raw.get("depends_on") or ())),
		condition=raw.get("condition"),
		on_error=_on_error(raw.get("on_error") or {}),
		compensate=Compensation(undo["kind"], undo.get("label") or "", undo.get("params") or {})
		if undo
		else None,
	)


def _on_error(raw: Mapping[str, Any]) -> OnError:
	known = ("handler", *_ACTIONS, *_RANGES)
	given = {key: raw[key] for key in known if raw.get(key) is not None}
	if "max" in given:
		given["max"] = int(given["max"])
	return OnError(**given)
