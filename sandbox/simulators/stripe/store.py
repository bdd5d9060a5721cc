"""What the simulated account keeps: pages, payments, events, answers given under a key, and what it did not like."""

from __future__ import annotations

import secrets
import sys
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

KEPT_REQUESTS, KEPT_EVENTS, KEPT_COMPLAINTS = 1000, 5000, 200
DAY = 24 * 3600


class Refused(Exception):
	"""What Stripe answers with an error: `{error: {type, code, message, param}}`."""

	def __init__(
		self, message: str, code: str = "", param: str = "", status: int = 400, type: str = ""
	) -> None:
		super().__init__(message)
		self.status = status
		error = {"message": message, "type": type or "invalid_request_error", "code": code, "param": param}
		self.content = {"error": {name: value for name, value in error.items() if value}}


def new_id(prefix: str) -> str:
	"""An identifier as Stripe makes them: "pi_" and letters and digits."""
	return f"{prefix}_{secrets.token_hex(12)}"


def now() -> int:
	"""The time, as Stripe writes it."""
	return int(time.time())


@dataclass(slots=True)
class Intent:
	"""A PaymentIntent. `error` is `last_payment_error` after a try that failed."""

	amount: int
	currency: str
	metadata: dict[str, str]
	description: str
	id: str = field(default_factory=lambda: new_id("pi"))
	status: str = "requires_payment_method"
	received: int = 0
	error: dict[str, str] | None = None
	charge: str | None = None
	created: int = field(default_factory=now)


@dataclass(slots=True)
class Session:
	"""A Checkout page, and what it sells: `lines` are (name, amount of one, how many)."""

	lines: list[tuple[str, int, int]]
	currency: str
	success_url: str
	cancel_url: str
	locale: str
	email: str
	metadata: dict[str, str]
	payment_metadata: dict[str, str]
	expires_at: int
	id: str = field(default_factory=lambda: new_id("cs_test"))
	status: str = "open"
	payment_status: str = "unpaid"
	intent: str | None = None
	created: int = field(default_factory=now)

	@property
	def amount(self) -> int:
		"""What the page asks for, in minor units."""
		return sum(amount * quantity for _name, amount, quantity in self.lines)


class Store:
	"""Everything of one account. Safe to share between threads that hold `lock` while they change it."""

	def __init__(self) -> None:
		self.lock = threading.RLock()
		self.sessions: dict[str, Session] = {}
		self.intents: dict[str, Intent] = {}
		self.events: dict[str, dict[str, Any]] = {}
		# Idempotency key → what was asked, and the answer.
		self.answers: dict[str, tuple[str, Any]] = {}
		self.requests: deque[dict[str, object]] = deque(maxlen=KEPT_REQUESTS)
		self.complaints: deque[str] = deque(maxlen=KEPT_COMPLAINTS)

	def session(self, id: str) -> Session:
		"""A page by its id, expired when its time is over. Raises Refused."""
		found = self.sessions.get(id)
		if not found:
			raise Refused(f"No such checkout.session: '{id}'", "resource_missing", "session", 404)
		if found.status == "open" and found.expires_at <= now():
			found.status = "expired"
		return found

	def intent(self, id: str) -> Intent:
		"""A payment by its id. Raises Refused."""
		found = self.intents.get(id)
		if not found:
			raise Refused(f"No such payment_intent: '{id}'", "resource_missing", "intent", 404)
		return found

	def keep_event(self, event: dict[str, Any]) -> None:
		"""Keep an event; the oldest is forgotten when there are too many."""
		with self.lock:
			self.events[event["id"]] = event
			if len(self.events) > KEPT_EVENTS:
				del self.events[next(iter(self.events))]

	def complain(self, words: str) -> None:
		"""Note, loudly, something the real one would refuse, ignore or stumble over."""
		self.complaints.append(words)
		print(f"*** STRIPE WOULD NOT LIKE THIS *** {words}", file=sys.stderr, flush=True)
