"""JSONLogic: `evaluate(rule, data)`, to the letter of its reference, with date helpers and errors that say where."""

from collections.abc import Mapping
from typing import Any


class ConditionError(ValueError):
	"""A rule that cannot be evaluated: which operator, and its path inside the rule ("and.1.>")."""

	def __init__(self, code: str, operator: str, path: str) -> None:
		super().__init__(f"{path or 'rule'}: {code} ({operator})")
		self.code = code
		self.operator = operator
		self.path = path


def evaluate(rule: Any, data: Mapping[str, Any]) -> Any:
	"""Return what the rule gives for the data. Raises ConditionError."""
	raise NotImplementedError


def is_true(rule: Any, data: Mapping[str, Any]) -> bool:
	"""Say whether the rule gives something JSONLogic takes as true; no rule is true."""
	raise NotImplementedError


def problems(rule: Any) -> list[ConditionError]:
	"""Return what is wrong with a rule before it is ever evaluated."""
	raise NotImplementedError


def variables(rule: Any) -> set[str]:
	"""Return the paths a rule reads ("doc.status"), those inside map, filter and the like left out."""
	raise NotImplementedError
