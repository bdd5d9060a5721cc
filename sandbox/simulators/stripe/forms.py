"""Stripe's form encoding: `line_items[0][price_data][currency]=cad` is a table in a list in a table."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .store import Refused

NAME = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)((?:\[[A-Za-z0-9_]*\])*)")


def read_form(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
	"""The pairs as nested tables; a list is a table with the keys "0", "1", … Raises Refused."""
	content: dict[str, Any] = {}
	for name, value in pairs:
		found = NAME.fullmatch(name)
		if not found:
			raise Refused(f"Invalid parameter name: {name}", param=name)
		_put(content, [found[1], *re.findall(r"\[([^]]*)\]", found[2])], value)
	return content


def _put(content: dict[str, Any], path: list[str], value: str) -> None:
	for step in path[:-1]:
		inner = content.setdefault(step or str(len(content)), {})
		if not isinstance(inner, dict):
			raise Refused("Invalid object", param=path[0])
		content = inner
	content[path[-1] or str(len(content))] = value


def whole_number(value: Any, param: str) -> int:
	"""A number. Raises Refused."""
	if not isinstance(value, str) or not re.fullmatch(r"-?\d+", value):
		raise Refused(f"Invalid integer: {value}", "parameter_invalid_integer", param)
	return int(value)


def known(content: Any, allowed: Iterable[str], param: str = "") -> dict[str, Any]:
	"""A table that holds nothing else. Raises Refused as the real one answers."""
	if not isinstance(content, dict):
		raise Refused("Invalid object", param=param)
	for name in content:
		if name not in allowed:
			full = f"{param}[{name}]" if param else name
			raise Refused(f"Received unknown parameter: {full}", "parameter_unknown", full)
	return content
