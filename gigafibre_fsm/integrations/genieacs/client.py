"""The client of the GenieACS northbound interface."""

from __future__ import annotations

from types import TracebackType
from typing import Self

import requests

from .calls import total_of
from .catalogue import CatalogueCalls
from .deliveries import TaskCalls
from .devices import DeviceCalls
from .models import Config, ServerStatus
from .transport import Transport


class GenieACS(DeviceCalls, TaskCalls, CatalogueCalls):
	"""One ACS. Keep it and share it between threads: its connections are pooled.

	Every call may raise GenieACSError. Reading is tried again when the connection fails; nothing else is.
	"""

	def __init__(self, config: Config, session: requests.Session | None = None) -> None:
		self._transport = Transport(config, session)

	def status(self) -> ServerStatus:
		"""Proof that an NBI answers at this address: what a "Test connection" button shows."""
		response = self._head("devices")
		return ServerStatus(response.headers.get("GenieACS-Version"), total_of(response))

	def close(self) -> None:
		"""Give the connections back."""
		self._transport.close()

	def __enter__(self) -> Self:
		return self

	def __exit__(
		self,
		kind: type[BaseException] | None,
		error: BaseException | None,
		trace: TracebackType | None,
	) -> None:
		self.close()
