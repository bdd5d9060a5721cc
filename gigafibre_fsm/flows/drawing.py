"""What a template draws: steps, as frozen dataclasses with the indexes the engine walks by. definition.py reads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

CONTAINERS: frozenset[str] = frozenset(("group", "parallel", "branch", "loop"))
STRUCTURAL: frozenset[str] = CONTAINERS | {"wait"}
MAX_STEPS = 200
MAX_DEPTH = 8
MAX_TURNS = 1000
DEFAULT_TURNS = 100
MAX_TRIES = 20

Action = Literal["fail", "continue", "retry", "handler"]


class DefinitionError(ValueError):
	"""A definition that cannot be carried out. `problem` says where and what."""

	def __init__(self, problem: "Problem") -> None:
		super().__init__(f"{problem.path}: {problem.code}")
		self.problem = problem


@dataclass(frozen=True, slots=True)
class Problem:
	"""What is wrong, where: `step` id (None: the whole), `path` inside it ("params.text"), a code and its values."""

	step: str | None
	path: str
	code: str
	values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OnError:
	"""What to do when a step fails. `delay` in seconds, `jitter` a share of it; `max` retries after the first try."""

	action: Action = "fail"
	max: int = 3
	delay: float = 60
	factor: float = 2
	jitter: float = 0.1
	then: Literal["fail", "continue", "handler"] = "fail"
	handler: str = ""

	@property
	def last(self) -> str:
		"""Return what is done once no retry is left: fail, continue or handler."""
		return self.then if self.action == "retry" else self.action


@dataclass(frozen=True, slots=True)
class Compensation:
	kind: str
	label: str = ""
	params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
	id: str
	kind: str
	label: str = ""
	params: Mapping[str, Any] = field(default_factory=dict)
	parent: str | None = None
	lane: str = ""
	depends_on: tuple[str, ...] = ()
	condition: Any = None
	on_error: OnError = OnError()
	compensate: Compensation | None = None


@dataclass(frozen=True)
class Definition:
	"""The steps in their order, and how they hang together."""

	steps: tuple[Step, ...]

	@cached_property
	def by_id(self) -> dict[str, Step]:
		return {step.id: step for step in self.steps}

	@cached_property
	def lanes(self) -> dict[str | None, dict[str, tuple[Step, ...]]]:
		"""Return the steps that stand together, by container (None: the whole) and lane.

		Only a parallel has lanes that count; those of its steps that name none are a lane with all they depend on.
		"""
		found: dict[str | None, dict[str, tuple[Step, ...]]] = {}
		for container, steps in _grouped((step.parent, step) for step in self.steps).items():
			is_parallel = container is not None and self.by_id[container].kind == "parallel"
			found[container] = _parallel_lanes(steps) if is_parallel else {"": steps}
		return found

	@cached_property
	def lane_of(self) -> dict[str, str]:
		"""Return each step's lane, by its id."""
		return {
			step.id: lane for lanes in self.lanes.values() for lane, steps in lanes.items() for step in steps
		}

	@cached_property
	def dependents(self) -> dict[str, tuple[Step, ...]]:
		"""Return who depends on a step, by its id."""
		return _grouped((name, step) for step in self.steps for name in step.depends_on)

	@cached_property
	def handled_by(self) -> dict[str, tuple[Step, ...]]:
		"""Return the steps a handler is there for, by the handler's id."""
		return _grouped(
			(step.on_error.handler, step) for step in self.steps if step.on_error.last == "handler"
		)


def _parallel_lanes(steps: tuple[Step, ...]) -> dict[str, tuple[Step, ...]]:
	lane_of: dict[str, str] = {}
	for step in steps:
		lane_of[step.id] = step.lane or step.id
	for step in steps:
		for other in (
			*step.depends_on,
			*([step.on_error.handler] if step.on_error.last == "handler" else ()),
		):
			_join(lane_of, lane_of[step.id], lane_of.get(other, ""))
	return _grouped((lane_of[step.id], step) for step in steps)


def _join(lane_of: dict[str, str], one: str, other: str) -> None:
	if other and one != other:
		lane_of.update({name: one for name, lane in lane_of.items() if lane == other})


def _grouped(pairs: Any) -> dict[Any, tuple[Step, ...]]:
	groups: dict[Any, list[Step]] = {}
	for key, step in pairs:
		groups.setdefault(key, []).append(step)
	return {key: tuple(group) for key, group in groups.items()}
