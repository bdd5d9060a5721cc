"""Why a step of a simulation came to its end, or stands where it stands, in a sentence."""

from typing import Any

from frappe import _

from gigafibre_fsm.flows import conditions, engine
from gigafibre_fsm.flows.definition import Definition, Step
from gigafibre_fsm.flows.pages.run_view import REASONS
from gigafibre_fsm.flows.pages.whereabouts import moment
from gigafibre_fsm.flows.running.content import short
from gigafibre_fsm.flows.running.facts import Facts
from gigafibre_fsm.flows.triggering.events import EVENTS
from gigafibre_fsm.flows.walking.state import State, StepState
from gigafibre_fsm.flows.walking.troubles import TROUBLES

LONGEST_VALUE = 80
NOT_DONE = ("Skipped", "Cancelled")


def why_ended(definition: Definition, state: State, step: StepState, facts: Facts) -> str:
	"""Return why a step was not done, or what it waited for or chose; "" when there is nothing to say."""
	drawn = definition.by_id[step.step]
	if step.status in NOT_DONE:
		if step.why == "condition":
			return _condition(drawn, engine.visible(definition, state, step.instance, facts))
		return _(REASONS[step.why]) if step.why in REASONS else ""
	if step.status != "Done":
		return ""
	if drawn.kind == "wait":
		return _waited(drawn, step)
	if drawn.kind == "branch":
		return _took(drawn, step)
	if drawn.kind == "loop":
		return _("Turns: {0}").format(step.output["count"])
	return (
		_("Nobody answered in time") if isinstance(step.output, dict) and step.output.get("timed_out") else ""
	)


def why_open(step: StepState) -> str:
	"""Return where a step stands that did not end."""
	if step.status == "Pending":
		return _("Its turn did not come")
	event = EVENTS.get(step.waiting_event or "")
	if event:
		return _("Waits for “{0}”").format(_(event.label))
	return _("Waits for somebody") if step.status == "Waiting" else ""


def error_of(step: StepState) -> str:
	"""Return why a step failed, in the reader's language."""
	trouble = step.memory.get("trouble")
	if not trouble:
		return step.error
	return _(TROUBLES[trouble["code"]]).format(**trouble["values"])


def _condition(drawn: Step, seen: Any) -> str:
	paths = sorted(conditions.variables(drawn.condition))
	read = [f"{path} = {_shown(conditions.evaluate({'var': path}, seen))}" for path in paths]
	if not read:
		return _("Its condition was not met")
	return _("Its condition was not met: {0}").format(", ".join(read))


def _waited(drawn: Step, step: StepState) -> str:
	event = EVENTS.get(drawn.params.get("event") or "") if drawn.params.get("mode") == "event" else None
	if not event:
		return _("Waited until {0}").format(moment(step.ended_on))
	if step.output.get("timed_out"):
		return _("“{0}” did not happen by {1}").format(_(event.label), moment(step.ended_on))
	return _("It is assumed to happen: {0}").format(_(event.label))


def _took(drawn: Step, step: StepState) -> str:
	for case in drawn.params.get("cases") or []:
		if case["key"] == step.output["case"]:
			return _("Takes “{0}”").format(case.get("label") or case["key"])
	return _("No case was true: takes the last lane")


def _shown(value: Any) -> str:
	if value in (None, ""):
		return _("nothing")
	return f"“{short(value, LONGEST_VALUE)}”" if isinstance(value, str) else short(str(value), LONGEST_VALUE)
