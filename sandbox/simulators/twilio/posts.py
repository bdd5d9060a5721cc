"""What Twilio posts to us: forms, signed with the account's token over the public address."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import asdict, dataclass
from typing import Any, Literal
from xml.etree import ElementTree

import requests
from twilio.request_validator import RequestValidator

from .store import Store, new_sid

# As long as Twilio waits for an answer.
PATIENCE = 15.0
KEPT_POSTS = 2000
Tampering = Literal["", "body", "signature", "unsigned"]


@dataclass(frozen=True, slots=True)
class Post:
	"""One post and what came back; `status` 0 when nobody answered."""

	url: str
	form: dict[str, str]
	status: int
	took_ms: int
	answer: str


class Poster:
	"""Posts to the app. What it signs is the public address; where it connects may be another (behind a proxy)."""

	def __init__(self, store: Store, token: str, public_base: str, connect_base: str) -> None:
		self._store = store
		self._validator = RequestValidator(token)
		self.public_base, self.connect_base = public_base.rstrip("/"), connect_base.rstrip("/")
		self._session = requests.Session()
		self._session.trust_env = False
		self.posts: deque[Post] = deque(maxlen=KEPT_POSTS)

	def post(self, url: str, form: dict[str, str], tampering: Tampering = "") -> Post:
		"""Post a form; an answer that Twilio could do nothing with is complained about (not for tampered ones)."""
		headers = {"X-Twilio-Signature": self._validator.compute_signature(url, form)}
		sent = dict(form)
		if tampering == "body":
			sent["Body"] = sent.get("Body", "") + "!"
		elif tampering == "signature":
			headers["X-Twilio-Signature"] = "0" * 27 + "="
		elif tampering == "unsigned":
			headers = {}
		done = self._send(url, sent, headers)
		self.posts.append(done)
		if not tampering:
			self._judge(done)
		return done

	def _send(self, url: str, form: dict[str, str], headers: dict[str, str]) -> Post:
		headers |= {"User-Agent": "TwilioProxy/1.1", "I-Twilio-Idempotency-Token": new_sid("")}
		target = url
		if self.public_base and url.startswith(self.public_base):
			target = self.connect_base + url.removeprefix(self.public_base)
		started = time.monotonic()
		try:
			response = self._session.post(
				target, data=form, headers=headers, timeout=PATIENCE, allow_redirects=False
			)
			status, answer = response.status_code, response.content.decode("utf-8", "replace")
		except requests.RequestException as error:
			status, answer = 0, str(error)
		return Post(url, form, status, round((time.monotonic() - started) * 1000), answer)

	def _judge(self, done: Post) -> None:
		if not 200 <= done.status < 300:
			words = done.answer[:200] if done.status else "no answer"
			self._store.complain(f"11200: {done.url} answered {done.status or 'not at all'}: {words}")
			return
		if done.answer.strip():
			try:
				ElementTree.fromstring(done.answer)
			except ElementTree.ParseError as error:
				self._store.complain(f"12100: {done.url} answered with what is no TwiML: {error}")

	def shown(self) -> list[dict[str, Any]]:
		"""The posts, oldest first."""
		return [asdict(post) for post in self.posts]
