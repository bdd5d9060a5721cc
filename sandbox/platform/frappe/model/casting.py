"""Values as their field's type, and comparisons of them."""

import fnmatch
import operator
from collections.abc import Callable
from typing import Any

TEXTS = ("Data", "Text", "Small Text", "Long Text", "Text Editor", "Select", "Link", "Dynamic Link")


def cast(fieldtype: str, value: Any = None) -> Any:
	"""The value as its field type's Python object; nothing stays None for dates, else becomes the empty value."""
	from frappe.utils import data

	if fieldtype in ("Currency", "Float", "Percent"):
		return data.flt(value)
	if fieldtype in ("Int", "Check"):
		return data.cint(data.sbool(value))
	if fieldtype in TEXTS:
		return data.cstr(value)
	if fieldtype in ("Date", "Datetime", "Time"):
		return _moment(fieldtype, value)
	return value


def _moment(fieldtype: str, value: Any) -> Any:
	from frappe.utils import data

	if value in (None, ""):
		return None
	if fieldtype == "Date":
		return data.getdate(value)
	return data.get_datetime(value) if fieldtype == "Datetime" else data.get_timedelta(value)


def _like(value: Any, pattern: Any) -> bool:
	return fnmatch.fnmatch(str(value or "").lower(), str(pattern).lower().replace("%", "*").replace("_", "?"))


def _is(value: Any, wanted: Any) -> bool:
	return bool(value) if str(wanted).lower() == "set" else not value


_COMPARISONS: dict[str, Callable[[Any, Any], bool]] = {
	"^": lambda value, start: str(value or "").startswith(start),
	"in": lambda value, values: value in values,
	"not in": lambda value, values: value not in values,
	"=": operator.eq,
	"!=": operator.ne,
	">": operator.gt,
	"<": operator.lt,
	">=": operator.ge,
	"<=": operator.le,
	"not None": lambda value, _any: value is not None,
	"None": lambda value, _any: value is None,
	"like": _like,
	"not like": lambda value, pattern: not _like(value, pattern),
	"is": _is,
}


def compare(value: Any, condition: str, other: Any) -> bool:
	"""Does `value condition other` hold? An unknown condition never does."""
	comparison = _COMPARISONS.get(condition)
	return bool(comparison and comparison(value, other))
