"""How deep what JSON holds is nested. No frappe."""

from typing import Any


def is_deeper(value: Any, levels: int) -> bool:
	"""Say whether lists and objects nest deeper than so many levels."""
	layer = [value]
	for _level in range(levels):
		layer = [
			inner
			for one in layer
			if isinstance(one, list | tuple | dict)
			for inner in (one.values() if isinstance(one, dict) else one)
			if isinstance(inner, list | tuple | dict)
		]
		if not layer:
			return False
	return True
