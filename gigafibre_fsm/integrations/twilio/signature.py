"""X-Twilio-Signature: base64(HMAC-SHA1(auth token, the whole URL + sorted names and values)), INTEGRATIONS.md §4.

The URL is the one Twilio was given (scheme, host, path and query as it wrote them), not what a proxy made of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from twilio.request_validator import RequestValidator

# A form's fields, several values to a name where it says so; or the text of a JSON body.
Parameters = Mapping[str, str | Sequence[str]] | str


def valid(auth_token: str, url: str, parameters: Parameters, signature: str) -> bool:
	"""Whether Twilio, who alone shares the token, signed this request. Never raises, whatever was sent.

	A default port (443, 80) may be written in the URL or not. A JSON body is vouched for by the `bodySHA256`
	in the URL; without it, the signature says nothing about the body and is refused.
	"""
	if not auth_token or not signature:
		return False
	if isinstance(parameters, str) and "bodySHA256=" not in url:
		return False
	try:
		return bool(RequestValidator(auth_token).validate(url, _fields(parameters), signature))
	except ValueError:
		# Text that is no UTF-8 or a URL that is none: not what Twilio signs.
		return False


def sign(auth_token: str, url: str, parameters: Parameters) -> str:
	"""What Twilio would send in X-Twilio-Signature. For a JSON body the URL must already carry `bodySHA256`."""
	fields = _fields({} if isinstance(parameters, str) else parameters)
	return str(RequestValidator(auth_token).compute_signature(url, fields))


class _Fields(dict[str, str | Sequence[str]]):
	"""A form as the validator reads several values of a name: with `getlist`."""

	def getlist(self, name: str) -> list[str]:
		values = self[name]
		return [values] if isinstance(values, str) else list(values)


def _fields(parameters: Parameters) -> _Fields | str:
	return parameters if isinstance(parameters, str) else _Fields(parameters)
