"""JSONLogic, to the letter of its reference (json-logic-js 2), with date helpers and errors that say where.

Ours rather than panzi-json-logic, which is unmaintained and lets any rule nest, repeat and grow as it likes: here a
rule's depth, work and results are bounded, and an error names the operator and its path in the rule ("and.1.>").
`now` and `today` are those of the whole data, also inside map, filter and the like.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from gigafibre_fsm.flows.jsonlogic.javascript import UNDEFINED, below, text, truthy
from gigafibre_fsm.flows.jsonlogic.lookup import looked_up, not_there
from gigafibre_fsm.flows.jsonlogic.operators import VALUE_OPERATORS, RuleError
from gigafibre_fsm.flows.jsonlogic.weighing import as_json, weigh
from gigafibre_fsm.nesting import is_deeper

MOST_LEVELS: Final = 40
MOST_NODES: Final = 2_000
# Of operators and of elements they go through.
MOST_WORK: Final = 100_000
# Of lists in lists, in what an operator is given and gives.
MOST_NESTED: Final = 100


class ConditionError(ValueError):
	"""A rule that cannot be evaluated: a code, which operator, and its path inside the rule."""

	def __init__(self, code: str, operator: str, path: str = "") -> None:
		super().__init__(f"{path or operator or 'rule'}: {code}")
		self.code = code
		self.operator = operator
		self.path = path

	def inside(self, place: str) -> "ConditionError":
		"""Return it as seen one level further out."""
		return ConditionError(self.code, self.operator, f"{place}.{self.path}" if self.path else place)


def evaluate(rule: Any, data: Any) -> Any:
	"""Return what the rule gives for the data. Raises ConditionError."""
	return as_json(_result(rule, data))


def _result(rule: Any, data: Any) -> Any:
	run = _Evaluation(data)
	try:
		value = run.apply(rule, data, 0)
		run.go_through(value)
	except RuleError as error:
		raise ConditionError(str(error), "") from error
	return value


def is_true(rule: Any, data: Any) -> bool:
	"""Say whether the rule gives something JSONLogic takes as true; no rule (None) is true. Raises ConditionError."""
	return rule is None or truthy(_result(rule, data))


def problems(rule: Any) -> list[ConditionError]:
	"""Return what is wrong with a rule before it is ever evaluated: unknown operators, too deep, too large."""
	found: list[ConditionError] = []
	for count, (operator, path, depth) in enumerate(_walk(rule, "", 0)):
		if depth > MOST_LEVELS or count > MOST_NODES:
			return [
				*found,
				ConditionError("too_deep" if depth > MOST_LEVELS else "too_large", operator, path),
			]
		if operator and operator not in OPERATORS:
			found.append(ConditionError("unknown_operator", operator, path))
	return found


def variables(rule: Any) -> set[str]:
	"""Return the paths a rule reads from the whole data ("doc.status"); those read from an element are left out."""
	if isinstance(rule, list):
		return {name for part in rule for name in variables(part)}
	if not _is_logic(rule):
		return set()
	[(operator, arguments)] = rule.items()
	values = arguments if isinstance(arguments, list) else [arguments]
	return _own_variables(operator, values) | variables(_outer(operator, values))


def _own_variables(operator: str, values: list[Any]) -> set[str]:
	if operator == "var":
		names = values[:1]
	elif operator == "missing":
		names = values[0] if values and isinstance(values[0], list) else values
	elif operator == "missing_some":
		names = values[1] if len(values) > 1 and isinstance(values[1], list) else []
	else:
		return set()
	return {text(name) for name in names if isinstance(name, str | int | float) and name != ""}


def _outer(operator: str, values: list[Any]) -> list[Any]:
	"""Return the arguments that are evaluated with the data itself and not with an element."""
	return [value for index, value in enumerate(values) if operator not in ELEMENT_OPERATORS or index != 1]


def _is_logic(rule: Any) -> bool:
	return isinstance(rule, dict) and len(rule) == 1


def _walk(rule: Any, path: str, depth: int) -> Iterator[tuple[str, str, int]]:
	"""Yield (operator or "", path, depth) of every part that is evaluated; what is too deep is not entered."""
	if depth > MOST_LEVELS + 1:
		return
	if isinstance(rule, list):
		yield "", path, depth
		for index, part in enumerate(rule):
			yield from _walk(part, f"{path}.{index}".lstrip("."), depth + 1)
	elif _is_logic(rule):
		[(operator, arguments)] = rule.items()
		here = f"{path}.{operator}".lstrip(".")
		yield operator, here, depth
		for index, part in enumerate(arguments if isinstance(arguments, list) else [arguments]):
			yield from _walk(part, f"{here}.{index}", depth + 1)


class _Evaluation:
	"""One evaluation: the whole data, and how much work may still be done."""

	__slots__ = ("root", "work")

	def __init__(self, root: Any) -> None:
		self.root = root
		self.work = MOST_WORK

	def apply(self, rule: Any, data: Any, depth: int) -> Any:
		if isinstance(rule, list):
			return self.all(rule, data, depth)
		if not isinstance(rule, dict) or len(rule) != 1:
			return rule
		[(operator, arguments)] = rule.items()
		try:
			return self._operate(
				operator, arguments if isinstance(arguments, list) else [arguments], data, depth
			)
		except RuleError as error:
			raise ConditionError(str(error), operator, operator) from error
		except ConditionError as error:
			raise error.inside(operator) from error

	def spend(self, work: int) -> None:
		self.work -= work
		if self.work < 0:
			raise RuleError("too_much_work")

	def go_through(self, value: Any) -> None:
		"""Count what an operator has to look at of a value it is given."""
		self.spend(weigh(value, self.work))
		if is_deeper(value, MOST_NESTED):
			raise RuleError("too_deep")

	def given(self, arguments: list[Any], data: Any, depth: int) -> list[Any]:
		"""Evaluate all arguments of an operator that goes through them."""
		values = self.all(arguments, data, depth)
		self.go_through(values)
		return values

	def all(self, rules: list[Any], data: Any, depth: int) -> list[Any]:
		self.spend(len(rules))
		values: list[Any] = []
		try:
			for rule in rules:
				values.append(self.apply(rule, data, depth + 1) if isinstance(rule, dict | list) else rule)
		except ConditionError as error:
			raise error.inside(str(len(values))) from error
		return values

	def one(self, arguments: list[Any], index: int, data: Any, depth: int) -> Any:
		"""Evaluate one argument; one that is not there is undefined."""
		if index >= len(arguments):
			return UNDEFINED
		try:
			return self.apply(arguments[index], data, depth + 1)
		except ConditionError as error:
			raise error.inside(str(index)) from error

	def elements(self, arguments: list[Any], data: Any, depth: int) -> list[Any] | None:
		"""Return the list an operator goes through, None when its first argument gives none."""
		found = self.one(arguments, 0, data, depth)
		if not isinstance(found, list | tuple):
			return None
		self.spend(len(found))
		return list(found)

	def _operate(self, operator: str, arguments: list[Any], data: Any, depth: int) -> Any:
		self.spend(1)
		if depth > MOST_LEVELS:
			raise RuleError("too_deep")
		function = VALUE_OPERATORS.get(operator)
		if function:
			return function(*self.given(arguments, data, depth))
		special = _SPECIAL.get(operator)
		if not special:
			raise RuleError("unknown_operator")
		return special(self, arguments, data, depth)


def _if(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> Any:
	for index in range(0, len(arguments) - 1, 2):
		if truthy(run.one(arguments, index, data, depth)):
			return run.one(arguments, index + 1, data, depth)
	return run.one(arguments, len(arguments) - 1, data, depth) if len(arguments) % 2 else None


def _and(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> Any:
	value: Any = UNDEFINED
	for index in range(len(arguments)):
		value = run.one(arguments, index, data, depth)
		if not truthy(value):
			return value
	return value


def _or(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> Any:
	value: Any = UNDEFINED
	for index in range(len(arguments)):
		value = run.one(arguments, index, data, depth)
		if truthy(value):
			return value
	return value


def _filter(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> list[Any]:
	elements = run.elements(arguments, data, depth) or []
	return [element for element in elements if truthy(run.one(arguments, 1, element, depth))]


def _map(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> list[Any]:
	return [run.one(arguments, 1, element, depth) for element in run.elements(arguments, data, depth) or []]


def _reduce(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> Any:
	elements = run.elements(arguments, data, depth)
	value = run.one(arguments, 2, data, depth) if len(arguments) > 2 else None
	for element in elements or []:
		value = run.one(arguments, 1, {"current": element, "accumulator": value}, depth)
	return value


def _every(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> bool:
	elements = run.elements(arguments, data, depth)
	return bool(elements) and all(truthy(run.one(arguments, 1, one, depth)) for one in elements or [])


def _some(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> bool:
	elements = run.elements(arguments, data, depth) or []
	return any(truthy(run.one(arguments, 1, one, depth)) for one in elements)


def _none(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> bool:
	return not _some(run, arguments, data, depth)


def _var(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> Any:
	path, fallback, *_more = [*run.given(arguments, data, depth), UNDEFINED, UNDEFINED]
	return looked_up(data, path, None if fallback is UNDEFINED else fallback)


def _missing(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> list[Any]:
	values = run.given(arguments, data, depth)
	return not_there(values[0] if values and isinstance(values[0], list | tuple) else values, data)


def _missing_some(run: _Evaluation, arguments: list[Any], data: Any, depth: int) -> list[Any]:
	needed, names, *_more = [*run.given(arguments, data, depth), UNDEFINED, UNDEFINED]
	if not isinstance(names, list | tuple):
		raise RuleError("needs_list")
	missing = not_there(names, data)
	return [] if below(needed, len(names) - len(missing), or_alike=True) else missing


def _of_root(name: str) -> "Special":
	return lambda run, _arguments, _data, _depth: looked_up(run.root, name)


Special = Callable[[_Evaluation, list[Any], Any, int], Any]
_SPECIAL: Mapping[str, Special] = {
	"if": _if,
	"?:": _if,
	"and": _and,
	"or": _or,
	"filter": _filter,
	"map": _map,
	"reduce": _reduce,
	"all": _every,
	"some": _some,
	"none": _none,
	"var": _var,
	"missing": _missing,
	"missing_some": _missing_some,
	"now": _of_root("now"),
	"today": _of_root("today"),
}
ELEMENT_OPERATORS: Final = frozenset(("filter", "map", "reduce", "all", "some", "none"))
OPERATORS: Final = frozenset((*VALUE_OPERATORS, *_SPECIAL))
