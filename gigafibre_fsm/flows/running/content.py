"""What is kept of what a step was given and gave: JSON, cut where it is long, without secrets. No frappe."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from gigafibre_fsm.secret_names import is_secret_name

# Of one value, and of all that one step was given or gave (letters).
MOST_LETTERS = 20_000
MOST_OF_ONE = 4_000
CUT = "… [cut]"
HIDDEN = "•••"


def kept(content: Any) -> Any:
	"""Return content as it is kept and as later steps see it: what JSON holds, at most MOST_LETTERS of it."""
	if content is None:
		return None
	text = to_json(content)
	if len(text) <= MOST_LETTERS:
		return json.loads(text)
	shorter = to_json(_cut(json.loads(text)))
	if len(shorter) <= MOST_LETTERS:
		return json.loads(shorter)
	return {"cut": shorter[:MOST_LETTERS] + CUT}


def is_too_long(content: Any) -> bool:
	"""Return whether later steps would see less than this, with room for what is kept beside it."""
	return len(to_json(content)) > MOST_LETTERS * 0.9


def shown(content: Any) -> Any:
	"""Return what people may read of what a step was given."""
	return kept(masked(content))


def masked(content: Any) -> Any:
	"""Return content with the values under names of secrets hidden, however deep."""
	if isinstance(content, Mapping):
		return {name: HIDDEN if _is_secret(name, value) else masked(value) for name, value in content.items()}
	return [masked(one) for one in content] if isinstance(content, list | tuple) else content


def to_json(content: Any) -> str:
	"""Return content as compact JSON; what JSON does not know is written as text."""
	return json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=_as_text)


def short(text: str, letters: int) -> str:
	"""Return a text that is at most so long, with a mark when it was longer."""
	return text if len(text) <= letters else text[: letters - len(CUT)] + CUT


def _as_text(value: Any) -> str:
	return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _is_secret(name: Any, value: Any) -> bool:
	return bool(value) and isinstance(value, str) and is_secret_name(name)


def _cut(content: Any) -> Any:
	if isinstance(content, str):
		return short(content, MOST_OF_ONE)
	if isinstance(content, dict):
		return {name: _cut(value) for name, value in content.items()}
	return [_cut(one) for one in content] if isinstance(content, list) else content
