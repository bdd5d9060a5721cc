"""Cancelling: what was done and can be undone is, in the reverse order of its ends, one by one."""

from typing import TYPE_CHECKING

from gigafibre_fsm.flows.walking.happenings import Cancel
from gigafibre_fsm.flows.walking.places import WHOLE
from gigafibre_fsm.flows.walking.state import UNDO, StepState

if TYPE_CHECKING:
	from gigafibre_fsm.flows.walking.walk import Walk


def cancel(walk: "Walk", event: Cancel) -> None:
	"""Stop a run that goes on or has failed."""
	if walk.status not in ("Running", "Waiting", "Failed"):
		return
	walk.status, walk.error = "Cancelling", event.reason
	walk.halt([WHOLE], "cancel")
	walk.scopes[WHOLE] = None


def go_on(walk: "Walk") -> None:
	"""Undo the next; a compensation that failed is left written down. After the last one the run is over."""
	undos = [step for step in walk.steps.values() if step.undo]
	if not all(step.ended for step in undos):
		return
	left = [step for step in walk.steps.values() if _is_to_undo(walk, step)]
	if not left:
		walk.status = "Cancelled"
		return
	last = max(left, key=lambda step: step.memory["order"])
	walk.steps[last.instance + UNDO] = StepState(last.instance + UNDO, last.step)
	walk.begin(last.instance + UNDO)


def _is_to_undo(walk: "Walk", step: StepState) -> bool:
	return (
		step.status == "Done"
		and not step.undo
		and walk.definition.by_id[step.step].compensate is not None
		and step.instance + UNDO not in walk.steps
	)
