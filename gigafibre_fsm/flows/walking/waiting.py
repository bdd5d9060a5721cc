"""Waits: of a `wait` step, of an effect somebody has yet to answer, and until the next try of one that failed."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from gigafibre_fsm.flows.conditions import evaluate
from gigafibre_fsm.flows.jsonlogic import dates
from gigafibre_fsm.flows.walking.happenings import Heard, Waits
from gigafibre_fsm.flows.walking.places import variable_in
from gigafibre_fsm.flows.walking.troubles import Trouble

if TYPE_CHECKING:
	from gigafibre_fsm.flows.walking.walk import Walk

LONGEST_DELAY = timedelta(days=7)


def begin(walk: "Walk", instance: str) -> None:
	"""Begin a `wait` step; one whose moment is past ends at once. Raises Trouble."""
	params = walk.drawn(instance).params
	event, until = None, None
	if params.get("mode") == "event":
		event = str(params.get("event") or "")
		if params.get("timeout_amount"):
			until = _later(walk.now, params["timeout_amount"], params.get("timeout_unit"))
	elif params.get("mode") == "date":
		until = _later(_date(walk, instance), params.get("amount") or 0, params.get("unit"))
	else:
		until = _later(walk.now, params.get("amount") or 0, params.get("unit"))
	memory = {"why": "wait", "on_timeout": params.get("on_timeout") or "continue"}
	walk.change(instance, status="Waiting", waiting_event=event, wake_on=until, memory=memory)
	if until and until <= walk.now:
		time_is_up(walk, instance)


def _later(start: datetime, amount: Any, unit: Any) -> datetime:
	try:
		return dates.moved(start, float(amount), unit or "days")
	except (TypeError, ValueError) as error:
		raise Trouble("no_span", amount=amount, unit=unit) from error


def _date(walk: "Walk", instance: str) -> datetime:
	drawn = str(walk.drawn(instance).params.get("field") or "")
	field = variable_in(drawn) or drawn
	try:
		found = dates.moment(evaluate({"var": field}, walk.data(instance)) if field else None)
	except ValueError as error:
		raise Trouble("no_date", field=field) from error
	if found is None:
		raise Trouble("no_date", field=field)
	return found


def asked(walk: "Walk", event: Waits) -> None:
	"""An effect has begun and waits; where nothing may begin any more it is withdrawn at once."""
	memory = {"why": "asked", "on_timeout": event.on_timeout}
	moments: dict[str, Any] = {"waiting_event": event.event, "wake_on": event.until}
	walk.change(event.instance, status="Waiting", output=event.output, memory=memory, **moments)
	closed = "" if walk.steps[event.instance].undo else walk.closed(walk.scope(event.instance))
	if closed:
		walk.withdraw(event.instance)
		walk.end(event.instance, "Cancelled", why=closed, output=event.output)


def try_later(walk: "Walk", instance: str, error: str) -> None:
	"""Wait before the next try: delay · factor^tries, give or take the jitter, at most a week."""
	step, rule = walk.steps[instance], walk.drawn(instance).on_error
	tries = step.memory.get("tries", 0)
	share = 1 + rule.jitter * (2 * _chance(walk.seed, instance, step.attempts) - 1)
	seconds = min(rule.delay * rule.factor**tries * share, LONGEST_DELAY.total_seconds())
	memory = {"why": "retry", "tries": tries + 1}
	wake_on = walk.now + timedelta(seconds=seconds)
	walk.change(instance, status="Waiting", waiting_event=None, wake_on=wake_on, error=error, memory=memory)


def _chance(seed: str, instance: str, attempt: int) -> float:
	"""Return a number in [0, 1) that is always the same for one attempt of one run."""
	digest = hashlib.sha256(f"{seed}:{instance}:{attempt}".encode()).digest()
	return int.from_bytes(digest[:6], "big") / 2**48


def woken(walk: "Walk") -> None:
	"""Go on with all whose moment has come."""
	for step in list(walk.steps.values()):
		if step.status == "Waiting" and step.wake_on and step.wake_on <= walk.now:
			# An earlier one of these may have stopped it.
			if walk.steps[step.instance] is step:
				time_is_up(walk, step.instance)


def time_is_up(walk: "Walk", instance: str) -> None:
	step = walk.steps[instance]
	on_timeout = step.memory.get("on_timeout")
	if step.why == "retry" or on_timeout == "again":
		walk.begin(instance)
		return
	# Whoever was asked need not answer any more.
	walk.withdraw(instance)
	if on_timeout == "fail" and (step.waiting_event or step.why == "asked"):
		event = step.waiting_event
		walk.give_up(instance, Trouble("timed_out", event=event) if event else Trouble("unanswered"))
	else:
		_go_on(walk, instance, timed_out=bool(step.waiting_event) or step.why == "asked", payload=None)


def heard(walk: "Walk", event: Heard) -> None:
	"""Go on with all that wait for an event, or with the one named; not with what began to wait after it."""
	for step in list(walk.steps.values()):
		is_meant = event.instance in (None, step.instance) and step.waiting_event == event.event
		is_late = event.source in step.memory.get("before", ())
		# An earlier one of these may have stopped it.
		is_still = step.status == "Waiting" and walk.steps[step.instance] is step
		if is_meant and is_still and not is_late:
			_go_on(walk, step.instance, timed_out=False, payload=event.payload)


def _go_on(walk: "Walk", instance: str, timed_out: bool, payload: Any) -> None:
	output = {"timed_out": timed_out, "event": payload}
	walk.end(instance, "Done", output=together(walk.steps[instance].output, output))


def together(kept: Any, output: Any) -> Any:
	"""Return what was known while waiting and what came of it, as one output."""
	if isinstance(kept, Mapping) and isinstance(output, Mapping):
		return {**kept, **output}
	return kept if output is None else output
