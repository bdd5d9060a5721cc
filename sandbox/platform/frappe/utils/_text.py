"""Text: conversions, HTML, lists in words."""

import json
import re
import secrets
import string
from collections.abc import Sequence
from typing import Any

import frappe

_TAGS = re.compile(r"<!--.*?-->|<[^>]*>")
_ENTITIES = str.maketrans({"&": "&amp;", '"': "&quot;", "'": "&apos;", ">": "&gt;", "<": "&lt;"})
_INVISIBLE = str.maketrans("", "", "\ufeff\u200b")


def cstr(s: Any, encoding: str = "utf-8") -> str:
	"""Anything as text; None is empty."""
	if s is None:
		return ""
	return s.decode(encoding) if isinstance(s, bytes) else str(s)


def strip(val: str | None, chars: str | None = None) -> str:
	"""`val` without spaces around it nor invisible ones in it."""
	return (val or "").translate(_INVISIBLE).strip(chars)


def strip_html(text: str) -> str:
	"""`text` without its tags."""
	return _TAGS.sub("", text)


def escape_html(text: Any) -> Any:
	"""`text` made harmless in a page; what is no text is left alone."""
	return text.translate(_ENTITIES) if isinstance(text, str) else text


def is_html(text: Any) -> bool:
	"""Whether there is a tag in it."""
	return isinstance(text, str) and bool(re.search("<[^>]+>", text))


def bold(text: Any) -> str:
	"""`text` in a strong tag."""
	return f"<strong>{text}</strong>"


def random_string(length: int) -> str:
	"""Letters and digits nobody can guess."""
	alphabet = string.ascii_letters + string.digits
	return "".join(secrets.choice(alphabet) for _ in range(length))


def get_abbr(string: str, max_len: int = 2) -> str:
	"""Initials of the first words; "?" of nothing."""
	return "".join(word[0] for word in string.split()[:max_len]) or "?"


def unique(seq: Sequence[Any]) -> list[Any]:
	"""Each value once, in order of appearance."""
	return list(dict.fromkeys(seq))


def comma_and(some_list: Any, add_quotes: bool = True) -> Any:
	"""['a', 'b', 'c'] → "'a', 'b', and 'c'", in the words of the present language."""
	return comma_sep(some_list, _list_pattern("standard", "{0} and {1}"), add_quotes)


def comma_or(some_list: Any, add_quotes: bool = True) -> Any:
	"""['a', 'b', 'c'] → "'a', 'b', or 'c'", in the words of the present language."""
	return comma_sep(some_list, _list_pattern("or", "{0} or {1}"), add_quotes)


def _list_pattern(kind: str, fallback: str) -> str:
	from babel import Locale, UnknownLocaleError

	try:
		return Locale.parse(frappe.local.lang, sep="-").list_patterns[kind]["end"]
	except (UnknownLocaleError, ValueError, TypeError, KeyError):
		return frappe._(fallback)


def comma_sep(some_list: Any, pattern: str, add_quotes: bool = True) -> Any:
	"""A list in one line, its last item joined by `pattern`; what is no list is left alone."""
	if not isinstance(some_list, list | tuple):
		return some_list
	if len(some_list) < 2:
		return "".join(str(item) for item in some_list)
	items = [f"'{item}'" if add_quotes else str(item) for item in some_list]
	return pattern.format(", ".join(frappe._(item) for item in items[:-1]), items[-1])


def parse_json(val: Any) -> Any:
	"""JSON text as data (objects as `_dict`); anything else unchanged."""
	if isinstance(val, str):
		val = json.loads(val)
	return frappe._dict(val) if isinstance(val, dict) else val


def safe_json_loads(*args: Any) -> Any:
	"""Each argument as data where it is JSON, itself where not; one argument gives one value."""
	values = [_loaded(argument) for argument in args]
	return values[0] if len(values) == 1 else values


def _loaded(argument: Any) -> Any:
	try:
		return json.loads(argument)
	except (TypeError, ValueError):
		return argument
