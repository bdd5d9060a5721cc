"""The client of Twilio's REST API (2010-04-01), over Twilio's own library."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

import requests
from twilio.base import values
from twilio.rest import Client

from .errors import TwilioError
from .media import fetch_media
from .models import Account, Call, Config, Media, SentMessage
from .transport import Transport

# How many of the latest messages to one number `find` looks through.
LATEST = 100
# Twilio writes its times in whole seconds, by its own clock.
CLOCK_TOLERANCE = timedelta(seconds=30)


class Twilio:
	"""One account. Every call may raise TwilioError; nothing is ever asked twice by itself."""

	def __init__(self, config: Config, session: requests.Session | None = None) -> None:
		self._config = config
		self._transport = Transport(config, session)
		self._client = Client(config.account_sid, config.auth_token, http_client=self._transport)
		self._client.api.base_url = config.api_url.rstrip("/")

	def send(
		self, sender: str, to: str, body: str, *, status_callback: str = "", media: Sequence[str] = ()
	) -> SentMessage:
		"""Hand a text over to Twilio, with pictures at these public addresses; numbers in E.164.

		Twilio posts what becomes of it to `status_callback`. After a TwilioError with `maybe_done`, `find` tells
		whether it was taken after all.
		"""
		with _readable():
			created = self._client.messages.create(
				to=to,
				from_=sender,
				body=body,
				status_callback=status_callback or values.unset,
				media_url=list(media) or values.unset,
			)
			return _message(created)

	def find(self, to: str, sent_after: datetime, body: str) -> list[SentMessage]:
		"""The messages with this text to this number since a moment (with its time zone), newest first.

		The filter by date of Twilio's is of no use here: a message that still waits has no date yet.
		"""
		with _readable():
			latest = [_message(message) for message in self._client.messages.list(to=to, limit=LATEST)]
		since = sent_after - CLOCK_TOLERANCE
		return [
			message
			for message in latest
			if message.body.strip() == body.strip() and message.created_at and message.created_at >= since
		]

	def fetch(self, sid: str) -> SentMessage:
		"""What became of a message."""
		with _readable():
			return _message(self._client.messages(sid).fetch())

	def call(
		self, to: str, sender: str, *, twiml: str = "", url: str = "", status_callback: str = ""
	) -> Call:
		"""Ring a number; when it answers, Twilio does what `twiml` says, or what the `url` answers."""
		with _readable():
			created = self._client.calls.create(
				to=to,
				from_=sender,
				twiml=twiml or values.unset,
				url=url or values.unset,
				status_callback=status_callback or values.unset,
			)
			return Call(created.sid, created.status, created.to, created._from)

	def media(self, url: str, most_bytes: int) -> Media:
		"""The content of a MediaUrl of this account. TwilioError for any other address, or when it is larger."""
		return fetch_media(self._transport, self._config, url, most_bytes)

	def test(self) -> Account:
		"""Whose account this is: what a "Test connection" button shows."""
		with _readable():
			account = self._client.api.v2010.accounts(self._config.account_sid).fetch()
			return Account(account.friendly_name, account.status)

	def close(self) -> None:
		"""Give the connections back."""
		self._transport.session.close()

	def __enter__(self) -> Self:
		return self

	def __exit__(
		self,
		kind: type[BaseException] | None,
		error: BaseException | None,
		trace: TracebackType | None,
	) -> None:
		self.close()


def _message(message: Any) -> SentMessage:
	if not message.sid:
		raise ValueError("no sid")
	return SentMessage(
		sid=message.sid,
		status=message.status,
		to=message.to,
		sender=message.from_,
		body=message.body or "",
		segments=int(message.num_segments or 0),
		created_at=message.date_created,
		error_code=message.error_code,
		error_message=message.error_message,
	)


@contextmanager
def _readable() -> Iterator[None]:
	"""Say so when what answered is not Twilio: the library stumbles over it in several ways."""
	try:
		yield
	except (ValueError, TypeError, KeyError, AttributeError) as error:
		raise TwilioError(
			"What listens at the address of the settings does not answer as Twilio does."
		) from error
