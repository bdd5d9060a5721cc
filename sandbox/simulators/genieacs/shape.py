"""Projection, order and paging of a listing, and the JSON it travels as."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from .crash import WouldCrash

Document = dict[str, Any]
_RANKS = ("NoneType", "number", "str", "dict", "list", "bytes", "boolean", "datetime")


def projected(documents: list[Document], text: str | None) -> list[Document]:
	"""Only the named paths of each document, and its `_id`. Overlaps GenieACS misses end in MongoDB's refusal."""
	if text is None:
		return documents
	paths = _optimised([path.strip() for path in text.split(",")])
	if any(path.startswith("$") or not all(path.split(".")) for path in paths):
		raise WouldCrash(f"projection {text!r}: not a field path")
	if any(longer.startswith(f"{path}.") for path in paths for longer in paths):
		raise WouldCrash(f"projection {text!r}: path collision")
	steps = [path.split(".") for path in paths]
	return [_picked(document, steps) for document in documents]


def ordered(documents: list[Document], sort: Any, of_devices: bool) -> list[Document]:
	"""The documents in the order asked for; on devices a plain path sorts by its value."""
	if not isinstance(sort, dict):
		raise WouldCrash(f"sort {sort!r} is no object")
	for path, direction in reversed(sort.items()):
		if direction not in (1, -1):
			raise WouldCrash(f"sort direction {direction!r}")
		if of_devices and not path.rpartition(".")[2].startswith("_"):
			path += "._value"
		steps = path.split(".")
		documents = sorted(documents, key=lambda document: _rank(document, steps), reverse=direction == -1)
	return documents


def page(documents: list[Document], skip: str | None, limit: str | None) -> list[Document]:
	"""The slice asked for; a limit of 0 is none."""
	first, count = _whole("skip", skip), abs(_whole("limit", limit))
	if first < 0:
		raise WouldCrash(f"skip {skip!r} is negative")
	return documents[first : first + count] if count else documents[first:]


def dumps(content: Any) -> str:
	"""JSON with times as JavaScript writes them."""
	return json.dumps(content, default=_iso, ensure_ascii=False, separators=(",", ":"))


def listing(documents: list[Document]) -> str:
	"""A listing as the NBI writes it: one document a line."""
	return "[\n" + ",\n".join(dumps(document) for document in documents) + "\n]"


def _iso(value: Any) -> str:
	if not isinstance(value, datetime):
		raise TypeError(f"{value!r} has no JSON form")
	return value.strftime("%Y-%m-%dT%H:%M:%S.") + f"{value.microsecond // 1000:03d}Z"


def _optimised(paths: list[str]) -> list[str]:
	"""Without the paths their neighbour in alphabetical order covers, which is all GenieACS looks at."""
	if "" in paths:
		return [""]
	kept: list[str] = []
	for path in sorted(set(paths)):
		if not (kept and path.startswith(f"{kept[-1]}.")):
			kept.append(path)
	return kept


def _picked(document: Document, paths: list[list[str]]) -> Document:
	result: Document = {"_id": document["_id"]}
	for path in paths:
		_pick(document, path, result)
	return result


def _pick(source: Document, path: list[str], target: Document) -> None:
	name, *rest = path
	if name not in source:
		return
	if not rest:
		target[name] = source[name]
	elif isinstance(source[name], dict):
		_pick(source[name], rest, target.setdefault(name, {}))


def _rank(document: Document, path: list[str]) -> tuple[int, Any]:
	value: Any = document
	for name in path:
		value = value.get(name) if isinstance(value, dict) else None
	kind = "boolean" if isinstance(value, bool) else "number" if isinstance(value, int | float) else None
	rank = _RANKS.index(kind or type(value).__name__)
	return rank, 0 if value is None or isinstance(value, dict | list) else value


def _whole(name: str, text: str | None) -> int:
	"""What parseInt makes of it; nothing at all would be NaN, which the MongoDB driver throws on."""
	if text is None:
		return 0
	found = re.match(r"\s*([+-]?\d+)", text)
	if not found:
		raise WouldCrash(f"{name} {text!r} is no number")
	return int(found[1])
