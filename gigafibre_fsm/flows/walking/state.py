"""Where a run stands: one `StepState` an instance. Plain data: the engine makes new ones and never changes a caller's.

An instance is a step's id; inside a loop `id#2` (its third turn), in a loop of that loop `id#2.0`; the undoing of an
instance is `id#2~undo`.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from typing import Any, Literal

RunStatus = Literal["Running", "Waiting", "Completed", "Failed", "Cancelling", "Cancelled"]
StepStatus = Literal["Pending", "Running", "Waiting", "Done", "Skipped", "Failed", "Cancelled"]

ENDED: frozenset[str] = frozenset(("Done", "Skipped", "Failed", "Cancelled"))
OVER: frozenset[str] = frozenset(("Completed", "Failed", "Cancelled"))
UNDO = "~undo"
_MOMENTS = ("started_on", "ended_on", "wake_on")


@dataclass(frozen=True, slots=True)
class StepState:
	"""One instance. `memory` is the engine's own, JSON: keep it beside the rest and give it back unread.

	`why` says in one word what brought it here: condition, lane, handler, by_hand (Skipped); failing, cancel, lost
	(Cancelled); retry, wait, asked (Waiting); `trouble` holds the code and values when the engine itself failed it.
	"""

	instance: str
	step: str
	status: StepStatus = "Pending"
	attempts: int = 0
	started_on: datetime | None = None
	ended_on: datetime | None = None
	wake_on: datetime | None = None
	waiting_event: str | None = None
	output: Any = None
	error: str = ""
	memory: Mapping[str, Any] = field(default_factory=dict)

	@property
	def ended(self) -> bool:
		return self.status in ENDED

	@property
	def undo(self) -> bool:
		return self.instance.endswith(UNDO)

	@property
	def turns(self) -> str:
		"""Return the turns of the loops it is in: "" or "#2.0"."""
		_id, mark, turns = self.instance.removesuffix(UNDO).partition("#")
		return mark + turns

	@property
	def why(self) -> str:
		return str(self.memory.get("why", ""))

	def to_dict(self) -> dict[str, Any]:
		"""Return it as JSON takes it; times are ISO 8601 as they came."""
		row = asdict(self)
		for name in _MOMENTS:
			row[name] = row[name].isoformat() if row[name] else None
		return row

	@classmethod
	def from_dict(cls, row: Mapping[str, Any]) -> "StepState":
		"""Read what `to_dict` wrote; times may also be datetimes."""
		known = {one.name: row[one.name] for one in fields(cls) if one.name in row}
		for name in _MOMENTS:
			if isinstance(known.get(name), str):
				known[name] = datetime.fromisoformat(known[name])
		return cls(**known)


@dataclass(frozen=True, slots=True)
class State:
	"""A run: its steps by instance, in the order they came to be. `error` is why it failed or was cancelled."""

	status: RunStatus
	seed: str
	steps: Mapping[str, StepState] = field(default_factory=dict)
	error: str = ""

	@property
	def over(self) -> bool:
		return self.status in OVER

	def to_dict(self) -> dict[str, Any]:
		return {
			"status": self.status,
			"seed": self.seed,
			"error": self.error,
			"steps": [step.to_dict() for step in self.steps.values()],
		}

	@classmethod
	def from_dict(cls, row: Mapping[str, Any]) -> "State":
		steps = [StepState.from_dict(one) for one in row["steps"]]
		return cls(row["status"], row["seed"], {one.instance: one for one in steps}, row["error"])
