"""Problems of a drawing in words people can act on: definition.py and conditions.py name them by code."""

from typing import Any

from frappe import _

from gigafibre_fsm.flows.conditions import ConditionError
from gigafibre_fsm.flows.definition import Problem
from gigafibre_fsm.words import N_

# Code → sentence, filled with the problem's values.
SENTENCES: dict[str, str] = {}

CONDITION_SENTENCES: dict[str, str] = {}

UNKNOWN = N_("Something is wrong here ({code})")


def sentence(problem: Problem) -> str:
	"""Return a problem of a definition, in the reader's language."""
	values = {name: _shown(value) for name, value in problem.values.items()}
	return _(SENTENCES.get(problem.code, UNKNOWN)).format_map(_Values(values, code=problem.code))


def condition_sentence(error: ConditionError) -> str:
	"""Return what is wrong with a rule of JSONLogic, and where in it."""
	words = _(CONDITION_SENTENCES.get(error.code, UNKNOWN))
	return words.format_map(
		_Values(code=error.code, operator=error.operator, path=error.path or _("the rule"))
	)


class _Values(dict):
	"""Values of a sentence; one that is not there is left out instead of breaking it."""

	def __missing__(self, key: str) -> str:
		return ""


def _shown(value: Any) -> str:
	if isinstance(value, list | tuple | set | frozenset):
		return ", ".join(str(one) for one in value)
	return str(value)
