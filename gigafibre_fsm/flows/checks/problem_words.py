"""Problems of a drawing in words people can act on: the checks name them by code, and steps by id; people by label."""

from collections.abc import Mapping
from typing import Any

from frappe import _

from gigafibre_fsm.flows.conditions import ConditionError
from gigafibre_fsm.flows.drawing import Problem
from gigafibre_fsm.flows.kinds.base import Kind
from gigafibre_fsm.words import N_

# Code → sentence, filled with the problem's values (shape_checks, tree_checks, parameter_checks, variable_checks).
SENTENCES = {
	"no_definition": N_("A flow holds a list “steps”"),
	"no_step": N_("Entry {place} of the list is no step"),
	"wrong_type": N_("“{key}” is not of the right type ({wanted})"),
	"bad_id": N_(
		"“{id}” cannot be a step's identifier: a small letter, then letters, digits or underscores, at most 40"
	),
	"same_id": N_("Two steps have the identifier “{id}”"),
	"too_many_steps": N_("{count} steps are too many: {most} at most; move some to a flow of their own"),
	"bad_action": N_("“{action}” is nothing that can be done about an error"),
	"out_of_range": N_("“{key}” must lie between {least} and {most}"),
	"unknown_parent": N_("It stands in a container that is gone ({id})"),
	"not_a_container": N_("It stands in “{id}”, which holds no steps"),
	"inside_itself": N_("It stands inside itself"),
	"too_deep": N_(
		"It is nested too deep: {most} containers at most; move some steps to a flow of their own"
	),
	"unknown_dependency": N_("It comes after a step that is gone ({id})"),
	"not_a_sibling": N_(
		"It comes after “{id}”, which is not beside it: only steps of the same group and lane can be"
	),
	"cycle": N_("These wait for each other, so none ever begins: {steps}"),
	"no_handler": N_("Choose the step that takes over when it fails"),
	"unknown_handler": N_("The step that takes over when it fails is gone ({id})"),
	"handler_not_sibling": N_(
		"“{id}” cannot take over when it fails: only another step of the same group and lane can"
	),
	"handler_first": N_("“{id}” takes over when it fails, and must not come before it"),
	"unknown_lane": N_("It stands in a lane that is gone ({lane})"),
	"retried_container": N_("A group cannot be tried again as a whole: have its steps tried again"),
	"bad_compensation": N_("A step cannot be undone by a container or a wait"),
	"no_cases": N_("Add a case"),
	"bad_case": N_("Case {place} has no key"),
	"same_case": N_("Two cases have the key “{key}”"),
	"unknown_kind": N_("This kind of step is not known here: {kind}"),
	"secret_header": N_("The header {name} is a secret: keep it in FSM Settings, with the address it is for"),
	"own_header": N_("The header {name} is written by the connection itself: leave it out"),
	"no_question": N_("Question {place} cannot be read"),
	"unnamed_question": N_("Question {place} has no name of letters, digits and underscores"),
	"same_question": N_("Two questions have the name “{name}”"),
	"unknown_question": N_("The question “{name}” has a type that is not known: {type}"),
	"no_options": N_("The question “{name}” has nothing to choose from"),
	"missing_parameter": N_("“{parameter}” is empty"),
	"unknown_parameter": N_("“{parameter}” is nothing this kind of step takes"),
	"wrong_parameter": N_("“{parameter}” is not of the right type ({wanted})"),
	"not_a_choice": N_("“{parameter}”: “{value}” is not one of the choices"),
	"unknown_event": N_("“{event}” is no event"),
	"bad_rule": N_("The condition cannot be read: {reason}"),
	"bad_text": N_("The text cannot be read, line {line}: {reason}"),
	"unknown_variable": N_("“{variable}” is unknown"),
	"too_early": N_("“{variable}”: the step “{step}” may not have run before this one"),
	"inside_loop": N_("“{variable}” is only known inside the loop “{step}”"),
	"unknown_output": N_("“{variable}”: the step “{step}” only gives {outputs}"),
}
UNKNOWN = N_("Something is wrong here ({code})")
# What a rule of JSONLogic can do wrong (conditions.py, operators.py).
RULES = {
	"unknown_operator": N_("there is no operator “{operator}” (at {path})"),
	"too_deep": N_("it is nested too deep (at {path})"),
	"too_large": N_("it is too large (at {path})"),
	"too_much_work": N_("it goes through too many elements (at {path})"),
	"needs_list": N_("“{operator}” needs a list (at {path})"),
	"needs_argument": N_("“{operator}” needs a value (at {path})"),
	"not_a_number": N_("“{operator}” needs a number (at {path})"),
	"not_a_span": N_(
		"“{operator}” needs a number of minutes, hours, days, weeks, months or years (at {path})"
	),
	"not_a_date": N_("“{operator}” needs a date (at {path})"),
}
# Values that are steps' identifiers.
STEPS = ("id", "step", "steps")


class Words:
	"""Says the problems of one drawing: its steps by their labels, parameters by theirs."""

	def __init__(self, steps: list[dict], catalogue: Mapping[str, Kind]) -> None:
		self._labels = {str(step.get("id")): step.get("label") or step.get("id") for step in steps}
		self._kinds = {str(step.get("id")): catalogue.get(str(step.get("kind"))) for step in steps}

	def sentence(self, problem: Problem) -> str:
		"""Return a problem in the reader's language."""
		values = {name: self._shown(problem, name, value) for name, value in problem.values.items()}
		if problem.code == "bad_rule":
			values["reason"] = _reason(values["reason"], values["operator"], values["at"])
		if problem.code == "bad_text":
			values["reason"] = _(values["reason"])
		return _(SENTENCES.get(problem.code, UNKNOWN)).format(**values | {"code": problem.code})

	def _shown(self, problem: Problem, name: str, value: Any) -> str:
		if name == "parameter":
			return self._parameter(problem.step, str(value))
		if isinstance(value, list | tuple):
			arrow = " → " if problem.code == "cycle" else ", "
			return arrow.join(self._shown(problem, name, one) for one in value)
		return (
			str(self._labels.get(str(value), value))
			if name in STEPS and problem.code != "same_id"
			else str(value)
		)

	def _parameter(self, step: str | None, name: str) -> str:
		kind = self._kinds.get(str(step))
		labels = {param.name: _(param.label) for param in kind.params} if kind else {}
		return labels.get(name, name)


def condition_sentence(error: ConditionError) -> str:
	"""Return what is wrong with a rule of JSONLogic, and where in it."""
	reason = _reason(error.code, error.operator, error.path)
	return _("The condition cannot be read: {reason}").format(reason=reason)


def _reason(code: str, operator: str, path: str) -> str:
	words = _(RULES.get(code, UNKNOWN))
	return words.format(code=code, operator=operator, path=path or _("the top"))
