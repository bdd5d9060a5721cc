"""Queries, projections and sorts the NBI can take. What it cannot take makes its worker crash, so it is refused here.

Facts (GenieACS 1.2.16, INTEGRATIONS.md §1 "Queries"): on devices, a path whose last segment has no leading
underscore gets `._value`; a string also matches as number, date, `/regex/` and `*` wildcard; any expression
MongoDB rejects ends the worker; a `$and` written after another field overwrites that field's condition.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from .errors import invalid
from .ids import escape, gpon_serial_hex, is_device_id, task_id
from .models import MatchedBy

Query = Mapping[str, Any]

GPON_SERIAL_PATH = "Device.Optical.Interface.1.GponAuth.GponSn"
# A shorter text would match half the fleet.
SHORTEST_ID_SEARCH = 4
_LOGICAL = ("$and", "$or", "$nor")
_COMPARISONS = ("$eq", "$ne", "$gt", "$gte", "$lt", "$lte")
_PATH = re.compile(r"[^.$\x00][^.\x00]*(\.[^.$\x00][^.\x00]*)*")
_REGEX_LITERAL = re.compile(r"/.*/g?i?m?y?", re.DOTALL)


def query_text(collection: str, query: Query | None) -> str | None:
	"""The query as the JSON text the NBI reads, checked; None when there is none. Raises `invalid`."""
	if query is None:
		return None
	return json.dumps(_checked_query(collection, query), allow_nan=False, ensure_ascii=False)


def projection_text(paths: Iterable[str] | None) -> str | None:
	"""The paths to return, without those another path already covers: MongoDB refuses such a collision."""
	if paths is None:
		return None
	if isinstance(paths, str):
		raise invalid("A projection is a list of paths, not one text.")
	wanted = sorted({_checked_path(path.strip(), forbidden=",") for path in paths})
	kept = [path for path in wanted if not any(path.startswith(f"{other}.") for other in wanted)]
	if not kept:
		raise invalid("An empty projection would return every parameter: name the paths, or pass None.")
	return ",".join(kept)


def sort_text(sort: Mapping[str, int] | None) -> str | None:
	"""The order as JSON: path → 1 (ascending) or -1."""
	if sort is None:
		return None
	for path, direction in sort.items():
		_checked_path(path)
		if isinstance(direction, bool) or direction not in (1, -1):
			raise invalid(f"Sort direction of “{path}” must be 1 or -1, not {direction!r}.")
	return json.dumps(dict(sort))


def count_text(name: str, number: int | None) -> str | None:
	"""`skip` or `limit` as text: whole and not negative."""
	if number is None:
		return None
	if isinstance(number, bool) or not isinstance(number, int) or number < 0:
		raise invalid(f"{name} must be a whole number, 0 or more, not {number!r}.")
	return str(number)


def exactly(text: str) -> str | dict[str, str]:
	"""A condition that matches this text and no pattern: a `*` or `/…/` inside would be read as one."""
	if "*" in text or _REGEX_LITERAL.fullmatch(text):
		return {"$regex": f"^{re.escape(text)}$"}
	return text


def lookups(serial: str) -> list[tuple[MatchedBy, Query]]:
	"""The queries that find a device by a serial, best first: serial number, GPON serial, device id (slow)."""
	serial = serial.strip()
	if not serial:
		raise invalid("A serial number is needed to find a device.")
	if not serial.isprintable():
		raise invalid(f"{serial!r} is not a serial number.")
	steps: list[tuple[MatchedBy, Query]] = [("serial", {"_deviceId._SerialNumber": exactly(serial)})]
	if hexadecimal := gpon_serial_hex(serial):
		suffix = {GPON_SERIAL_PATH: {"$regex": f"{hexadecimal[-8:]}$"}}
		steps.append(("gpon_sn", {"$or": [{GPON_SERIAL_PATH: hexadecimal}, suffix]}))
	if len(serial) >= SHORTEST_ID_SEARCH:
		steps.append(("device_id", {"_id": _id_pattern(serial)}))
	return steps


def after(query: Query | None, last_id: str | None) -> Query | None:
	"""The same query, continued behind the last `_id` seen: pages that neither skip nor repeat a device."""
	if last_id is None:
		return query
	behind = {"_id": {"$gt": last_id}}
	return {"$and": [query, behind]} if query else behind


def _id_pattern(serial: str) -> dict[str, str]:
	"""An id given whole, or any id that ends with the serial, whatever its case."""
	if is_device_id(serial) and "-" in serial:
		return {"$regex": f"^{serial}$", "$options": "i"}
	return {"$regex": f"{escape(serial)}$", "$options": "i"}


def _checked_query(collection: str, query: Query) -> dict[str, Any]:
	if not isinstance(query, Mapping):
		raise invalid(f"A query is an object, not {query!r}.")
	checked: dict[str, Any] = {}
	# GenieACS adds its own $and for some fields: ours must come first to be extended, not to overwrite it.
	for key in sorted(query, key=lambda key: key != "$and"):
		if key in _LOGICAL:
			checked[key] = [_checked_query(collection, part) for part in _parts(key, query[key])]
		else:
			checked[_checked_path(key)] = _checked_condition(collection, key, query[key])
	return checked


def _parts(operator: str, value: Any) -> Sequence[Query]:
	if not isinstance(value, Sequence) or isinstance(value, str) or not value:
		raise invalid(f"{operator} needs a list of at least one query.")
	return value


def _checked_path(path: Any, forbidden: str = "") -> str:
	if not isinstance(path, str) or not _PATH.fullmatch(path) or any(mark in path for mark in forbidden):
		raise invalid(f"“{path}” is not a parameter path.")
	return path


def _checked_condition(collection: str, path: str, condition: Any) -> Any:
	if not isinstance(condition, Mapping):
		return _checked_value(collection, path, condition)
	if not condition:
		raise invalid(f"The condition on “{path}” is empty.")
	if len(condition) > 1 and ("$ne" in condition or "$not" in condition):
		raise invalid(f"GenieACS cannot mix $ne or $not with other operators (“{path}”).")
	if "$options" in condition and "$regex" not in condition:
		raise invalid(f"$options needs $regex (“{path}”).")
	return {name: _checked_operand(collection, path, name, value) for name, value in condition.items()}


def _checked_operand(collection: str, path: str, operator: str, value: Any) -> Any:
	if operator in _COMPARISONS:
		return _checked_value(collection, path, value)
	check = _OPERANDS.get(operator)
	if check is None or (_is_typed(collection, path) and check not in (_exists, _among)):
		raise invalid(f"The operator {operator} cannot be used on “{path}”.")
	return check(collection, path, value)


def _is_typed(collection: str, path: str) -> bool:
	"""Fields GenieACS converts itself, and for which it knows the comparison operators only."""
	typed = {"tasks": ("_id", "timestamp", "retries"), "faults": ("timestamp", "retries")}
	return path in typed.get(collection, ())


def _checked_value(collection: str, path: str, value: Any) -> Any:
	if collection == "tasks" and path == "_id":
		return task_id(value)
	if isinstance(value, str):
		return _checked_string(collection, value)
	if value is None or isinstance(value, bool | int | float):
		return value
	raise invalid(f"A value to compare “{path}” with is a text, number, boolean or null, not {value!r}.")


def _checked_string(collection: str, value: str) -> str:
	"""On devices a `*` or `/…/` becomes a regular expression, which must be one."""
	if collection == "devices":
		if _REGEX_LITERAL.fullmatch(value):
			_compiled(value[1 : value.rindex("/")])
		elif "*" in value and re.search(r"[\[\]\\^$|?+()]", value):
			raise invalid(f"The wildcard “{value}” holds signs GenieACS does not escape: use $regex.")
	return value


def _compiled(pattern: str) -> None:
	try:
		re.compile(pattern)
	except (re.error, OverflowError, RecursionError) as error:
		raise invalid(f"“{pattern}” is not a regular expression: {error}.") from error


def _regex(_collection: str, path: str, value: Any) -> str:
	if not isinstance(value, str) or "\x00" in value:
		raise invalid(f"$regex on “{path}” needs a text.")
	_compiled(value)
	return value


def _options(_collection: str, path: str, value: Any) -> str:
	if not isinstance(value, str) or not set(value) <= set("imsx"):
		raise invalid(f"$options on “{path}” knows i, m, s and x only, not {value!r}.")
	return value


def _exists(_collection: str, path: str, value: Any) -> bool:
	if not isinstance(value, bool):
		raise invalid(f"$exists on “{path}” is true or false, not {value!r}.")
	return value


def _among(collection: str, path: str, value: Any) -> list[Any]:
	if not isinstance(value, Sequence) or isinstance(value, str):
		raise invalid(f"$in and $nin on “{path}” need a list, not {value!r}.")
	return [_checked_value(collection, path, one) for one in value]


def _negated(collection: str, path: str, value: Any) -> Any:
	if not isinstance(value, Mapping) or "$not" in value:
		raise invalid(f"$not on “{path}” needs one condition, such as a $regex.")
	return _checked_condition(collection, path, value)


_OPERANDS: dict[str, Callable[[str, str, Any], Any]] = {
	"$regex": _regex,
	"$options": _options,
	"$exists": _exists,
	"$in": _among,
	"$nin": _among,
	"$not": _negated,
}
