"""What Stripe posts to us: events, signed over time and body, again until they are answered 2xx."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import time
from collections import deque
from dataclasses import asdict, dataclass
from typing import Any

import requests

from sandbox.simulators.agenda import Agenda, Step

from .shapes import API_VERSION
from .store import Store, new_id, now

PATIENCE = 10.0
KEPT_POSTS = 2000
# Seconds before the second delivery of an event that was not taken, the third, … (hours and days at the real one).
AGAIN = (1.0, 3.0, 10.0, 30.0)
METHOD = "/api/method/gigafibre_fsm.api.webhooks.stripe.receive"


@dataclass(slots=True)
class Delivery:
	"""How events are delivered from now on.

	Each `repeats` times more than needed; `delay` seconds late; those that belong together in any order with `shuffled`;
	none at all while `lost`. `tampering` is "", "body", "signature", "unsigned" or "old".
	"""

	repeats: int = 0
	delay: float = 0.0
	shuffled: bool = False
	lost: bool = False
	tampering: str = ""


@dataclass(frozen=True, slots=True)
class Post:
	"""One delivery and what came back; `status` 0 when nobody answered."""

	event: str
	type: str
	status: int
	took_ms: int
	answer: str


def sign(body: bytes, secret: str, at: int) -> str:
	"""The header Stripe-Signature."""
	signed = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
	return f"t={at},v1={signed}"


class Poster:
	"""Tells the app what happened."""

	def __init__(self, store: Store, agenda: Agenda, secret: str, callback_base: str) -> None:
		self._store, self._agenda, self._secret = store, agenda, secret
		self._url = callback_base.rstrip("/") + METHOD if callback_base else ""
		self._session = requests.Session()
		self._session.trust_env = False
		self.delivery = Delivery()
		self.posts: deque[Post] = deque(maxlen=KEPT_POSTS)

	def tell(self, *happened: tuple[str, dict[str, Any]]) -> list[str]:
		"""Make events of these (type, object), deliver them a little later, and return their ids."""
		events = [_event(type, subject) for type, subject in happened]
		for event in events:
			self._store.keep_event(event)
		ids = [event["id"] for event in events]
		if not self.delivery.lost:
			order = ids * (1 + self.delivery.repeats)
			if self.delivery.shuffled:
				random.shuffle(order)
			self._agenda.begin(self._story(order))
		return ids

	def send_again(self, id: str, times: int = 1) -> list[Post]:
		"""Deliver an event anew, now. KeyError when it is unknown."""
		event = self._store.events[id]
		return [self._post(event) for _time in range(times)]

	def _story(self, ids: list[str]) -> list[Step]:
		steps: list[Step] = []
		for number, id in enumerate(ids):
			wait = (self.delivery.delay or 0.2) if not number else 0.05
			steps.append((wait, lambda id=id: self._deliver(id, 0)))  # type: ignore[misc]
		return steps

	def _deliver(self, id: str, tries: int) -> None:
		taken = 200 <= self._post(self._store.events[id]).status < 300
		if not taken and tries < len(AGAIN):
			self._agenda.begin([(AGAIN[tries], lambda: self._deliver(id, tries + 1))])

	def _post(self, event: dict[str, Any]) -> Post:
		body = json.dumps(event).encode()
		at = int(time.time()) - (3600 if self.delivery.tampering == "old" else 0)
		headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "Stripe/1.0"}
		headers["Stripe-Signature"] = sign(body, self._secret, at)
		body = self._tampered(body, headers)
		started = time.monotonic()
		try:
			response = self._session.post(
				self._url, data=body, headers=headers, timeout=PATIENCE, allow_redirects=False
			)
			status, answer = response.status_code, response.content.decode("utf-8", "replace")
		except requests.RequestException as error:
			status, answer = 0, str(error)
		took = round((time.monotonic() - started) * 1000)
		post = Post(event["id"], event["type"], status, took, answer[:500])
		self.posts.append(post)
		return post

	def _tampered(self, body: bytes, headers: dict[str, str]) -> bytes:
		if self.delivery.tampering == "unsigned":
			del headers["Stripe-Signature"]
		elif self.delivery.tampering == "signature":
			headers["Stripe-Signature"] = headers["Stripe-Signature"][:-4] + "0000"
		return body + b" " if self.delivery.tampering == "body" else body

	def shown(self) -> list[dict[str, Any]]:
		"""The deliveries, oldest first."""
		return [asdict(post) for post in self.posts]


def _event(type: str, subject: dict[str, Any]) -> dict[str, Any]:
	return {
		"id": new_id("evt"),
		"object": "event",
		"api_version": API_VERSION,
		"created": now(),
		"data": {"object": subject},
		"livemode": False,
		"pending_webhooks": 1,
		"request": {"id": None, "idempotency_key": None},
		"type": type,
	}
