"""What a broken or hostile sender might send: a genuine request with something wrong in it, or nothing genuine at all."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from gigafibre_fsm.tests import webhook_senders as senders
from gigafibre_fsm.tests.webhook_senders import Request

METHODS = ("POST", "POST", "POST", "POST", "GET", "PUT", "DELETE", "HEAD", "PATCH", "OPTIONS")
CONTENT_TYPES = (
	senders.JSON,
	senders.FORM,
	"application/json; charset=utf-16",
	"application/json; charset=nonsense",
	"multipart/form-data; boundary=x",
	"multipart/form-data",
	"text/plain",
	"text/xml",
	"application/vnd.api+json",
	"",
	";;;",
)
ACCEPTS = ("*/*", "text/html", "application/json", "", "\xff")
AUTHORIZATIONS = (
	"Basic",
	"Basic !!!",
	"Basic /w==",
	"Basic YTpi",
	"token a:b",
	"token a",
	"Bearer x",
	"\xff \xff",
)
# What no sender signs: names Frappe itself reads in a request.
ITS_OWN = ("cmd", "data", "_", "sid", "flags", "ignore_permissions", "doctype", "run_method")
HEADERS = (
	"Stripe-Signature",
	"X-Docuseal-Signature",
	"X-Twilio-Signature",
	"X-Gigafibre-Secret",
	"Authorization",
	"Cookie",
	"X-Frappe-CSRF-Token",
	"X-Requested-With",
	"Accept",
	"Accept-Language",
	"X-Forwarded-For",
	"Content-Encoding",
)
# A header travels as latin-1, and no line ends in it.
letters = st.text([chr(code) for code in range(32, 256) if code != 127], max_size=60)
scalars = st.one_of(
	st.none(),
	st.booleans(),
	st.integers(),
	st.integers(min_value=10**30, max_value=10**40),
	st.floats(),
	st.text(max_size=30),
	st.sampled_from(
		["", "\x00", "\ud800", "<b>", "evt_" + "9" * 300, "../..", "'; --", "💥", "${x}", "[Agent]"]
	),
)
values = st.recursive(
	scalars,
	lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
	max_leaves=12,
)
BODIES = (
	b"",
	b"null",
	b"[]",
	b"[[]]",
	b"{",
	b'"text"',
	b"1",
	b"NaN",
	b'{"id": NaN}',
	b'{"id": 1e999}',
	b'{"id": ' + b"9" * 5000 + b"}",
	b'{"id": "a", "id": "b"}',
	b'{"id": "\\ud800"}',
	b"\xef\xbb\xbf{}",
	b"\xff\xfe{\x00}\x00",
	b"\xc3\x28",
	b"[" * 3000,
	b'{"a":' * 3000,
	b"[" * 900 + b"]" * 900,
	b"a=%ZZ&b=%ff%fe&=&&&;",
	b"a=b&" * 2000,
	b"--x\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--x--",
)


@dataclass(frozen=True, slots=True)
class Attempt:
	"""A request and its method. `genuine`: signed as the provider would."""

	method: str
	request: Request
	genuine: bool


def attempts(provider: str) -> st.SearchStrategy[Attempt]:
	"""Malformed requests to one provider's door."""
	signed = st.builds(lambda body: Attempt("POST", _signed(provider, body), True), _bodies(provider))
	return st.one_of(
		signed,
		st.builds(
			_with_headers, _genuine(provider), st.dictionaries(st.sampled_from(HEADERS), letters, max_size=4)
		),
		st.builds(_cut, _genuine(provider), st.integers(0, 400), st.binary(max_size=8)),
		st.builds(_stale, st.just(provider), st.integers(-(10**12), 10**12)),
		st.builds(_otherwise, _genuine(provider), st.sampled_from(METHODS), st.sampled_from(CONTENT_TYPES)),
		st.builds(_as_somebody, _genuine(provider), st.sampled_from(AUTHORIZATIONS)),
		st.builds(_asked, signed, st.sampled_from(ACCEPTS)),
		st.builds(_unsigned, st.just(provider), st.binary(max_size=300) | st.sampled_from(BODIES)),
	)


def _genuine(provider: str) -> st.SearchStrategy[Request]:
	return st.builds(senders.SENDERS[provider], st.integers(0, 10**9))


def _bodies(provider: str) -> st.SearchStrategy[bytes]:
	"""Bodies no event has: chosen ones, random ones, and an event with one place of it replaced."""
	return st.one_of(
		st.sampled_from(BODIES),
		st.binary(max_size=200),
		st.builds(_as_json, values),
		st.builds(_broken, st.just(provider), st.integers(0, 40), values),
		st.builds(_with_its_own, st.just(provider), st.sampled_from(ITS_OWN), values),
	)


def _broken(provider: str, place: int, value: Any) -> bytes:
	"""An event whose n-th place holds something else, or is gone."""
	body = senders.SENDERS[provider]("fuzz").body
	if provider.startswith("twilio"):
		parts = body.split(b"&")
		parts[place % len(parts)] = str(value).encode("utf-8", "replace")
		return b"&".join(parts)
	event = json.loads(body)
	holder, key = _places(event)[place % len(_places(event))]
	holder[key] = value
	return _as_json(event)


def _with_its_own(provider: str, name: str, value: Any) -> bytes:
	if provider.startswith("twilio"):
		return f"{name}={value}".encode("utf-8", "replace")
	# Not an event, or it would be kept.
	return _as_json({name: value})


def _places(node: Any) -> list[tuple[dict, str]]:
	found = [(node, key) for key in node]
	for value in node.values():
		found += _places(value) if isinstance(value, dict) else []
	return found


def _as_json(value: Any) -> bytes:
	return json.dumps(value).encode("utf-8", "surrogatepass")


SIGNED: dict[str, Callable[[bytes], Request]] = {
	"stripe": senders.stripe_body,
	"docuseal": senders.docuseal_body,
	"kuma": senders.kuma_body,
	"pbx": senders.pbx_body,
}


def _signed(provider: str, body: bytes) -> Request:
	"""Any body, vouched for as the provider would."""
	if provider in SIGNED:
		return SIGNED[provider](body)
	return senders.twilio_body(provider, body, _fields(body))


def _fields(body: bytes) -> dict[str, list[str]]:
	from gigafibre_fsm.integrations.inbound import Malformed, form_fields

	try:
		return form_fields(body)
	except Malformed:
		return {}


def _with_headers(request: Request, headers: dict[str, str]) -> Attempt:
	"""Its proof overwritten, or other headers added: never still genuine, for the tampering is last."""
	spoilt = {name: f"x{value}" for name, value in headers.items()}
	proofs = {name: "0" for name in request.headers if name != "Content-Type"}
	return Attempt("POST", replace(request, headers={**request.headers, **proofs, **spoilt}), False)


def _cut(request: Request, place: int, inserted: bytes) -> Attempt:
	at = place % (len(request.body) + 1)
	body = request.body[:at] + inserted + request.body[at + 1 :]
	return Attempt("POST", replace(request, body=body), _vouched(request, body))


def _vouched(request: Request, body: bytes) -> bool:
	"""A shared secret says nothing about the body, and Twilio signs names and values run together."""
	if "X-Twilio-Signature" in request.headers:
		return _run_together(body) == _run_together(request.body)
	return body == request.body or "X-Gigafibre-Secret" in request.headers


def _run_together(body: bytes) -> str:
	return "".join(name + value for name, values in sorted(_fields(body).items()) for value in sorted(values))


def _stale(provider: str, moved: int) -> Attempt:
	"""Signed at another time; providers that sign none get a secret that is not theirs."""
	if provider in ("stripe", "docuseal"):
		moved = moved if abs(moved) > 400 else moved + 1000
		return Attempt("POST", senders.SENDERS[provider]("stale", int(time.time()) + moved), False)
	request = senders.SENDERS[provider]("stale")
	return _with_headers(request, {"X-Gigafibre-Secret": str(moved)})


def _otherwise(request: Request, method: str, content_type: str) -> Attempt:
	"""Genuine, but asked in another way."""
	usual = method == "POST" and content_type.startswith(request.headers["Content-Type"])
	return Attempt(method, request.with_headers(Content_Type=content_type), usual)


def _as_somebody(request: Request, authorization: str) -> Attempt:
	return Attempt("POST", request.with_headers(Authorization=authorization), True)


def _asked(attempt: Attempt, accept: str) -> Attempt:
	return replace(attempt, request=attempt.request.with_headers(Accept=accept))


def _unsigned(provider: str, body: bytes) -> Attempt:
	content_type = senders.FORM if provider.startswith("twilio") else senders.JSON
	return Attempt(
		"POST", Request(senders.PATH.format(provider), body, {"Content-Type": content_type}), False
	)
