"""The one error of the GenieACS client."""

from __future__ import annotations

from typing import Literal

Cause = Literal[
	"unreachable",
	"timeout",
	"refused",
	"not_found",
	"ambiguous",
	"invalid",
	"in_session",
	"server_error",
]


class GenieACSError(Exception):
	"""What went wrong between us and the ACS.

	`str(error)` is the server's own words where it said any. `cause` is stable, for callers to branch on:

	- `unreachable`: no connection could be made, or it broke before an answer
	- `timeout`: connected, but no answer within our time (never raised for a task: see `TaskResult`)
	- `refused`: the ACS, or a proxy before it, answered with another 3xx or 4xx
	- `not_found`: the device, task, file or collection does not exist
	- `ambiguous`: several devices match what should name one
	- `invalid`: refused before it was sent because it would crash the server, or answered 400
	- `in_session`: the device is in a session with the ACS (503); try again in a few seconds
	- `server_error`: any other 5xx, or an answer that is not GenieACS's
	"""

	def __init__(self, message: str, cause: Cause, *, http_status: int | None = None) -> None:
		super().__init__(message)
		self.cause: Cause = cause
		self.http_status = http_status


def invalid(message: str) -> GenieACSError:
	"""An argument that is refused here, because the server would crash on it or misread it."""
	return GenieACSError(message, "invalid")
