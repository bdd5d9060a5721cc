"""An answer of a given JSON Schema: each text says that it is a simulated one, each choice is the first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def answer_of(schema: Mapping[str, Any], words: str) -> Any:
	"""Return a value of this schema; `words` is what texts say."""
	if schema.get("enum"):
		return schema["enum"][0]
	kind = str(schema.get("type", "object")).lower()
	if kind == "object":
		return {name: answer_of(part, words) for name, part in schema.get("properties", {}).items()}
	if kind == "array":
		return [answer_of(schema.get("items", {"type": "string"}), words)]
	return {"string": words, "boolean": True, "integer": 1, "number": 1}.get(kind)
