"""Genuine deliveries of each outside system, as it would send them: for tests, and for what measures and torments us."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from gigafibre_fsm.integrations import docuseal, stripe
from gigafibre_fsm.integrations.twilio import signature

PATH = "/api/method/gigafibre_fsm.api.webhooks.{0}.receive"
# The address Twilio was given, as FSM Settings knows it.
PUBLIC_URL = "https://isp.example"
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
SECRETS = {
	"twilio_auth_token": "twilio-test-token",
	"pbx_secret": "pbx-test-secret",
	"kuma_secret": "kuma-test-secret",
	"stripe_webhook_secret": "whsec_test",
	"docuseal_webhook_secret": "docuseal-test-secret",
}
SWITCHES = ("twilio_enabled", "pbx_enabled", "kuma_enabled", "stripe_enabled", "docuseal_enabled")


@dataclass(frozen=True)
class Request:
	"""A POST as it goes over the wire."""

	path: str
	body: bytes
	headers: dict[str, str] = field(default_factory=dict)

	def with_headers(self, **headers: str) -> "Request":
		"""The same with other headers, their names written with underscores."""
		named = {name.replace("_", "-"): value for name, value in headers.items()}
		return replace(self, headers={**self.headers, **named})


def stripe_request(number: object = 1, at: int | None = None, **changes: Any) -> Request:
	"""An event of Stripe with the id evt_<number>, signed now unless told otherwise."""
	event = {"id": f"evt_{number}", "object": "event", "type": "payment_intent.succeeded", "data": {}}
	return stripe_body(json.dumps({**event, **changes}).encode(), at)


def stripe_body(body: bytes, at: int | None = None) -> Request:
	"""Any body, with Stripe's signature."""
	header = stripe.sign(body, SECRETS["stripe_webhook_secret"], at or int(time.time()))
	return _json("stripe", body, {"Stripe-Signature": header})


def docuseal_request(number: object = 1, at: int | None = None, **changes: Any) -> Request:
	"""A form of DocuSeal that was completed."""
	content = {"event_type": "form.completed", "timestamp": "2026-11-21T12:00:00Z", "data": {"id": number}}
	return docuseal_body(json.dumps({**content, **changes}).encode(), at)


def docuseal_body(body: bytes, at: int | None = None) -> Request:
	"""Any body, with DocuSeal's signature."""
	header = docuseal.sign(body, SECRETS["docuseal_webhook_secret"], at or int(time.time()))
	return _json("docuseal", body, {"X-Docuseal-Signature": header})


def kuma_request(number: object = 1, **changes: Any) -> Request:
	"""A monitor that went down."""
	heartbeat = {"monitorID": 7, "status": 0, "time": f"2026-11-21 12:00:00.{number}", "msg": "timeout"}
	content = {"heartbeat": heartbeat, "monitor": {"id": 7, "name": "olt-1"}, "msg": "[olt-1] Down"}
	return kuma_body(json.dumps({**content, **changes}).encode())


def kuma_body(body: bytes) -> Request:
	"""Any body, with the secret Kuma was given."""
	return _json("kuma", body, {"X-Gigafibre-Secret": SECRETS["kuma_secret"]})


def pbx_request(number: object = 1, /, **changes: Any) -> Request:
	"""A call that was answered."""
	call = {
		"call_type": "Inbound",
		"number": "+15145550142",
		"agent": "101",
		"agent_first_name": "Sam",
		"agent_last_name": "Tremblay",
		"agent_email": "sam@isp.example",
		"queue": "[QueueExtension]",
		"started": "2026-11-21T12:00:00Z",
		"ended": "2026-11-21T12:03:20Z",
		"duration": str(number),
	}
	return pbx_body(json.dumps({**call, **changes}).encode())


def pbx_body(body: bytes) -> Request:
	"""Any body, with the secret in 3CX's template."""
	return _json("pbx", body, {"X-Gigafibre-Secret": SECRETS["pbx_secret"]})


def twilio_sms_request(number: object = 1, **changes: str) -> Request:
	"""An SMS somebody sent us."""
	fields = {"From": "+15145550142", "To": "+15145550100", "Body": "Allô, ça marche pas", "NumMedia": "0"}
	return twilio_form("twilio_sms", {"MessageSid": sid(number), **fields, **changes})


def twilio_status_request(number: object = 1, **changes: str) -> Request:
	"""What became of an SMS of ours."""
	fields = {"From": "+15145550100", "To": "+15145550142", "MessageStatus": "delivered"}
	return twilio_form("twilio_status", {"MessageSid": sid(number), **fields, **changes}, query="?sms=a%20b")


def twilio_form(provider: str, fields: dict[str, str], query: str = "") -> Request:
	"""Any fields, with Twilio's signature over our public address."""
	return twilio_body(provider, urlencode(fields).encode(), fields, query)


def twilio_body(provider: str, body: bytes, fields: Any, query: str = "") -> Request:
	"""Any body, signed as if it held these fields."""
	path = PATH.format(provider) + query
	signed = signature.sign(SECRETS["twilio_auth_token"], PUBLIC_URL + path, fields)
	return Request(path, body, {"Content-Type": FORM, "X-Twilio-Signature": signed})


def sid(number: object) -> str:
	"""A MessageSid of Twilio's shape."""
	return "SM" + str(number).rjust(32, "0")


SENDERS: dict[str, Callable[..., Request]] = {
	"twilio_sms": twilio_sms_request,
	"twilio_status": twilio_status_request,
	"pbx": pbx_request,
	"kuma": kuma_request,
	"stripe": stripe_request,
	"docuseal": docuseal_request,
}


def _json(provider: str, body: bytes, headers: dict[str, str]) -> Request:
	return Request(PATH.format(provider), body, {"Content-Type": JSON, **headers})
