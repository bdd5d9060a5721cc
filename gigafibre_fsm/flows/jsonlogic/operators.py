"""The operators of JSONLogic that take evaluated values, and our date helpers: one function each, in one table.

`RuleError` codes are for whoever wrote the rule; conditions.py adds where in the rule it was.
"""

import math
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from gigafibre_fsm.flows.jsonlogic import dates
from gigafibre_fsm.flows.jsonlogic.javascript import (
	UNDEFINED,
	alike,
	below,
	joined,
	leading_number,
	number,
	plain,
	same,
	text,
	truthy,
)

MOST_LETTERS: Final = 100_000
MOST_ELEMENTS: Final = 10_000
_Sized = TypeVar("_Sized", str, list[Any])


class RuleError(ValueError):
	"""What an operator cannot do with what it was given; the message is a code."""


def _below(left: Any = UNDEFINED, right: Any = UNDEFINED, third: Any = UNDEFINED, *_more: Any) -> bool:
	return below(left, right) and (third is UNDEFINED or below(right, third))


def _at_most(left: Any = UNDEFINED, right: Any = UNDEFINED, third: Any = UNDEFINED, *_more: Any) -> bool:
	return below(left, right, or_alike=True) and (third is UNDEFINED or below(right, third, or_alike=True))


def _in(wanted: Any = UNDEFINED, where: Any = UNDEFINED, *_more: Any) -> bool:
	if isinstance(where, str):
		return bool(where) and text(wanted) in where
	return isinstance(where, list | tuple) and any(same(one, wanted) for one in where)


def _cat(*values: Any) -> str:
	return _bounded(joined(values, ""), MOST_LETTERS)


def _substr(source: Any = UNDEFINED, start: Any = UNDEFINED, length: Any = UNDEFINED, *_more: Any) -> str:
	letters = text(source)
	begin = _whole(start)
	rest = letters[max(0, len(letters) + begin) if begin < 0 else begin :]
	if length is UNDEFINED:
		return rest
	if below(length, 0):
		# JavaScript adds a text to a number by writing one after the other, and so does the reference here.
		is_number = isinstance(length, int | float)
		length = len(rest) + _whole(length) if is_number else f"{len(rest)}{text(length)}"
	return rest[: max(0, _whole(length))]


def _whole(value: Any) -> int:
	found = number(value)
	if math.isnan(found):
		return 0
	return int(max(-MOST_LETTERS * 10, min(MOST_LETTERS * 10, found)))


def _plus(*values: Any) -> Any:
	total = 0.0
	for value in values:
		total += leading_number(value)
	return plain(total)


def _times(*values: Any) -> Any:
	if not values:
		raise RuleError("needs_argument")
	if len(values) == 1:
		return values[0]
	product = leading_number(values[0])
	for value in values[1:]:
		product *= leading_number(value)
	return plain(product)


def _minus(left: Any = UNDEFINED, right: Any = UNDEFINED, *_more: Any) -> Any:
	return plain(-number(left) if right is UNDEFINED else number(left) - number(right))


def _divide(left: Any = UNDEFINED, right: Any = UNDEFINED, *_more: Any) -> Any:
	one, other = number(left), number(right)
	if other:
		return plain(one / other)
	if not one or math.isnan(one) or math.isnan(other):
		return math.nan
	return math.copysign(math.inf, one) * math.copysign(1, other)


def _rest(left: Any = UNDEFINED, right: Any = UNDEFINED, *_more: Any) -> Any:
	one, other = number(left), number(right)
	if not other or math.isinf(one):
		return math.nan
	return plain(math.fmod(one, other))


def _extreme(pick: Callable[..., float], of_none: float) -> Callable[..., Any]:
	def extreme(*values: Any) -> Any:
		numbers = [number(value) for value in values]
		if any(math.isnan(one) for one in numbers):
			return math.nan
		return plain(pick(numbers, default=of_none))

	return extreme


def _merge(*values: Any) -> list[Any]:
	merged: list[Any] = []
	for value in values:
		merged.extend(value) if isinstance(value, list | tuple) else merged.append(value)
	return _bounded(merged, MOST_ELEMENTS)


def _bounded(value: _Sized, most: int) -> _Sized:
	if len(value) > most:
		raise RuleError("too_large")
	return value


def _date_add(start: Any = None, amount: Any = UNDEFINED, unit: Any = "days", *_more: Any) -> str | None:
	begin = _moment(start)
	steps = number(amount)
	if begin is None:
		return None
	if not math.isfinite(steps):
		raise RuleError("not_a_number")
	try:
		later = dates.moved(begin, steps, unit)
	except ValueError as error:
		raise RuleError("not_a_span") from error
	return (
		later.date().isoformat()
		if dates.is_day(start) and unit not in ("minutes", "hours")
		else later.isoformat()
	)


def _days_between(start: Any = None, end: Any = None, *_more: Any) -> int | None:
	begin, finish = _moment(start), _moment(end)
	return (finish.date() - begin.date()).days if begin and finish else None


def _hours_between(start: Any = None, end: Any = None, *_more: Any) -> Any:
	begin, finish = _moment(start), _moment(end)
	return plain((finish - begin).total_seconds() / 3600) if begin and finish else None


def _before(left: Any = None, right: Any = None, *_more: Any) -> bool:
	one, other = _moment(left), _moment(right)
	return bool(one and other and one < other)


def _weekday(day: Any = None, *_more: Any) -> int | None:
	found = _moment(day)
	return found.isoweekday() if found else None


def _hour(at: Any = None, *_more: Any) -> int | None:
	found = _moment(at)
	return found.hour if found else None


def _moment(value: Any) -> Any:
	try:
		return dates.moment(None if value is UNDEFINED else value)
	except ValueError as error:
		raise RuleError("not_a_date") from error


def _first(value: Any = UNDEFINED, *_more: Any) -> Any:
	return value


_Binary = Callable[[Any, Any], bool]


def _two(compare: _Binary, wanted: bool = True) -> Callable[..., bool]:
	def compared(left: Any = UNDEFINED, right: Any = UNDEFINED, *_more: Any) -> bool:
		return compare(left, right) is wanted

	return compared


VALUE_OPERATORS: Mapping[str, Callable[..., Any]] = {
	"==": _two(alike),
	"===": _two(same),
	"!=": _two(alike, False),
	"!==": _two(same, False),
	"<": _below,
	"<=": _at_most,
	">": _two(lambda left, right: below(right, left)),
	">=": _two(lambda left, right: below(right, left, or_alike=True)),
	"!": lambda value=UNDEFINED, *_more: not truthy(value),
	"!!": lambda value=UNDEFINED, *_more: truthy(value),
	"%": _rest,
	"+": _plus,
	"-": _minus,
	"*": _times,
	"/": _divide,
	"min": _extreme(min, math.inf),
	"max": _extreme(max, -math.inf),
	"in": _in,
	"cat": _cat,
	"substr": _substr,
	"merge": _merge,
	"log": _first,
	"date_add": _date_add,
	"days_between": _days_between,
	"hours_between": _hours_between,
	"before": _before,
	"after": lambda left=None, right=None, *_more: _before(right, left),
	"weekday": _weekday,
	"hour": _hour,
}
