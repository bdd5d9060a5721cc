"""What outside systems send us, read without trusting it: JSON objects, forms, shared secrets, times."""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import re
from dataclasses import dataclass
from typing import Any, NoReturn
from urllib.parse import parse_qsl

# Ids are names of records and types are words in a list: what needs more letters is no id.
ID_PATTERN = re.compile(r"[A-Za-z0-9_.:-]{1,100}")
MAX_FIELDS = 500


class Malformed(ValueError):
	"""The request is genuine perhaps, but not shaped as this system's events are; says what is missing."""


@dataclass(frozen=True, slots=True)
class InboundEvent:
	"""One thing an outside system tells us. `id` is the same each time it tells it again."""

	id: str
	type: str
	payload: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Proof:
	"""Who shares the secret sent this; `signed_at` (Unix seconds) when they say when, under the same signature."""

	signed_at: int | None = None


def same_secret(given: str, expected: str) -> bool:
	"""Compare in constant time; an empty secret is nobody's."""
	return bool(expected) and hmac.compare_digest(_bytes(given), _bytes(expected))


def hex_hmac(secret: str, message: bytes) -> str:
	"""HMAC-SHA256 as hex."""
	return hmac.new(_bytes(secret), message, hashlib.sha256).hexdigest()


def unix_seconds(text: str) -> int | None:
	"""The time in a signature header; None for what is no time."""
	return int(text) if re.fullmatch(r"[0-9]{1,12}", text) else None


def json_object(body: bytes) -> dict[str, Any]:
	"""The JSON object of a body. Raises Malformed, also for what JSON itself does not know (NaN, endless numbers)."""
	try:
		content = json.loads(body.decode("utf-8"), parse_constant=_no_number, parse_float=_finite)
	except (ValueError, RecursionError) as error:
		raise Malformed("The body is not JSON.") from error
	if not isinstance(content, dict):
		raise Malformed("The body is not a JSON object.")
	return content


def json_text(payload: dict[str, Any]) -> str:
	"""A payload as ASCII text any database keeps. Raises Malformed for one too deep to be written again."""
	try:
		return json.dumps(payload, allow_nan=False)
	except (ValueError, RecursionError) as error:
		raise Malformed("The body is nested too deeply.") from error


def form_fields(body: bytes) -> dict[str, list[str]]:
	"""The fields of a form-encoded body, each with all its values. Raises Malformed."""
	try:
		pairs = parse_qsl(
			body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS
		)
	except ValueError as error:
		raise Malformed("The body is not a form.") from error
	fields: dict[str, list[str]] = {}
	for name, value in pairs:
		fields.setdefault(name, []).append(value)
	return fields


def required_id(value: object, what: str) -> str:
	"""A value that can name an event. Raises Malformed for any other."""
	if not isinstance(value, str) or not ID_PATTERN.fullmatch(value):
		raise Malformed(f"{what} is missing or is no id.")
	return value


def digest(*parts: object) -> str:
	"""An id for an event that has none: of everything that makes it this event and no other."""
	text = json.dumps(parts, sort_keys=True, allow_nan=False)
	return hashlib.sha256(text.encode()).hexdigest()[:40]


def _bytes(text: str) -> bytes:
	return text.encode("utf-8", "surrogatepass")


def _finite(text: str) -> float:
	number = float(text)
	if not math.isfinite(number):
		raise ValueError(text)
	return number


def _no_number(text: str) -> NoReturn:
	raise ValueError(text)
