"""The flow engine: `advance(definition, state, event, now) -> (state, effects)`, pure and deterministic.

walk.py is one advance; containers.py, waiting.py, undoing.py and resuming.py are what it knows how to do. An event
about something that is over, or that is not there, changes nothing: callers may say things twice, late or in any order.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gigafibre_fsm.flows.definition import CONTAINERS, Definition
from gigafibre_fsm.flows.walking import resuming, undoing, waiting
from gigafibre_fsm.flows.walking.happenings import (
	Cancel,
	Done,
	Effect,
	Event,
	Failed,
	Heard,
	Perform,
	Retry,
	Skip,
	Waits,
	Woken,
)
from gigafibre_fsm.flows.walking.places import WHOLE, seen_from
from gigafibre_fsm.flows.walking.state import State
from gigafibre_fsm.flows.walking.walk import Walk, perform

Advanced = tuple[State, list[Effect]]


def start(definition: Definition, now: datetime, facts: Mapping[str, Any], *, seed: str) -> Advanced:
	"""Begin a run. `seed` (the run's name) decides the jitter of its retries."""
	walk = Walk(definition, State("Running", seed), facts, now)
	walk.open(WHOLE)
	return _settled(walk)


def advance(definition: Definition, state: State, event: Event, now: datetime) -> Advanced:
	"""Return what a run becomes by an event, and what is to be done for it."""
	walk = Walk(definition, state, event.facts, now)
	_take(walk, event)
	return _settled(walk)


def next_wake(state: State) -> datetime | None:
	"""Return the earliest moment something waits for."""
	return min((step.wake_on for step in state.steps.values() if step.wake_on), default=None)


def effect_of(definition: Definition, state: State, instance: str) -> Perform:
	"""Return the effect an instance stands for, to perform it again after a crash."""
	return perform(definition, state.steps, instance)


def visible(
	definition: Definition, state: State, instance: str, facts: Mapping[str, Any]
) -> Mapping[str, Any]:
	"""Return the facts as one instance sees them: with `steps`, and the names of the loops it is in."""
	return seen_from(definition, state.steps, state.steps[instance], facts)


def _settled(walk: Walk) -> Advanced:
	walk.settle()
	return State(walk.status, walk.seed, walk.steps, walk.error), walk.effects


def _take(walk: Walk, event: Event) -> None:
	if isinstance(event, Woken):
		waiting.woken(walk)
	elif isinstance(event, Heard):
		waiting.heard(walk, event)
	elif isinstance(event, Cancel):
		undoing.cancel(walk, event)
	elif isinstance(event, Retry | Skip):
		if event.instance in walk.steps:
			(resuming.retry if isinstance(event, Retry) else resuming.skip)(walk, event.instance)
	elif isinstance(event, Done | Failed | Waits) and _is_awaited(walk, event):
		_result(walk, event)


def _is_awaited(walk: Walk, event: Done | Failed | Waits) -> bool:
	"""Say whether an instance is being done, or waits for somebody's answer, in the attempt that is meant."""
	step = walk.steps.get(event.instance)
	if not step or event.attempt not in (None, step.attempts):
		return False
	if step.status == "Running":
		return step.undo or walk.drawn(event.instance).kind not in CONTAINERS
	return step.status == "Waiting" and step.why != "retry" and not isinstance(event, Waits)


def _result(walk: Walk, event: Done | Failed | Waits) -> None:
	if isinstance(event, Waits):
		waiting.asked(walk, event)
	elif isinstance(event, Failed):
		walk.fail(event.instance, event.error, event.can_retry)
	else:
		output = waiting.together(walk.steps[event.instance].output, event.output)
		walk.end(event.instance, "Done", output=output)
