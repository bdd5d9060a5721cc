"""What happens to a run (`Event`) and what is to be done for it (`Effect`): all that goes in and out of the engine.

Every event carries `facts`, the data conditions see but `steps` and the loops' names, which the engine adds.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

OnTimeout = Literal["continue", "fail", "again"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
	facts: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Done(Event):
	"""An effect was done, or a person has answered. With `attempt`, only that attempt is ended by it."""

	instance: str
	output: Any = None
	attempt: int | None = None


@dataclass(frozen=True, slots=True)
class Failed(Event):
	"""An effect failed; `can_retry` False when trying again could not help."""

	instance: str
	error: str
	can_retry: bool = True
	attempt: int | None = None


@dataclass(frozen=True, slots=True)
class Waits(Event):
	"""An effect was begun and waits: for its `Done`, for an event heard, until a moment, whichever is first.

	What an event or the time ends is Done with `output` and {timed_out, event: payload or None}; when time is up,
	`on_timeout` may also fail it, or have it performed again.
	"""

	instance: str
	event: str | None = None
	until: datetime | None = None
	output: Mapping[str, Any] | None = None
	on_timeout: OnTimeout = "continue"
	attempt: int | None = None


@dataclass(frozen=True, slots=True)
class Woken(Event):
	"""Time has passed."""


@dataclass(frozen=True, slots=True)
class Heard(Event):
	"""An event about this run's record: wakes the instances that wait for it, or only the one named.

	`source` tells it from others of the same name: a wait whose memory has it in `before` began after it.
	"""

	event: str
	payload: Any = None
	instance: str | None = None
	source: str = ""


@dataclass(frozen=True, slots=True)
class Cancel(Event):
	"""Stop, and undo what was done and can be."""

	reason: str = ""


@dataclass(frozen=True, slots=True)
class Retry(Event):
	"""By hand: try a failed instance again, and let what stopped for it go on; or do not wait for its next try."""

	instance: str


@dataclass(frozen=True, slots=True)
class Skip(Event):
	"""By hand: go on without an instance that failed, waits or has not begun."""

	instance: str


@dataclass(frozen=True, slots=True)
class Perform:
	"""Do this. `params` are as drawn, `scope` holds the loops' names (item, index, …); `undo` for a compensation."""

	instance: str
	step: str
	kind: str
	params: Mapping[str, Any]
	attempt: int
	scope: Mapping[str, Any]
	undo: bool = False


@dataclass(frozen=True, slots=True)
class Withdraw:
	"""An effect that waited is no longer wanted: whoever was asked need not answer."""

	instance: str
	step: str
	kind: str


Effect = Perform | Withdraw
