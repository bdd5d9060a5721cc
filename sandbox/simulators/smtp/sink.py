"""The mail server, and what it does to whom.

The local part of a recipient says how its mail fares (anything may follow a +, `reject550+clients@…`):

reject550    refused at RCPT: no such user
greylist451  refused at RCPT the first time, taken from the second on
full552      refused after DATA: the mailbox is full
drop         the connection breaks after DATA, without an answer
slow         taken, answered after `slow_seconds`
"""

from __future__ import annotations

import asyncio
import itertools
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from sandbox.server.ports import free_port

# Longer than a patient client waits.
SLOW_SECONDS = 45.0


class MailSink:
	"""Takes mail for anybody on a loopback port and writes it to `folder/<number>.eml`."""

	def __init__(self, folder: Path, port: int = 0, slow_seconds: float = SLOW_SECONDS) -> None:
		self._folder = folder
		self._slow_seconds = slow_seconds
		self._numbers = itertools.count(1)
		self._greylisted: set[str] = set()
		self.port = free_port(port)
		self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

	async def handle_RCPT(
		self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
	) -> str:
		"""Take a recipient, or not."""
		behaviour = _behaviour(address)
		if behaviour == "reject550":
			return f"550 5.1.1 <{address}>: Recipient address rejected: User unknown in virtual mailbox table"
		if behaviour == "greylist451" and address not in self._greylisted:
			self._greylisted.add(address)
			return f"451 4.7.1 <{address}>: Recipient address rejected: Greylisted, try again in 60 seconds"
		envelope.rcpt_tos.append(address)
		envelope.rcpt_options.extend(options)
		return "250 2.1.5 Ok"

	async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
		"""Keep one message, or not."""
		behaviours = {_behaviour(address): address for address in envelope.rcpt_tos}
		if address := behaviours.get("full552"):
			return f"552 5.2.2 <{address}>: Mailbox full: over quota"
		if "drop" in behaviours:
			server.transport.abort()
			return "421 4.4.2 Connection dropped"
		if "slow" in behaviours:
			await asyncio.sleep(self._slow_seconds)
		number = self._keep(envelope.content)
		return f"250 2.0.0 Ok: queued as {number:05}"

	def _keep(self, content: Any) -> int:
		number = next(number for number in self._numbers if not self._path(number).exists())
		self._path(number).write_bytes(content)
		return number

	def _path(self, number: int) -> Path:
		return self._folder / f"{number:05}.eml"

	def start(self) -> Self:
		"""Take mail from now on."""
		self._folder.mkdir(parents=True, exist_ok=True)
		self._controller.start()
		return self

	def stop(self) -> None:
		"""Take no more."""
		self._controller.stop()

	def __enter__(self) -> Self:
		return self.start()

	def __exit__(
		self,
		kind: type[BaseException] | None,
		error: BaseException | None,
		trace: TracebackType | None,
	) -> None:
		self.stop()


def _behaviour(address: str) -> str:
	return address.partition("@")[0].partition("+")[0].lower()
