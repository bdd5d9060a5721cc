"""Paths into the data of a rule: "doc.items.0.qty"."""

from collections.abc import Mapping
from typing import Any

from gigafibre_fsm.flows.jsonlogic.javascript import UNDEFINED, text


def looked_up(data: Any, path: Any, fallback: Any = None) -> Any:
	"""Return what a path leads to in the data; no path is all of it."""
	if path is UNDEFINED or path is None or path == "":
		return data
	for name in text(path).split("."):
		data = _property(data, name)
		if data is UNDEFINED:
			return fallback
	return data


def _property(data: Any, name: str) -> Any:
	if isinstance(data, Mapping):
		return data.get(name, UNDEFINED)
	if not isinstance(data, list | tuple | str):
		return UNDEFINED
	if name == "length":
		return len(data)
	is_index = name.isascii() and name.isdigit() and (name == "0" or name[0] != "0")
	return data[int(name)] if is_index and int(name) < len(data) else UNDEFINED


def not_there(names: Any, data: Any) -> list[Any]:
	"""Return those of the paths that lead to nothing."""
	found = []
	for name in names:
		path, fallback, *_more = [*name, None, None] if isinstance(name, list | tuple) else (name, None)
		if looked_up(data, path, fallback) in (None, ""):
			found.append(name)
	return found
