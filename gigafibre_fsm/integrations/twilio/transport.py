"""HTTP under Twilio's library: our time limits, no repeated POST, and Twilio's answers as our error."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests
from twilio.http import HttpClient
from twilio.http.response import Response
from urllib3.exceptions import ConnectTimeoutError, MaxRetryError, NewConnectionError

from gigafibre_fsm.integrations.answers import TooLarge, read_within

from .errors import TwilioError
from .models import Config

logger = logging.getLogger(__name__)
# A page of a hundred messages is some 100 kB.
LARGEST_ANSWER = 4_000_000
# Refused before anything was done: 429 too many requests, 503 service unavailable.
REFUSED_FOR_NOW = frozenset({429, 503})


class Transport(HttpClient):  # type: ignore[misc]
	"""What Twilio's library sends its requests with. One try each; safe to share between threads."""

	def __init__(self, config: Config, session: requests.Session | None = None) -> None:
		super().__init__(logger, is_async=False)
		self._config = config
		self.session = session or requests.Session()

	def request(
		self,
		method: str,
		url: str,
		params: dict[str, object] | None = None,
		data: dict[str, object] | None = None,
		headers: dict[str, str] | None = None,
		auth: tuple[str, str] | None = None,
		timeout: float | None = None,
		allow_redirects: bool = False,
	) -> Response:
		"""The answer of a call that succeeded, as the library reads it. Raises TwilioError."""
		answer = self.send(
			requests.Request(method, url, headers=headers, params=params, data=data, auth=auth),
			LARGEST_ANSWER,
			patience=timeout,
		)
		if not 200 <= answer.status_code < 300:
			raise refusal(answer)
		return Response(answer.status_code, answer.content.decode("utf-8", "replace"), answer.headers)

	def send(
		self, request: requests.Request, most_bytes: int, patience: float | None = None
	) -> requests.Response:
		"""The whole answer, whatever its status; redirects are not followed. Raises TwilioError."""
		config = self._config
		patience = patience or config.read_timeout
		started = time.monotonic()
		with _failures(patience, asks_only=request.method == "GET"):
			prepared = self.session.prepare_request(request)
			settings = self.session.merge_environment_settings(prepared.url or "", {}, True, None, None)
			response = self.session.send(
				prepared,
				timeout=(min(config.connect_timeout, patience), patience),
				allow_redirects=False,
				**settings | {"stream": True},
			)
			read_within(response, started + patience, most_bytes)
		took = (time.monotonic() - started) * 1000
		path = urlsplit(prepared.url or "").path
		logger.debug("Twilio %s %s: %d in %.0f ms", request.method, path, response.status_code, took)
		return response


def refusal(response: requests.Response) -> TwilioError:
	"""The error for an answer that is not the one hoped for, in Twilio's own words: `{code, message, more_info, status}`."""
	status = response.status_code
	said = _json_object(response)
	code = said.get("code")
	words = said.get("message") or f"Twilio answered HTTP {status} {response.reason or ''}".strip()
	failed = status >= 500 and status not in REFUSED_FOR_NOW
	return TwilioError(
		str(words)[:500],
		code if isinstance(code, int) else None,
		status,
		retryable=failed or status in REFUSED_FOR_NOW,
		maybe_done=failed and response.request.method == "POST",
	)


def _json_object(response: requests.Response) -> dict[str, Any]:
	try:
		content = response.json()
	except requests.exceptions.JSONDecodeError:
		return {}
	return content if isinstance(content, dict) else {}


@contextmanager
def _failures(patience: float, asks_only: bool) -> Iterator[None]:
	"""Turn what can happen to a connection into our error; what only asks can always be asked again."""
	try:
		yield
	except requests.exceptions.ConnectTimeout as error:
		raise TwilioError("Twilio does not answer to connections.", retryable=True) from error
	except requests.exceptions.Timeout as error:
		raise TwilioError(
			f"Twilio gave no answer within {patience:.3g} s.", retryable=True, maybe_done=not asks_only
		) from error
	except TooLarge as error:
		raise TwilioError(f"What Twilio sent is too large: {error}.", maybe_done=not asks_only) from error
	except requests.exceptions.ConnectionError as error:
		if _never_connected(error):
			raise TwilioError("Twilio cannot be reached.", retryable=True) from error
		raise TwilioError(
			"Twilio broke the connection off.", retryable=True, maybe_done=not asks_only
		) from error
	except requests.exceptions.RequestException as error:
		raise TwilioError(f"Twilio answered unreadably: {error}.", maybe_done=not asks_only) from error


def _never_connected(error: requests.exceptions.ConnectionError) -> bool:
	reason = error.args[0] if error.args else None
	if isinstance(reason, MaxRetryError):
		reason = reason.reason
	return isinstance(reason, NewConnectionError | ConnectTimeoutError)
