"""The parameters of a definition's steps, against the catalogue of kinds.

Codes: unknown_kind {kind}; missing_parameter {parameter}; unknown_parameter {parameter}; wrong_parameter {parameter,
wanted: the parameter's type}; not_a_choice {parameter, value}; unknown_event {event}; out_of_range {key, least, most}; those of forms.py.
A text with {{ }} may become anything and is only checked for its variables.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from gigafibre_fsm.flows.checks.forms import form_mistakes
from gigafibre_fsm.flows.checks.kinds_seen import KindSeen, ParamSeen
from gigafibre_fsm.flows.checks.shape_checks import ID
from gigafibre_fsm.flows.drawing import MAX_TURNS, Definition, Problem

_LISTS = ("form", "cases")
_TEXTS = ("field", "link", "user", "role", "datetime")


def parameter_problems(
	definition: Definition, catalogue: Mapping[str, KindSeen], events: Collection[str]
) -> Iterator[Problem]:
	for step in definition.steps:
		yield from _problems(step.id, "", step.kind, step.params, catalogue)
		if step.compensate:
			yield from _problems(
				step.id, "compensate.", step.compensate.kind, step.compensate.params, catalogue
			)
		if step.kind == "loop":
			yield from _loop_problems(step.id, step.params)
		if step.kind == "wait" and step.params.get("mode") == "event":
			event = step.params.get("event")
			if event and not (isinstance(event, str) and event in events):
				yield Problem(step.id, "params.event", "unknown_event", {"event": event})


def _problems(
	step: str, place: str, kind: str, given: Mapping[str, Any], catalogue: Mapping[str, KindSeen]
) -> Iterator[Problem]:
	known = catalogue.get(kind)
	if known is None:
		yield Problem(step, f"{place}kind", "unknown_kind", {"kind": kind})
		return
	values = {param.name: param.default for param in known.params}
	values |= {name: value for name, value in given.items() if not _is_empty(value)}
	for param in known.params:
		if param.is_asked(values):
			yield from _one(step, f"{place}params.{param.name}", param, values[param.name])
	for name in given:
		if name not in {param.name for param in known.params}:
			yield Problem(step, f"{place}params.{name}", "unknown_parameter", {"parameter": name})


def _one(step: str, path: str, param: ParamSeen, value: Any) -> Iterator[Problem]:
	if _is_empty(value):
		# A branch without cases is said by tree_checks.
		if param.required and param.type != "cases":
			yield Problem(step, path, "missing_parameter", {"parameter": param.name})
	elif isinstance(value, str) and "{{" in value:
		return
	elif param.type == "select":
		if param.name != "event" and value not in _choices(param):
			yield Problem(step, path, "not_a_choice", {"parameter": param.name, "value": value})
	elif not _has_type(param.type, value):
		yield Problem(step, path, "wrong_parameter", {"parameter": param.name, "wanted": param.type})
	else:
		mistakes = form_mistakes(value) if param.type == "form" else ()
		yield from (Problem(step, path, code, told) for code, told in mistakes)


def _choices(param: ParamSeen) -> list[str]:
	return [value for value, _label in param.options] if isinstance(param.options, tuple) else []


def _is_empty(value: Any) -> bool:
	return value is None or value == "" or value == [] or value == {}


def _has_type(kind: str, value: Any) -> bool:
	if kind in ("number", "duration"):
		return _is_number(value)
	if kind == "check":
		return value in (True, False, "true", "false", "0", "1")
	if kind in _LISTS:
		return isinstance(value, list) and all(isinstance(one, Mapping) for one in value)
	if kind == "key_values":
		return isinstance(value, Mapping)
	if kind in _TEXTS:
		return isinstance(value, str)
	return kind in ("expression", "json") or isinstance(value, str | int | float)


def _is_number(value: Any) -> bool:
	return _number(value) is not None


def _number(value: Any) -> float | None:
	"""Return a finite number, also one that is written as text; None for what is none."""
	try:
		number = math.nan if isinstance(value, bool) else float(str(value).replace(",", "."))
	except ValueError:
		return None
	return number if math.isfinite(number) else None


def _loop_problems(step: str, params: Mapping[str, Any]) -> Iterator[Problem]:
	most = params.get("max")
	number = _number(most)
	if number is not None and not 1 <= number <= MAX_TURNS:
		yield Problem(step, "params.max", "out_of_range", {"key": "max", "least": 1, "most": MAX_TURNS})
	item = params.get("item")
	if not _is_empty(item) and not (isinstance(item, str) and ID.fullmatch(item)):
		yield Problem(step, "params.item", "wrong_parameter", {"parameter": "item", "wanted": "id"})
