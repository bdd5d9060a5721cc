"""HTTP to Authentik: time limits, a bounded answer, and its refusals as our errors. Tokens are never logged."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import requests

from gigafibre_fsm.integrations.answers import read_within

from .errors import AuthentikError, Cause
from .models import Config

LARGEST_ANSWER = 8 * 1024 * 1024
_CAUSES: dict[int, Cause] = {400: "invalid", 401: "denied", 403: "denied", 404: "not_found"}


class Transport:
	"""Sends requests to one Authentik. Nothing is tried again: a person waits, and may press again."""

	def __init__(self, config: Config, session: requests.Session | None = None) -> None:
		self.config = config
		self._session = session or requests.Session()

	def call(self, method: str, path: str, **content: Any) -> Any:
		"""The JSON of a call that succeeded, None when it has no body. `content` is as `requests` takes it."""
		content.setdefault("auth", _as_it_is)
		with _failures(self.config):
			response = self._session.request(
				method,
				self.config.base_url.rstrip("/") + path,
				timeout=(self.config.connect_timeout, self.config.read_timeout),
				allow_redirects=False,
				stream=True,
				**content,
			)
			read_within(response, time.monotonic() + self.config.read_timeout, LARGEST_ANSWER)
		if not 200 <= response.status_code < 300:
			raise _refusal(response)
		return _json(response) if response.content else None


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
	"""Without this, requests would put what a .netrc holds in place of our token."""
	return request


def object_of(content: Any, *needed: str) -> Mapping[str, Any]:
	"""An answer that is an object with these keys. Raises AuthentikError when something else answered."""
	if not isinstance(content, dict) or any(key not in content for key in needed):
		raise AuthentikError("The answer is not Authentik's.", "server_error")
	return content


def _refusal(response: requests.Response) -> AuthentikError:
	status = response.status_code
	fallback: Cause = "server_error" if status >= 500 or status < 400 else "invalid"
	return AuthentikError(_words(response), _CAUSES.get(status, fallback), http_status=status)


def _words(response: requests.Response) -> str:
	"""What Authentik said: `detail`, an OAuth error, or the complaints about each field."""
	try:
		content = response.json()
	except requests.exceptions.JSONDecodeError:
		content = None
	if not isinstance(content, dict) or not content:
		return f"HTTP {response.status_code} {response.reason}".strip()
	for key in ("detail", "error_description", "error"):
		if content.get(key):
			return str(content[key])[:300]
	return "; ".join(_complaint(field, words) for field, words in content.items())[:300]


def _complaint(field: str, words: Any) -> str:
	text = " ".join(map(str, words)) if isinstance(words, list) else str(words)
	return text if field == "non_field_errors" else f"{field}: {text}"


def _json(response: requests.Response) -> Any:
	try:
		return response.json()
	except requests.exceptions.JSONDecodeError as error:
		raise AuthentikError("The answer is not Authentik's.", "server_error") from error


@contextmanager
def _failures(config: Config) -> Iterator[None]:
	"""Turn what can happen to a connection into our error."""
	address = config.base_url
	try:
		yield
	except requests.exceptions.ConnectTimeout as error:
		raise AuthentikError(f"{address} does not answer to connections.", "unreachable") from error
	except requests.exceptions.Timeout as error:
		raise AuthentikError(
			f"{address} gave no answer within {config.read_timeout:g} s.", "timeout"
		) from error
	except requests.exceptions.ConnectionError as error:
		raise AuthentikError(f"{address} cannot be reached.", "unreachable") from error
	except requests.exceptions.RequestException as error:
		raise AuthentikError(f"{address} answered unreadably: {error}.", "server_error") from error
