"""The questions a step asks: whether each has a name of its own, a type that is known, and choices to choose from."""

from collections.abc import Iterator, Mapping
from typing import Any

FIELD_TYPES = ("text", "long_text", "number", "date", "check", "select")


def form_mistakes(form: Any) -> Iterator[tuple[str, dict[str, Any]]]:
	"""Yield what is wrong with a form: a code with its values.

	Codes: no_question {place}; unnamed_question {place}; same_question {name}; unknown_question {name, type};
	no_options {name}.
	"""
	seen: set[str] = set()
	for place, field in enumerate(form if isinstance(form, list) else [None], 1):
		name = field.get("name") if isinstance(field, Mapping) else None
		if not isinstance(field, Mapping):
			yield "no_question", {"place": place}
		elif not isinstance(name, str) or not name.isidentifier():
			yield "unnamed_question", {"place": place}
		elif name in seen:
			yield "same_question", {"name": name}
		else:
			seen.add(name)
			yield from _type_mistakes(name, field)


def _type_mistakes(name: str, field: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
	kind = field.get("type") or "text"
	if kind not in FIELD_TYPES:
		yield "unknown_question", {"name": name, "type": kind}
	elif kind == "select" and not _has_options(field.get("options")):
		yield "no_options", {"name": name}


def _has_options(options: Any) -> bool:
	values = [one.get("value") if isinstance(one, Mapping) else one for one in _list(options)]
	return bool(values) and all(isinstance(value, str | int | float) and value != "" for value in values)


def _list(value: Any) -> list[Any]:
	return value if isinstance(value, list) else []
