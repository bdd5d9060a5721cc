"""What is wrong with a template, in words: the drawing's problems (definition.py finds them) and the trigger's."""

from typing import Any

from frappe import _

from gigafibre_fsm.flows import conditions, definition
from gigafibre_fsm.flows.checks.problem_words import Words, condition_sentence
from gigafibre_fsm.flows.kinds.registry import catalogue
from gigafibre_fsm.flows.templates.drafts import Draft, read_draft
from gigafibre_fsm.flows.templates.variables import paths_of
from gigafibre_fsm.flows.triggering.cron import is_cron
from gigafibre_fsm.flows.triggering.events import EVENTS, SCHEDULE
from gigafibre_fsm.flows.triggering.schedule_filters import why_wrong

# A template with a hundred problems is read from the top.
MOST = 100
# Roots a trigger's condition knows: no step has run yet.
BEFORE_STEPS = ("doc", "customer", "trigger", "now", "today", "company")


def check(raw: dict) -> list[dict]:
	"""Return the problems of what an editor holds, saved or not. Raises ValidationError when it is no template at all."""
	return problems_of(read_draft(raw))


def problems_of(draft: Draft) -> list[dict]:
	"""Return `[{step, path, message}]`, in the reader's language; step is None for the template itself."""
	found = [*_of_trigger(draft), *_of_definition(draft)]
	return found[:MOST]


def summary(draft: Draft, problems: list[dict]) -> str:
	"""Return the first problems in one sentence, for a refusal."""
	labels = {str(step.get("id")): step.get("label") for step in draft.definition["steps"]}
	said = "; ".join(
		f"{labels.get(problem['step']) or problem['step']}: {problem['message']}"
		if problem["step"]
		else problem["message"]
		for problem in problems[:3]
	)
	return _("This flow cannot be published yet. {0}").format(said)


def _of_definition(draft: Draft) -> list[dict]:
	if not draft.definition["steps"]:
		return [_problem("definition", _("Draw at least one step"))]
	variables = paths_of(draft.applies_to, draft.trigger_event)
	kinds = catalogue()
	found = definition.problems(draft.definition, kinds, EVENTS, variables)
	words = Words(draft.definition["steps"], kinds)
	return [{"step": one.step, "path": one.path, "message": words.sentence(one)} for one in found]


def _of_trigger(draft: Draft) -> list[dict]:
	found = []
	event = EVENTS[draft.trigger_event]
	if draft.applies_to not in event.applies_to:
		reached = ", ".join(_(doctype) for doctype in event.applies_to)
		words = _("“{0}” can start a flow about: {1}").format(_(event.label), reached)
		found.append(_problem("applies_to", words))
	if draft.trigger_event == SCHEDULE:
		found += _of_schedule(draft)
	return found + _of_condition(draft)


def _of_schedule(draft: Draft) -> list[dict]:
	found = []
	if not draft.schedule:
		found.append(_problem("schedule", _("Say when: five fields of cron, such as 0 9 * * *")))
	elif not is_cron(draft.schedule):
		words = _("“{0}” is no schedule: five fields of cron, such as 0 9 * * *")
		found.append(_problem("schedule", words.format(draft.schedule)))
	if why := why_wrong(draft.applies_to, draft.schedule_filters):
		found.append(_problem("schedule_filters", why))
	return found


def _of_condition(draft: Draft) -> list[dict]:
	rule = draft.trigger_condition
	if rule is None:
		return []
	wrong = conditions.problems(rule)
	if wrong:
		return [_problem("trigger_condition", condition_sentence(error)) for error in wrong]
	known = {path for path in paths_of(draft.applies_to, draft.trigger_event) if _root(path) in BEFORE_STEPS}
	unknown = [path for path in sorted(conditions.variables(rule)) if not _is_known(path, known)]
	words = _("“{0}” is unknown when the flow starts")
	return [_problem("trigger_condition", words.format(path)) for path in unknown]


def _is_known(path: str, known: set[str]) -> bool:
	"""A known path may be gone into (`doc.items.0.qty`, `trigger.invoices.0`)."""
	parts = path.split(".")
	return any(".".join(parts[:length]) in known for length in range(1, len(parts) + 1))


def _root(path: str) -> str:
	return path.partition(".")[0]


def _problem(path: str, message: str) -> dict[str, Any]:
	return {"step": None, "path": path, "message": message}
