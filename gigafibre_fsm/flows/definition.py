"""Definitions as JSON: read into a drawing (`parse`), and all that is wrong with one said at once (`problems`).

Words are made elsewhere (problem_words.py) of each problem's code and values.
"""

from collections.abc import Collection, Mapping
from typing import Any

from gigafibre_fsm.flows.checks.header_checks import header_problems
from gigafibre_fsm.flows.checks.kinds_seen import KindSeen
from gigafibre_fsm.flows.checks.parameter_checks import parameter_problems
from gigafibre_fsm.flows.checks.shape_checks import read_steps, shape_problems
from gigafibre_fsm.flows.checks.tree_checks import breaking_problems, drawing_problems
from gigafibre_fsm.flows.checks.variable_checks import variable_problems
from gigafibre_fsm.flows.drawing import (
	CONTAINERS,
	DEFAULT_TURNS,
	MAX_DEPTH,
	MAX_STEPS,
	MAX_TRIES,
	MAX_TURNS,
	STRUCTURAL,
	Compensation,
	Definition,
	DefinitionError,
	OnError,
	Problem,
	Step,
)

__all__ = [
	"CONTAINERS",
	"DEFAULT_TURNS",
	"MAX_DEPTH",
	"MAX_STEPS",
	"MAX_TRIES",
	"MAX_TURNS",
	"STRUCTURAL",
	"Compensation",
	"Definition",
	"DefinitionError",
	"KindSeen",
	"OnError",
	"Problem",
	"Step",
	"parse",
	"problems",
]


def parse(raw: Mapping[str, Any]) -> Definition:
	"""Read a definition that can be carried out. Raises DefinitionError with the first reason why not."""
	for problem in shape_problems(raw):
		raise DefinitionError(problem)
	definition = read_steps(raw)
	for problem in breaking_problems(definition):
		raise DefinitionError(problem)
	return definition


def problems(
	raw: Mapping[str, Any],
	catalogue: Mapping[str, KindSeen],
	events: Collection[str],
	variables: Collection[str],
) -> list[Problem]:
	"""Return all that is wrong with a definition.

	`variables` are the paths known before any step has run ("doc.status"); what is below a known one is known.
	A definition whose shape or tree is wrong is not looked into any further.
	"""
	wrong = list(shape_problems(raw))
	if wrong:
		return wrong
	definition = read_steps(raw)
	wrong = list(breaking_problems(definition))
	if wrong:
		return wrong
	return [
		*drawing_problems(definition),
		*parameter_problems(definition, catalogue, events),
		*header_problems(definition),
		*variable_problems(definition, catalogue, variables),
	]
