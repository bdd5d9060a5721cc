"""GenieACS's reading of queries, and the part of MongoDB's matching that the NBI's callers use.

A path whose last segment has no leading underscore gets `._value`; a text also matches as number, date,
`/regex/` and `*` wildcard (INTEGRATIONS.md §1 "Queries"). What MongoDB or GenieACS would throw on is a WouldCrash.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from .crash import WouldCrash

Matcher = Callable[[dict[str, Any]], bool]
Test = Callable[[Any], bool]
LOGICAL = ("$and", "$or", "$nor")
EXPANDED = frozenset({"$eq", "$gt", "$gte", "$in", "$lt", "$lte", "$ne", "$nin"})
_NUMBER = re.compile(r"\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*")
_FLAGGED = re.compile(r"/(.*?)/(g?i?m?y?)", re.DOTALL)
_MISSING = object()


def expand(query: Any) -> dict[str, Any]:
	"""A devices query as GenieACS hands it to MongoDB."""
	expanded: dict[str, Any] = {}
	for key, value in _entries(query):
		if key.startswith("$"):
			# A `$and` met here overwrites what earlier fields added to it: so does GenieACS.
			expanded[key] = [expand(part) for part in _list(key, value)]
			continue
		conditions = _conditions(key, value)
		if len(conditions) == 1:
			expanded.update(conditions[0])
		else:
			expanded.setdefault("$and", []).extend(_alternatives(value, conditions))
	return expanded


def typed(query: Any, converters: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
	"""A tasks or faults query with its ids and times converted, by the comparison operators only."""
	result: dict[str, Any] = {}
	for key, value in _entries(query):
		if key.startswith("$"):
			result[key] = [typed(part, converters) for part in _list(key, value)]
		elif key in converters:
			result[key] = _converted(converters[key], value)
		else:
			result[key] = value
	return result


def compile_query(query: dict[str, Any]) -> Matcher:
	"""A function that tells whether a document matches."""
	tests = [_logical(key, value) if key in LOGICAL else _field(key, value) for key, value in _entries(query)]
	return lambda document: all(test(document) for test in tests)


def values_at(document: Any, path: list[str]) -> list[Any]:
	"""What MongoDB compares at a path: the value, and the elements when it is a list."""
	for name in path:
		document = document.get(name, _MISSING) if isinstance(document, dict) else _MISSING
	return [document, *document] if isinstance(document, list) else [document]


def _entries(query: Any) -> list[tuple[str, Any]]:
	"""What JavaScript's Object.entries makes of it: only null makes it throw."""
	if query is None:
		raise WouldCrash("a query that is null")
	if isinstance(query, list | str):
		return [(str(index), value) for index, value in enumerate(query)]
	return list(query.items()) if isinstance(query, dict) else []


def _list(operator: str, value: Any) -> list[Any]:
	if not isinstance(value, list) or not value:
		raise WouldCrash(f"{operator} without a list")
	return value


def _conditions(path: str, value: Any) -> list[dict[str, Any]]:
	if not path.rpartition(".")[2].startswith("_"):
		path += "._value"
	return [{path: one} for one in _expanded_values(value)]


def _alternatives(value: Any, conditions: list[dict[str, Any]]) -> list[dict[str, Any]]:
	if isinstance(value, dict) and ("$ne" in value or "$not" in value):
		if len(value) > 1:
			raise WouldCrash("Cannot mix $ne or $not with other operators")
		return conditions
	return [{"$or": conditions}]


def _expanded_values(value: Any) -> list[Any]:
	if isinstance(value, list):
		return [[reading for one in value for reading in _expanded_values(one)]]
	if not isinstance(value, dict):
		return _readings(value)
	choices = [_expanded_values(v) if k in EXPANDED else [v] for k, v in value.items()]
	return [dict(zip(value, combination, strict=True)) for combination in itertools.product(*choices)]


def _readings(value: Any) -> list[Any]:
	"""Everything a text may mean: itself, a `/regex/`, a number, a date, a wildcard."""
	if not isinstance(value, str):
		return [value]
	readings: list[Any] = [value]
	if flagged := _FLAGGED.fullmatch(value):
		readings.append({"$regex": _regex(flagged[1], flagged[2])})
	if _NUMBER.fullmatch(value):
		readings.append(float(value) if not value.strip().lstrip("+-").isdigit() else int(value))
	if date := _date(value):
		readings.append(date)
	if "*" in value:
		readings.append({"$regex": _wildcard(value)})
	return readings


def _wildcard(text: str) -> re.Pattern[str]:
	"""GenieACS escapes the first special sign only and widens the first inner star only."""
	pattern = re.sub(r"[\[\]\\^$.|?+()]", lambda sign: f"\\{sign[0]}", text, count=1)
	pattern = pattern.lstrip("*") if pattern.startswith("*") else f"^{pattern}"
	pattern = pattern.rstrip("*") if pattern.endswith("*") else f"{pattern}$"
	return _regex(pattern.replace("*", ".*", 1), "")


def _regex(pattern: str, flags: str) -> re.Pattern[str]:
	meaning = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
	chosen = re.NOFLAG
	for flag in flags:
		chosen |= meaning.get(flag, re.NOFLAG)
	try:
		return re.compile(pattern, chosen)
	except re.error as error:
		raise WouldCrash(f"regular expression {pattern!r}: {error}") from error


def _date(text: str) -> datetime | None:
	if len(text) < 8:
		return None
	try:
		date = datetime.fromisoformat(text)
	except ValueError:
		return None
	date = date if date.tzinfo else date.replace(tzinfo=UTC)
	return date if date.year > 1983 else None


def _converted(convert: Callable[[Any], Any], value: Any) -> Any:
	if not isinstance(value, dict):
		return convert(value)
	result: dict[str, Any] = {}
	for operator, operand in value.items():
		if operator in ("$in", "$nin"):
			result[operator] = [convert(one) for one in operand]
		elif operator in ("$eq", "$gt", "$gte", "$lt", "$lte", "$ne"):
			result[operator] = convert(operand)
		elif operator in ("$exists", "$type"):
			result[operator] = operand
		else:
			raise WouldCrash("Operator not supported")
	return result


def _logical(operator: str, value: Any) -> Matcher:
	matchers = [compile_query(part) for part in _list(operator, value)]
	if operator == "$and":
		return lambda document: all(matches(document) for matches in matchers)
	if operator == "$or":
		return lambda document: any(matches(document) for matches in matchers)
	return lambda document: not any(matches(document) for matches in matchers)


def _field(path: str, condition: Any) -> Matcher:
	if path.startswith("$") or not all(path.split(".")):
		raise WouldCrash(f"MongoDB knows no field or operator {path!r}")
	steps = path.split(".")
	test = _condition(condition)
	return lambda document: test(values_at(document, steps))


def _condition(condition: Any) -> Test:
	if not isinstance(condition, dict) or not any(str(key).startswith("$") for key in condition):
		return lambda found: any(_equal(value, condition) for value in found)
	options = condition.get("$options", "")
	tests = [_operator(name, operand, options) for name, operand in condition.items() if name != "$options"]
	if not tests:
		raise WouldCrash("$options needs a $regex")
	return lambda found: all(test(found) for test in tests)


def _operator(name: str, operand: Any, options: str) -> Test:
	make = _OPERATORS.get(name)
	if make is None:
		raise WouldCrash(f"MongoDB knows no operator {name}")
	if name == "$regex":
		return _matches(operand, options)
	return make(operand)


def _matches(operand: Any, options: str) -> Test:
	if isinstance(operand, str):
		operand = _regex(operand, options)
	if not isinstance(operand, re.Pattern):
		raise WouldCrash("$regex has to be a string")
	return lambda found: any(isinstance(value, str) and operand.search(value) for value in found)


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any], Test]:
	def make(operand: Any) -> Test:
		kind = _kind(operand)
		return lambda found: any(_kind(value) == kind and compare(value, operand) for value in found)

	return make


def _among(operand: Any) -> Test:
	if not isinstance(operand, list):
		raise WouldCrash("$in needs an array")
	return lambda found: any(_equal(value, one) for value in found for one in operand)


def _negated(make: Callable[[Any], Test]) -> Callable[[Any], Test]:
	def inverse(operand: Any) -> Test:
		test = make(operand)
		return lambda found: not test(found)

	return inverse


def _not(operand: Any) -> Test:
	if not isinstance(operand, dict | re.Pattern):
		raise WouldCrash("$not needs a regex or a document")
	return _negated(_condition)(operand)


def _exists(operand: Any) -> Test:
	return lambda found: (found[0] is not _MISSING) == bool(operand)


def _equals(operand: Any) -> Test:
	return lambda found: any(_equal(value, operand) for value in found)


def _equal(value: Any, wanted: Any) -> bool:
	if isinstance(wanted, dict) and "$regex" in wanted:
		return isinstance(value, str) and bool(_regex_of(wanted).search(value))
	if wanted is None:
		return value is None or value is _MISSING
	return _kind(value) == _kind(wanted) and bool(value == wanted)


def _regex_of(wanted: dict[str, Any]) -> re.Pattern[str]:
	pattern = wanted["$regex"]
	return pattern if isinstance(pattern, re.Pattern) else _regex(str(pattern), wanted.get("$options", ""))


def _kind(value: Any) -> str:
	"""MongoDB compares within a type: numbers with numbers, and booleans are none."""
	if isinstance(value, bool):
		return "boolean"
	return "number" if isinstance(value, int | float) else type(value).__name__


_OPERATORS: dict[str, Callable[[Any], Test]] = {
	"$eq": _equals,
	"$ne": _negated(_equals),
	"$gt": _ordered(lambda value, operand: value > operand),
	"$gte": _ordered(lambda value, operand: value >= operand),
	"$lt": _ordered(lambda value, operand: value < operand),
	"$lte": _ordered(lambda value, operand: value <= operand),
	"$in": _among,
	"$nin": _negated(_among),
	"$exists": _exists,
	"$not": _not,
	"$regex": lambda operand: _matches(operand, ""),
}
