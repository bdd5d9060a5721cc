"""The request, and its answer as plain data."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import requests

from gigafibre_fsm.integrations.answers import read_within

CONNECT_TIMEOUT = 3.0
READ_TIMEOUT = 15.0
LARGEST_ANSWER = 256 * 1024
WORDS_LENGTH = 300
DEFAULT_PORTS = {"http": 80, "https": 443}


class HTTPError(Exception):
	"""No answer, or one that is none of 2xx. `may_pass` tells whether trying again later can help."""

	def __init__(self, message: str, *, status: int | None = None) -> None:
		super().__init__(message)
		self.status = status

	@property
	def may_pass(self) -> bool:
		return self.status is None or self.status == 429 or self.status >= 500


@dataclass(frozen=True, slots=True)
class Answer:
	"""A 2xx answer: `content` is its JSON, or its text when it is none."""

	status: int
	content: Any


def origin_of(address: str) -> str:
	"""Return "https://host:port" of an address, the port always there. Raises ValueError when it has no host."""
	parts = urlsplit(address.strip())
	if parts.scheme not in DEFAULT_PORTS or not parts.hostname or parts.username is not None:
		raise ValueError(address)
	return f"{parts.scheme}://{parts.hostname}:{parts.port or DEFAULT_PORTS[parts.scheme]}"


def call(method: str, address: str, headers: Mapping[str, str], body: Any = None) -> Answer:
	"""Send a request and return its answer; `body`, if any, goes as JSON. Raises HTTPError.

	A redirect is an error: it would lead elsewhere than where we were allowed to ask.
	"""
	content = {} if body is None else {"json": body}
	try:
		response = requests.request(
			method,
			address,
			headers=dict(headers),
			timeout=(CONNECT_TIMEOUT, READ_TIMEOUT),
			allow_redirects=False,
			stream=True,
			auth=_as_it_is,
			**content,
		)
		read_within(response, time.monotonic() + READ_TIMEOUT, LARGEST_ANSWER)
	except requests.RequestException as error:
		raise HTTPError(_cause(error)) from error
	if not 200 <= response.status_code < 300:
		raise HTTPError(_refusal(response), status=response.status_code)
	return Answer(response.status_code, _content(response))


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
	"""Without this, requests would put what a .netrc holds in place of our header."""
	return request


def _cause(error: requests.RequestException) -> str:
	"""What happened, without the address: it may hold secrets."""
	if isinstance(error, requests.exceptions.Timeout):
		return "no answer in time"
	if isinstance(error, requests.exceptions.SSLError):
		return "its certificate is not trusted"
	if isinstance(error, requests.exceptions.ConnectionError):
		return "no connection could be made, or it broke"
	return str(error)[:WORDS_LENGTH]


def _refusal(response: requests.Response) -> str:
	words = " ".join(response.text.split())[:WORDS_LENGTH]
	status = f"HTTP {response.status_code} {response.reason or ''}".strip()
	return f"{status}: {words}" if words else status


def _content(response: requests.Response) -> Any:
	try:
		return response.json()
	except requests.exceptions.JSONDecodeError:
		return response.text
