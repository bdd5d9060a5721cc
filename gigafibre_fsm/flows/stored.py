"""JSON as the doctypes of the flows keep it: null is nothing."""

import json
from typing import Any


def dumps(value: Any) -> str | None:
	"""Return what a field keeps of a value."""
	return None if value is None else json.dumps(value, ensure_ascii=False, indent=1, default=str)


def loads(text: str | None, default: Any = None) -> Any:
	"""Return the value of a field; `default` when it is empty. Raises ValueError for what is no JSON."""
	return json.loads(text) if text else default
