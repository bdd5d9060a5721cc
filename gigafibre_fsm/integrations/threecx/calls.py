"""A finished call, as our CRM template reports it. Variables 3CX does not know arrive unfilled: empty, or as `[Name]`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from gigafibre_fsm.integrations.inbound import InboundEvent, Malformed, digest, json_object

Kind = Literal["Inbound", "Missed", "Outbound", "Notanswered"]
KINDS: tuple[Kind, ...] = ("Inbound", "Missed", "Outbound", "Notanswered")

# What makes two reports the same call.
_IDENTITY = ("call_type", "number", "agent", "started", "ended", "duration")


@dataclass(frozen=True, slots=True)
class Call:
	"""One call. What 3CX left unfilled is None; times are UTC, `duration` in seconds.

	`number` is the other party's, as 3CX writes it; `agent` the extension. Inbound and Outbound were answered.
	"""

	kind: Kind
	number: str | None
	agent: str | None = None
	agent_name: str | None = None
	agent_email: str | None = None
	queue: str | None = None
	started_at: datetime | None = None
	ended_at: datetime | None = None
	duration: int | None = None

	@property
	def incoming(self) -> bool:
		"""Did the other party call us?"""
		return self.kind in ("Inbound", "Missed")

	@property
	def answered(self) -> bool:
		"""Did the two speak?"""
		return self.kind in ("Inbound", "Outbound")


def read_event(body: bytes, received_at: datetime) -> InboundEvent:
	"""The call of a report. Raises Malformed for what is no report of a call.

	Without its start time, a call is told from the next alike one by the minute it was reported in.
	"""
	content = json_object(body)
	call = read_call(content)
	minute = None if call.started_at else received_at.strftime("%Y-%m-%dT%H:%M")
	identity = [_filled(content.get(name)) for name in _IDENTITY]
	return InboundEvent(digest(*identity, minute), call.kind, content)


def read_call(content: Mapping[str, Any]) -> Call:
	"""The call in a stored report. Raises Malformed when it does not even say what kind of call it was."""
	text = {name: _filled(value) for name, value in content.items()}
	name = " ".join(filter(None, (text.get("agent_first_name"), text.get("agent_last_name"))))
	return Call(
		kind=_kind(text.get("call_type")),
		number=text.get("number"),
		agent=text.get("agent"),
		agent_name=name or None,
		agent_email=text.get("agent_email"),
		queue=text.get("queue"),
		started_at=_time(text.get("started")),
		ended_at=_time(text.get("ended")),
		duration=_seconds(text.get("duration")),
	)


def _filled(value: object) -> str | None:
	"""The text of a variable; None for one that is empty or still reads `[Agent]`."""
	if not isinstance(value, str | int) or isinstance(value, bool):
		return None
	text = str(value).strip()
	return None if not text or re.fullmatch(r"\[+[A-Za-z]\w*.*\]", text) else text


def _kind(text: str | None) -> Kind:
	for kind in KINDS:
		if text and text.lower() == kind.lower():
			return kind
	raise Malformed("call_type is none of " + ", ".join(KINDS) + ".")


def _time(text: str | None) -> datetime | None:
	"""The template asks for `yyyy-MM-ddTHH:mm:ssZ`; anything else is not known."""
	try:
		moment = datetime.fromisoformat((text or "").replace("Z", "+00:00"))
		return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
	except (ValueError, OverflowError):
		return None


def _seconds(text: str | None) -> int | None:
	"""Seconds, or hh:mm:ss."""
	parts = (text or "").split(":")
	if not all(re.fullmatch(r"[0-9]{1,6}", part) for part in parts) or len(parts) not in (1, 3):
		return None
	total = 0
	for part in parts:
		total = total * 60 + int(part)
	return total
