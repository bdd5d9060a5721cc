"""The flow engine: `(state, event, now) -> (state, effects)`, pure and deterministic."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gigafibre_fsm.flows.definition import Definition
from gigafibre_fsm.flows.happenings import Effect, Event
from gigafibre_fsm.flows.state import State

Step = tuple[State, list[Effect]]


def start(definition: Definition, now: datetime, facts: Mapping[str, Any], *, seed: str) -> Step:
	"""Begin a run. `seed` (the run's name) decides the jitter of its retries."""
	raise NotImplementedError


def advance(definition: Definition, state: State, event: Event, now: datetime) -> Step:
	"""Return what a run becomes by an event, and what is to be done for it. What comes too late changes nothing."""
	raise NotImplementedError


def next_wake(state: State) -> datetime | None:
	"""Return the earliest moment something waits for."""
	raise NotImplementedError


def effect_of(definition: Definition, state: State, instance: str) -> Effect:
	"""Return the effect a running instance stands for, to perform it again after a crash."""
	raise NotImplementedError


def visible(
	definition: Definition, state: State, instance: str, facts: Mapping[str, Any]
) -> Mapping[str, Any]:
	"""Return the facts as one instance sees them: with `steps`, and the names of the loops it is in."""
	raise NotImplementedError
