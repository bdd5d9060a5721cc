"""What the simulated account keeps: messages, calls, media, who opted out, and what it did not like."""

from __future__ import annotations

import secrets
import sys
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

KEPT_RECORDS = 20_000
KEPT_COMPLAINTS = 200
KEPT_REQUESTS = 1000


def new_sid(prefix: str) -> str:
	"""An identifier as Twilio makes them: two letters and 32 hex digits."""
	return prefix + secrets.token_hex(16)


def now() -> datetime:
	"""The time, as Twilio writes it: in whole seconds, UTC."""
	return datetime.now(UTC).replace(microsecond=0)


@dataclass(slots=True)
class Media:
	"""A file that came with a message; `ticket` is what opens it in the store."""

	sid: str
	content: bytes = field(repr=False)
	content_type: str
	ticket: str = field(default_factory=lambda: secrets.token_urlsafe(24))


@dataclass(slots=True)
class Message:
	"""A text, in or out. `links` are the public addresses of the media of one that goes out."""

	sid: str
	direction: str
	sender: str
	to: str
	body: str
	status: str
	status_callback: str = ""
	links: list[str] = field(default_factory=list)
	media: list[Media] = field(default_factory=list)
	created_at: datetime = field(default_factory=now)
	updated_at: datetime = field(default_factory=now)
	sent_at: datetime | None = None
	error_code: int | None = None

	@property
	def reached_a_phone(self) -> bool:
		"""Whether the customer has it, or sent it."""
		return self.status in ("sent", "delivered", "received")

	def moved_to(self, status: str, error_code: int | None = None) -> None:
		"""Note what became of it."""
		self.status, self.error_code, self.updated_at = status, error_code, now()
		if status in ("sent", "delivered") and not self.sent_at:
			self.sent_at = self.updated_at


@dataclass(slots=True)
class Call:
	"""A call; `parent` is the call that dialled it."""

	sid: str
	to: str
	sender: str
	status: str = "queued"
	direction: str = "outbound-api"
	parent: str | None = None
	created_at: datetime = field(default_factory=now)
	duration: int = 0
	said: list[str] = field(default_factory=list)
	callback: str = ""

	def rings(self, number: str) -> bool:
		"""Whether it is this phone that rings: what a browser dials is another leg."""
		return self.to == number and self.direction != "inbound"


class Store:
	"""Everything of one account. Safe to share between threads."""

	def __init__(self) -> None:
		self.lock = threading.RLock()
		self.calls: dict[str, Call] = {}
		self.requests: deque[dict[str, object]] = deque(maxlen=KEPT_REQUESTS)
		self.complaints: deque[str] = deque(maxlen=KEPT_COMPLAINTS)
		# Whose phone a number is, for those who were introduced.
		self.people: dict[str, str] = {}
		# (our number, the phone that said STOP to it)
		self.opted_out: set[tuple[str, str]] = set()
		self._messages: dict[str, Message] = {}

	def add(self, message: Message) -> Message:
		"""Keep a message; the oldest is forgotten when there are too many."""
		with self.lock:
			self._messages[message.sid] = message
			if len(self._messages) > KEPT_RECORDS:
				del self._messages[next(iter(self._messages))]
		return message

	def message(self, sid: str) -> Message | None:
		"""A message by its sid."""
		return self._messages.get(sid)

	def messages(self) -> list[Message]:
		"""Every message, newest first."""
		with self.lock:
			return list(reversed(self._messages.values()))

	def of_phone(self, number: str) -> list[Message]:
		"""What a customer's phone shows, oldest first."""
		return [
			message
			for message in reversed(self.messages())
			if number in (message.to, message.sender) and message.reached_a_phone
		]

	def media(self, sid: str = "", ticket: str = "") -> Media | None:
		"""A file by its sid or by what opens it."""
		return next(
			(media for media in self._all_media() if sid == media.sid or ticket == media.ticket), None
		)

	def _all_media(self) -> Iterator[Media]:
		for message in self.messages():
			yield from message.media

	def complain(self, words: str) -> None:
		"""Note, loudly, something the real one would refuse, ignore or stumble over."""
		self.complaints.append(words)
		print(f"*** TWILIO WOULD NOT LIKE THIS *** {words}", file=sys.stderr, flush=True)
