"""HTTP to the NBI: pooled connections, time limits, careful retries, and its answers as our errors."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from gigafibre_fsm.integrations.answers import read_within

from .errors import Cause, GenieACSError
from .models import Config, Json

logger = logging.getLogger(__name__)
SAFE_TO_REPEAT = frozenset({"GET", "HEAD"})
PAUSE_BEFORE_RETRY = 0.2
# A page of the fleet is a few megabytes, one modem with everything about one.
LARGEST_ANSWER = 64 * 1024 * 1024
_CAUSES: dict[int, Cause] = {400: "invalid", 404: "not_found", 503: "in_session"}


class NoAnswer(GenieACSError):
	"""The request left, or may have left, and no answer came: what it asked for may yet happen."""


@dataclass(frozen=True, slots=True)
class Request:
	"""One call: `path` is already quoted, `body` is bytes or None, times in seconds."""

	method: str
	path: str
	parameters: Mapping[str, str | None] | None = None
	body: bytes | None = None
	headers: Mapping[str, str] | None = None
	read_timeout: float | None = None


class Transport:
	"""Sends requests to one NBI. Safe to share between threads."""

	def __init__(self, config: Config, session: requests.Session | None = None) -> None:
		self.config = config
		self._session = session or self._pooled_session()

	def close(self) -> None:
		self._session.close()

	def send(self, request: Request) -> requests.Response:
		"""The answer, whatever its status. Raises `unreachable` (nothing was sent) or `NoAnswer`.

		All tries together take no longer than the request's own time limit.
		"""
		patience = self.config.read_timeout if request.read_timeout is None else request.read_timeout
		deadline = time.monotonic() + patience
		pauses = [PAUSE_BEFORE_RETRY * number for number in range(1, self.config.retries + 1)]
		for pause in pauses if request.method in SAFE_TO_REPEAT else ():
			try:
				return self._send_once(request, deadline - time.monotonic())
			except GenieACSError as error:
				if error.cause != "unreachable" or time.monotonic() + pause >= deadline:
					raise
				logger.info("GenieACS %s %s: %s Trying again.", request.method, request.path, error)
				time.sleep(pause)
		return self._send_once(request, deadline - time.monotonic())

	def call(self, request: Request) -> requests.Response:
		"""The answer of a call that succeeded (2xx). Raises GenieACSError with the server's own words."""
		response = self.send(request)
		if not 200 <= response.status_code < 300:
			raise refusal(response)
		return response

	def _send_once(self, request: Request, patience: float) -> requests.Response:
		prepared = self._prepare(request)
		started = time.monotonic()
		with _failures(shown(self.config.base_url), patience):
			response = self._session.send(
				prepared,
				timeout=(min(self.config.connect_timeout, patience), patience),
				allow_redirects=False,
				stream=True,
			)
			read_within(response, started + patience, LARGEST_ANSWER)
		took = (time.monotonic() - started) * 1000
		logger.debug(
			"GenieACS %s %s: %d in %.0f ms", request.method, request.path, response.status_code, took
		)
		return response

	def _prepare(self, request: Request) -> requests.PreparedRequest:
		base = self.config.base_url.rstrip("/")
		parameters = {name: text for name, text in (request.parameters or {}).items() if text is not None}
		prepared = self._session.prepare_request(
			requests.Request(request.method, base, headers=dict(request.headers or {}), data=request.body)
		)
		# Set afterwards: requests would undo the quoting of dots, which the NBI's routes need.
		prepared.url = base + request.path + (f"?{urlencode(parameters)}" if parameters else "")
		return prepared

	def _pooled_session(self) -> requests.Session:
		session = requests.Session()
		# The NBI has no authentication and lives beside us: no proxy or .netrc of the environment is meant for it.
		session.trust_env = False
		adapter = HTTPAdapter(pool_maxsize=self.config.pool_size, max_retries=0)
		session.mount("http://", adapter)
		session.mount("https://", adapter)
		return session


def shown(url: str) -> str:
	"""An address fit for a message: without credentials and without its query."""
	parts = urlsplit(url)
	return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def refusal(response: requests.Response) -> GenieACSError:
	"""The error for an answer that is not the one hoped for, in the server's own words."""
	status = response.status_code
	words = response.text.strip()[:500] or response.reason or f"HTTP {status}"
	fallback: Cause = "server_error" if status >= 500 or status < 300 else "refused"
	return GenieACSError(words, _CAUSES.get(status, fallback), http_status=status)


def json_of(response: requests.Response) -> Json:
	"""The JSON of an answer; a page that is none means that something else than an NBI is listening there."""
	try:
		return response.json()
	except requests.exceptions.JSONDecodeError as error:
		raise GenieACSError(
			f"{shown(response.url)} did not answer as a GenieACS NBI does.",
			"server_error",
			http_status=response.status_code,
		) from error


def objects_of(response: requests.Response) -> list[dict[str, Any]]:
	"""The list of objects a collection answers with."""
	content = json_of(response)
	if not isinstance(content, list):
		raise GenieACSError(
			f"{shown(response.url)} did not answer with a list.",
			"server_error",
			http_status=response.status_code,
		)
	return content


@contextmanager
def _failures(address: str, patience: float) -> Iterator[None]:
	"""Turn what can happen to a connection into our error: before sending, or after."""
	try:
		yield
	except requests.exceptions.ConnectTimeout as error:
		raise GenieACSError(
			f"GenieACS at {address} does not answer to connections.", "unreachable"
		) from error
	except requests.exceptions.Timeout as error:
		raise NoAnswer(f"GenieACS at {address} gave no answer within {patience:.3g} s.", "timeout") from error
	except requests.exceptions.ConnectionError as error:
		if _never_connected(error):
			raise GenieACSError(f"GenieACS at {address} cannot be reached.", "unreachable") from error
		raise NoAnswer(f"GenieACS at {address} broke the connection off.", "unreachable") from error
	except requests.exceptions.RequestException as error:
		raise NoAnswer(f"GenieACS at {address} answered unreadably: {error}.", "server_error") from error


def _never_connected(error: requests.exceptions.ConnectionError) -> bool:
	reason = error.args[0] if error.args else None
	if isinstance(reason, MaxRetryError):
		reason = reason.reason
	return isinstance(reason, NewConnectionError | ConnectTimeoutError)
