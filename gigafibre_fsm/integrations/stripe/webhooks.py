"""`Stripe-Signature: t=<Unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, several v1 while a secret is being rolled."""

from __future__ import annotations

from gigafibre_fsm.integrations.inbound import (
	InboundEvent,
	Malformed,
	Proof,
	hex_hmac,
	json_object,
	required_id,
	same_secret,
	unix_seconds,
)

# A header of honest length holds two or three; each costs a comparison.
MAX_SIGNATURES = 16


def prove(body: bytes, header: str, secret: str) -> Proof | None:
	"""The time Stripe signed this body at; None when it did not. Never raises, whatever was sent."""
	pairs = [part.strip().partition("=") for part in header.split(",", MAX_SIGNATURES)]
	times = [value for name, _, value in pairs if name == "t"]
	signatures = [value for name, _, value in pairs if name == "v1"]
	if len(times) != 1 or not secret:
		return None
	signed_at = unix_seconds(times[0])
	expected = hex_hmac(secret, times[0].encode("utf-8", "replace") + b"." + body)
	if signed_at is None or not any([same_secret(given, expected) for given in signatures]):
		return None
	return Proof(signed_at)


def sign(body: bytes, secret: str, at: int) -> str:
	"""The header Stripe would send."""
	return f"t={at},v1={hex_hmac(secret, f'{at}.'.encode() + body)}"


def read_event(body: bytes) -> InboundEvent:
	"""`{id: "evt_…", object: "event", type, data}`. Raises Malformed."""
	content = json_object(body)
	if content.get("object") != "event":
		raise Malformed("The body is not a Stripe event.")
	return InboundEvent(
		required_id(content.get("id"), "id"), required_id(content.get("type"), "type"), content
	)
