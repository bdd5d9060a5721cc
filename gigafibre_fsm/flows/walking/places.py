"""Where an instance stands: with which others, in which container and turn of a loop, and what it sees from there."""

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from gigafibre_fsm.flows.definition import Definition, Step
from gigafibre_fsm.flows.walking.state import StepState


class Scope(NamedTuple):
	"""Instances that stand together: their container's instance ("": the whole), lane of a parallel, and turns."""

	container: str
	lane: str
	turns: str


WHOLE = Scope("", "", "")
_ALONE = re.compile(r"\s*\{\{\s*([a-z]\w*(?:\.\w+)*)\s*\}\}\s*")


def variable_in(text: str) -> str | None:
	"""Return the path of a text that is one variable and nothing else: "doc.items" of "{{ doc.items }}"."""
	found = _ALONE.fullmatch(text)
	return found[1] if found else None


def scope_of(definition: Definition, instance: StepState) -> Scope:
	"""Return where an instance stands."""
	step = definition.by_id[instance.step]
	if step.parent is None:
		return WHOLE
	in_loop = definition.by_id[step.parent].kind == "loop"
	turns = outer(instance.turns) if in_loop else instance.turns
	return Scope(step.parent + turns, definition.lane_of[step.id], instance.turns)


def members(definition: Definition, scope: Scope) -> tuple[Step, ...]:
	"""Return the steps of a scope; an empty container has none."""
	container = scope.container.partition("#")[0] or None
	return definition.lanes.get(container, {}).get(scope.lane, ())


def inner(turns: str, turn: int) -> str:
	"""Return the turns inside a loop: inner("#2", 0) is "#2.0"."""
	return f"{turns}.{turn}" if turns else f"#{turn}"


def outer(turns: str) -> str:
	"""Return the turns around a loop: outer("#2.0") is "#2", outer("#2") is ""."""
	return turns.rpartition(".")[0]


def turn_of(turns: str) -> int:
	"""Return the innermost turn: 0 of "#2.0"."""
	return int(turns[1:].rpartition(".")[2])


def containers_of(definition: Definition, instance: StepState) -> Iterator[tuple[str, str]]:
	"""Yield the containers around an instance from the innermost: (container's instance, turns inside it)."""
	step, turns = definition.by_id[instance.step], instance.turns
	while step.parent is not None:
		step, inside = definition.by_id[step.parent], turns
		if step.kind == "loop":
			turns = outer(turns)
		yield step.id + turns, inside


def loop_names(definition: Definition, steps: Mapping[str, StepState], instance: StepState) -> dict[str, Any]:
	"""Return the names the loops around an instance give: item (and the loop's own name for it), index."""
	names: dict[str, Any] = {}
	for container, inside in reversed(list(containers_of(definition, instance))):
		around = steps[container]
		loop = definition.by_id[around.step]
		if loop.kind == "loop":
			turn = turn_of(inside)
			item = around.memory["items"][turn]
			names |= {"item": item, loop.params.get("item") or "item": item, "index": turn}
	return names


class Outputs(Mapping[str, Any]):
	"""The outputs of steps by id, as seen from some turns: the same turn's first, then those around it."""

	def __init__(self, definition: Definition, steps: Mapping[str, StepState], turns: str) -> None:
		self._definition, self._steps, self._turns = definition, steps, turns

	def __getitem__(self, name: str) -> Any:
		if name not in self._definition.by_id:
			raise KeyError(name)
		turns = self._turns
		while turns and name + turns not in self._steps:
			turns = outer(turns)
		found = self._steps.get(name + turns)
		if not found or found.output is None:
			# To a text it is not defined, to a condition it is null.
			raise KeyError(name)
		return found.output

	def __iter__(self) -> Iterator[str]:
		return iter(self._definition.by_id)

	def __len__(self) -> int:
		return len(self._definition.by_id)


def seen_from(
	definition: Definition, steps: Mapping[str, StepState], instance: StepState, facts: Mapping[str, Any]
) -> Mapping[str, Any]:
	"""Return the facts with `steps` and the loops' names, as one instance sees them."""
	own = {
		**loop_names(definition, steps, instance),
		"steps": Outputs(definition, steps, instance.turns),
	}
	# ChainMap asks for something to write to, and is only ever read here.
	return ChainMap(own, facts)  # type: ignore[arg-type]
