"""A Twilio for tests of the messaging room: it says what it is told to say, in the client's own dataclasses."""

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from unittest.mock import patch

import frappe

from gigafibre_fsm.integrations.twilio import Account, Call, Config, Media, SentMessage, Twilio, TwilioError
from gigafibre_fsm.tests.cases import SiteTestCase

OUR_NUMBER = "+15145550100"
ACCOUNT = "AC" + "0" * 32
API = "http://192.0.2.9:8080"


def opted_out() -> TwilioError:
	return TwilioError("Attempt to send to unsubscribed recipient", 21610, 400)


def busy() -> TwilioError:
	return TwilioError("Too Many Requests", 20429, 429, retryable=True)


def no_answer() -> TwilioError:
	"""The request left, and nobody knows what became of it."""
	return TwilioError("Twilio gave no answer within 15 s.", retryable=True, maybe_done=True)


class FakeTwilio(Twilio):
	"""Takes every message unless `errors` holds what to raise next; `on_send` is called while Twilio is being asked."""

	def __init__(self) -> None:
		self.sent: list[SentMessage] = []
		self.callbacks: list[str] = []
		self.calls: list[tuple[str, str, str]] = []
		self.errors: deque[Exception | None] = deque()
		self.call_error: Exception | None = None
		self.files: dict[str, Media] = {}
		self.on_send: Callable[[SentMessage], None] = lambda sent: None
		# What Twilio has although its answer was lost: raise after taking.
		self.takes_it_anyway = False

	def send(self, sender, to, body, *, status_callback="", media=()):
		error = self.errors.popleft() if self.errors else None
		if error and not self.takes_it_anyway:
			raise error
		sid = f"SM{len(self.sent) + 1:032x}"
		sent = SentMessage(sid, "queued", to, sender, body, created_at=datetime.now(UTC))
		self.sent.append(sent)
		self.callbacks.append(status_callback)
		self.on_send(sent)
		if error:
			raise error
		return sent

	def find(self, to, sent_after, body):
		newest = reversed(self.sent)
		return [
			sent for sent in newest if (sent.to, sent.body) == (to, body) and sent.created_at >= sent_after
		]

	def fetch(self, sid):
		return next(sent for sent in self.sent if sent.sid == sid)

	def call(self, to, sender, *, twiml="", url="", status_callback=""):
		if self.call_error:
			raise self.call_error
		self.calls.append((to, sender, twiml))
		self.callbacks.append(status_callback)
		return Call(f"CA{len(self.calls):032x}", "queued", to, sender)

	def media(self, url, most_bytes):
		return self.files[url]

	def test(self):
		if self.errors:
			raise self.errors.popleft()
		return Account("Gigafibre", "active")


class MessagingTestCase(SiteTestCase):
	"""Has Twilio switched on in FSM Settings with one number, and a FakeTwilio behind its address.

	Nothing is committed: the outbox commits where a worker may die, and a test leaves nothing behind.
	"""

	def setUp(self):
		super().setUp()
		self.twilio = FakeTwilio()
		self.configs: list[Config] = []
		self._replace(frappe.local.db, "commit", lambda: None)
		self._replace(frappe, "enqueue", self._enqueue)
		self.queued: list[dict] = []
		patched = patch("gigafibre_fsm.messaging.provider.client", self._client)
		patched.start()
		self.addCleanup(patched.stop)
		self.settings(
			twilio_enabled=1,
			twilio_account_sid=ACCOUNT,
			twilio_auth_token="a-token-of-tests",
			twilio_api_url=API,
			public_url="https://isp.example",
			bulk_share=80,
			sms_senders=[{"phone_number": OUR_NUMBER, "kind": "Long Code", "segments_per_second": 1}],
		)

	def settings(self, **values) -> None:
		settings = frappe.get_doc("FSM Settings")
		settings.update(values)
		settings.save()

	def run_jobs(self) -> None:
		"""Do what was queued, and what that queues."""
		while self.queued:
			job = self.queued.pop(0)
			frappe.get_attr(job["method"])(**job["arguments"])

	def _client(self, config: Config) -> FakeTwilio:
		self.configs.append(config)
		return self.twilio

	def _enqueue(self, method, queue="default", job_id=None, enqueue_after_commit=False, **arguments) -> None:
		# As Frappe does with what it queues itself while tests run.
		if arguments.pop("now", False):
			frappe.call(method, **arguments)
			return
		for option in ("deduplicate", "timeout", "at_front"):
			arguments.pop(option, None)
		self.queued.append({"method": method, "job_id": job_id, "arguments": arguments, "queue": queue})

	def _replace(self, target, name: str, replacement: Callable) -> None:
		replaced = patch.object(target, name, replacement)
		replaced.start()
		self.addCleanup(replaced.stop)
