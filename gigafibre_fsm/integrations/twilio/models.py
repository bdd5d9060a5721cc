"""What goes into the Twilio client and what comes out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

# "AC" and 32 hex digits.
ACCOUNT_SID = re.compile(r"AC[0-9a-fA-F]{32}")


@dataclass(frozen=True, slots=True)
class Config:
	"""Which account, where, and how long we wait. Times in seconds. ValueError when it cannot be one."""

	api_url: str
	account_sid: str
	auth_token: str = field(repr=False)
	connect_timeout: float = 3.0
	read_timeout: float = 15.0

	def __post_init__(self) -> None:
		if not self.api_url.startswith(("http://", "https://")):
			raise ValueError(f"The Twilio address “{self.api_url}” must start with http:// or https://.")
		if not ACCOUNT_SID.fullmatch(self.account_sid):
			raise ValueError("A Twilio account SID is “AC” and 32 hexadecimal digits.")
		if not self.auth_token:
			raise ValueError("Twilio's auth token is missing.")


@dataclass(frozen=True, slots=True)
class SentMessage:
	"""A message as Twilio knows it.

	`status` is Twilio's word: accepted, queued, sending, sent, delivered, undelivered, failed… `segments` is what it
	counts and charges; `error_code` and `error_message` are set once it is undelivered or failed.
	"""

	sid: str
	status: str
	to: str
	sender: str
	body: str = field(repr=False)
	segments: int = 0
	created_at: datetime | None = None
	error_code: int | None = None
	error_message: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
	"""A call as Twilio knows it; `status` is queued, ringing, in-progress, completed, busy, no-answer, canceled or failed."""

	sid: str
	status: str
	to: str
	sender: str


@dataclass(frozen=True, slots=True)
class Media:
	"""A picture or file of an MMS, with the type its sender declared (to be checked, not believed)."""

	content: bytes = field(repr=False)
	content_type: str


@dataclass(frozen=True, slots=True)
class Account:
	"""Proof that the credentials are right: the account's name, and its status (active, suspended or closed)."""

	name: str
	status: str
