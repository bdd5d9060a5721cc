"""Why the engine itself fails a step: a code and its values, and a sentence a code, translated by who shows it."""

from typing import Any

from gigafibre_fsm.words import N_

TROUBLES: dict[str, str] = {
	"condition": N_("The condition cannot be evaluated: {operator} ({code}, at {path})"),
	"loop_not_list": N_("What it should go through is not a list"),
	"loop_too_long": N_("The list has {count} elements, and at most {most} are allowed"),
	"too_many_steps": N_("The run would have more than {most} steps"),
	"no_date": N_("There is no date to wait for in {field}"),
	"no_span": N_("How long to wait is not clear: {amount} {unit}"),
	"timed_out": N_("Waited in vain for: {event}"),
	"unanswered": N_("Nobody answered in time"),
	"stuck": N_("Its turn never comes: it waits for steps that wait for it"),
}


class Trouble(Exception):
	"""A step the engine cannot carry out."""

	def __init__(self, code: str, /, **values: Any) -> None:
		super().__init__(TROUBLES[code].format(**values))
		self.code = code
		self.values = values
