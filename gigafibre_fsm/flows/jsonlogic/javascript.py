"""How JavaScript takes values for one another: JSONLogic is defined by it (ECMA-262 §7: type conversion, comparison).

Strings are counted in characters, not in UTF-16 halves: a cut emoji serves nobody.
"""

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

_NUMBER = re.compile(r"[+-]?(?:Infinity|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)", re.ASCII)
_PREFIXED = re.compile(r"0(?:[xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)", re.ASCII)
_BLANKS: Final = " \t\n\r\v\f\u00a0\ufeff\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
# Beyond it a double no longer tells neighbouring whole numbers apart.
_EXACT: Final = 2**53


class _Undefined:
	"""An argument that was not given; null is None."""

	def __repr__(self) -> str:
		return "undefined"


UNDEFINED: Final = _Undefined()


def plain(value: Any) -> Any:
	"""Return a number as JSON best shows it: 3 rather than 3.0. Minus zero and huge numbers stay floats."""
	if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
		return value if value == 0 and math.copysign(1, value) < 0 else int(value)
	return value


def truthy(value: Any) -> bool:
	"""Say whether JSONLogic takes a value as true: as JavaScript does, but an empty array is false."""
	if isinstance(value, Mapping):
		return True
	if value is UNDEFINED or (isinstance(value, float) and math.isnan(value)):
		return False
	return bool(value)


def text(value: Any) -> str:
	"""Return `String(value)`."""
	if isinstance(value, str):
		return value
	if value is None:
		return "null"
	if isinstance(value, bool):
		return "true" if value else "false"
	if isinstance(value, int | float):
		return _number_text(value)
	return _object_text(value)


def _object_text(value: Any) -> str:
	if isinstance(value, list | tuple):
		return joined(value, ",")
	if isinstance(value, Mapping):
		return "[object Object]"
	if isinstance(value, date | datetime):
		return value.isoformat()
	return str(value)


def joined(values: Any, mark: str) -> str:
	"""Return `values.join(mark)`: null and undefined are empty."""
	return mark.join("" if value is None or value is UNDEFINED else text(value) for value in values)


def _number_text(value: int | float) -> str:
	if isinstance(value, int) and abs(value) < _EXACT:
		return str(value)
	value = _double(value)
	if math.isnan(value):
		return "NaN"
	if math.isinf(value):
		return "Infinity" if value > 0 else "-Infinity"
	if value == 0:
		return "0"
	return _digits_text(value)


def _digits_text(value: float) -> str:
	"""Write the shortest digits that read back as the same double the way JavaScript places their point."""
	mantissa, _e, exponent = (
		f"{value!r}e0".partition("e") if "e" not in repr(value) else repr(value).partition("e")
	)
	sign = "-" if mantissa.startswith("-") else ""
	whole, _point, fraction = mantissa.lstrip("-").partition(".")
	digits = (whole + fraction).lstrip("0")
	point = len(whole) + int(exponent.split("e")[0]) - (len(whole + fraction) - len(digits))
	digits = digits.rstrip("0")
	if 0 < point <= 21:
		return sign + _pointed(digits.ljust(point, "0"), point)
	if -6 < point <= 0:
		return f"{sign}0.{'0' * -point}{digits}"
	power = point - 1
	return f"{sign}{_pointed(digits, 1)}e{'+' if power >= 0 else '-'}{abs(power)}"


def _pointed(digits: str, point: int) -> str:
	return digits[:point] + ("." + digits[point:] if len(digits) > point else "")


def _double(value: Any) -> float:
	try:
		return float(value)
	except OverflowError:
		return math.inf if value > 0 else -math.inf


def number(value: Any) -> float:
	"""Return `Number(value)`; what is none is NaN."""
	if isinstance(value, int | float):
		return _double(value)
	if value is None:
		return 0.0
	if value is UNDEFINED:
		return math.nan
	return _number_of_text(text(value).strip(_BLANKS))


def _number_of_text(trimmed: str) -> float:
	if not trimmed:
		return 0.0
	if _NUMBER.fullmatch(trimmed):
		return float(trimmed)
	if _PREFIXED.fullmatch(trimmed):
		return _double(int(trimmed, 0))
	return math.nan


def leading_number(value: Any) -> float:
	"""Return `parseFloat(value)`: the number a text begins with."""
	if isinstance(value, int | float) and not isinstance(value, bool):
		return _double(value)
	match = _NUMBER.match(text(value).lstrip(_BLANKS))
	return float(match.group()) if match else math.nan


def same(left: Any, right: Any) -> bool:
	"""Return `left === right`: lists and objects are only the same as themselves."""
	if left is right:
		return not (isinstance(left, float) and math.isnan(left))
	kind = _kind(left)
	return kind is not object and kind is _kind(right) and bool(left == right)


def alike(left: Any, right: Any) -> bool:
	"""Return `left == right`."""
	if _nothing(left) or _nothing(right):
		return _nothing(left) and _nothing(right)
	one, other = _kind(left), _kind(right)
	if one is other:
		return same(left, right)
	if {one, other} == {str, object}:
		return text(left) == text(right)
	return number(left) == number(right)


def below(left: Any, right: Any, or_alike: bool = False) -> bool:
	"""Return `left < right`, or `left <= right`: texts by their letters, everything else as numbers."""
	one, other = _comparable(left), _comparable(right)
	if isinstance(one, str) and isinstance(other, str):
		return one <= other if or_alike else one < other
	one, other = number(one), number(other)
	return one <= other if or_alike else one < other


def _comparable(value: Any) -> Any:
	return value if value is None or value is UNDEFINED or _kind(value) is not object else text(value)


def _nothing(value: Any) -> bool:
	return value is None or value is UNDEFINED


def _kind(value: Any) -> type | None:
	if isinstance(value, bool):
		return bool
	if isinstance(value, str):
		return str
	if isinstance(value, int | float):
		return float
	return None if _nothing(value) else object
