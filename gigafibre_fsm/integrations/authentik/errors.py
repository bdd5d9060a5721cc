"""The one error of the Authentik client."""

from __future__ import annotations

from typing import Literal

Cause = Literal["unreachable", "timeout", "denied", "not_found", "invalid", "server_error"]


class AuthentikError(Exception):
	"""What went wrong between us and Authentik.

	`str(error)` is Authentik's own words where it said any. `cause` is stable, for callers to branch on:

	- `unreachable`: no connection could be made, or it broke before an answer
	- `timeout`: connected, but no answer within our time
	- `denied`: the token is unknown or expired, or its owner may not do this (401, 403)
	- `not_found`: no such account or group
	- `invalid`: what was sent does not please Authentik (400): a name that is taken, a code used twice
	- `server_error`: a 5xx, or an answer that is not Authentik's
	"""

	def __init__(self, message: str, cause: Cause, *, http_status: int | None = None) -> None:
		super().__init__(message)
		self.cause: Cause = cause
		self.http_status = http_status
