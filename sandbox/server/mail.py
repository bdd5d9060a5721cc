"""A mail server that delivers nothing: it keeps each message as a file to look at."""

import itertools
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

from sandbox.server.ports import free_port


class MailSink:
	"""Takes mail for anybody on a loopback port and writes it to `folder/<number>.eml`."""

	def __init__(self, folder: Path):
		self._folder = folder
		self._numbers = itertools.count(1)
		self.port = free_port()
		self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

	async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
		"""Keep one message."""
		path = next(path for path in map(self._path, self._numbers) if not path.exists())
		path.write_bytes(envelope.content)
		return "250 Message kept"

	def _path(self, number: int) -> Path:
		return self._folder / f"{number:05}.eml"

	def start(self) -> None:
		"""Take mail from now on."""
		self._folder.mkdir(parents=True, exist_ok=True)
		self._controller.start()

	def stop(self) -> None:
		"""Take no more."""
		self._controller.stop()
