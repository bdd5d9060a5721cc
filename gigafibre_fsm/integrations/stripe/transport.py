"""HTTP to Stripe: form encoding, our time limits, and Stripe's answers as our error. Keys are never logged."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests

from gigafibre_fsm.integrations.answers import read_within

from .errors import StripeError
from .models import Config

API_VERSION = "2026-10-28.endive"
LARGEST_ANSWER = 2 * 1024 * 1024
# A 409 says that the first request with this key is still being done.
FOR_NOW = frozenset({409, 429})


class Transport:
	"""Sends requests to one Stripe account, one try each; safe to share between threads."""

	def __init__(self, config: Config, session: requests.Session | None = None) -> None:
		self._config = config
		self._session = session or requests.Session()

	def get(self, path: str) -> Mapping[str, Any]:
		"""The object at this path. Raises StripeError."""
		return self._call("GET", path)

	def post(self, path: str, content: Mapping[str, Any], idempotency_key: str) -> Mapping[str, Any]:
		"""The object that was made; the same key and content again give the same one. Raises StripeError."""
		return self._call("POST", path, list(as_form(content)), {"Idempotency-Key": idempotency_key})

	def _call(
		self,
		method: str,
		path: str,
		form: list[tuple[str, str]] | None = None,
		headers: Mapping[str, str] | None = None,
	) -> Mapping[str, Any]:
		config = self._config
		with _failures(config):
			response = self._session.request(
				method,
				config.api_url.rstrip("/") + path,
				data=form,
				headers={"Stripe-Version": API_VERSION, **(headers or {})},
				auth=(config.secret_key, ""),
				timeout=(config.connect_timeout, config.read_timeout),
				allow_redirects=False,
				stream=True,
			)
			read_within(response, time.monotonic() + config.read_timeout, LARGEST_ANSWER)
		content = _json_object(response)
		if not 200 <= response.status_code < 300:
			raise _refusal(response, content)
		return content


def as_form(content: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
	"""The pairs of Stripe's form encoding: `line_items[0][quantity]=1`; empty values are left out."""
	for name, value in content.items():
		key = f"{prefix}[{name}]" if prefix else name
		if isinstance(value, Mapping):
			yield from as_form(value, key)
		elif isinstance(value, list):
			yield from as_form({str(number): row for number, row in enumerate(value)}, key)
		elif value not in (None, ""):
			yield key, str(value)


def _refusal(response: requests.Response, content: Mapping[str, Any]) -> StripeError:
	"""Stripe's error: `{error: {type, code, decline_code, message}}`."""
	status = response.status_code
	said = content.get("error")
	error = said if isinstance(said, dict) else {}
	words = error.get("message") or f"Stripe answered HTTP {status} {response.reason or ''}".strip()
	return StripeError(
		str(words)[:500],
		str(error.get("code") or error.get("type") or ""),
		str(error.get("decline_code") or ""),
		status,
		retryable=status >= 500 or status in FOR_NOW,
	)


def _json_object(response: requests.Response) -> Mapping[str, Any]:
	try:
		content = response.json()
	except requests.exceptions.JSONDecodeError:
		content = None
	if isinstance(content, dict):
		return content
	if 200 <= response.status_code < 300:
		raise StripeError("What listens at the address of the settings does not answer as Stripe does.")
	return {}


@contextmanager
def _failures(config: Config) -> Iterator[None]:
	"""Turn what can happen to a connection into our error; all may be asked again, with the same key."""
	try:
		yield
	except requests.exceptions.ConnectTimeout as error:
		raise StripeError("Stripe does not answer to connections.", retryable=True) from error
	except requests.exceptions.Timeout as error:
		raise StripeError(
			f"Stripe gave no answer within {config.read_timeout:g} s.", retryable=True
		) from error
	except requests.exceptions.ConnectionError as error:
		raise StripeError("Stripe cannot be reached.", retryable=True) from error
	except requests.exceptions.RequestException as error:
		raise StripeError(f"Stripe answered unreadably: {error}.", retryable=True) from error
