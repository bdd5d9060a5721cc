"""`X-Docuseal-Signature: <Unix seconds>.<hex HMAC-SHA256 of "seconds.body">`; older versions send the secret itself."""

from __future__ import annotations

from gigafibre_fsm.integrations.inbound import (
	InboundEvent,
	Malformed,
	Proof,
	digest,
	hex_hmac,
	json_object,
	required_id,
	same_secret,
	unix_seconds,
)


def prove(body: bytes, signature: str, shared: str, secret: str) -> Proof | None:
	"""Whether DocuSeal sent this: by its signature, or by the header with the secret when there is no signature.

	Never raises, whatever was sent.
	"""
	if not secret:
		return None
	if not signature:
		return Proof() if same_secret(shared, secret) else None
	time, _, given = signature.partition(".")
	signed_at = unix_seconds(time)
	if signed_at is None or not same_secret(given, hex_hmac(secret, time.encode() + b"." + body)):
		return None
	return Proof(signed_at)


def sign(body: bytes, secret: str, at: int) -> str:
	"""The header DocuSeal would send."""
	return f"{at}.{hex_hmac(secret, f'{at}.'.encode() + body)}"


def read_event(body: bytes) -> InboundEvent:
	"""`{event_type: "form.completed", timestamp, data: {id, …}}`, which has no id of its own. Raises Malformed."""
	content = json_object(body)
	kind = required_id(content.get("event_type"), "event_type")
	data, timestamp = content.get("data"), content.get("timestamp")
	if not isinstance(data, dict) or not isinstance(data.get("id"), int | str):
		raise Malformed("data.id is missing.")
	if not isinstance(timestamp, str):
		raise Malformed("timestamp is missing.")
	return InboundEvent(digest(kind, data["id"], timestamp), kind, content)
