"""How much there is to go through in a value, counted no further than it may be."""

import math
from typing import Any, Final

from gigafibre_fsm.flows.jsonlogic.javascript import UNDEFINED

# Searching and joining letters is that much quicker than comparing elements.
LETTERS_AN_ELEMENT: Final = 50


def weigh(value: Any, most: int) -> int:
	"""Return how many elements a value holds, however deep; more than `most` as soon as there are more.

	A list that holds another one many times counts it each time, as whoever writes it out would.
	"""
	counted, left = 0, [value]
	while left and counted <= most:
		one = left.pop()
		if isinstance(one, str):
			counted += len(one) // LETTERS_AN_ELEMENT
		elif isinstance(one, list | tuple | dict):
			counted += len(one)
			if counted <= most:
				left.extend(one.values() if isinstance(one, dict) else one)
	return counted


def as_json(value: Any) -> Any:
	"""Return a result as JavaScript writes it as JSON: what is undefined or no finite number is null."""
	if isinstance(value, list | tuple):
		return [as_json(one) for one in value]
	is_number = not isinstance(value, float) or math.isfinite(value)
	return value if is_number and value is not UNDEFINED else None
