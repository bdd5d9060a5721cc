"""The simulator as a server: in its own process, or inside a test."""

from __future__ import annotations

import sys
import threading
import time
from collections import deque
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from .control import PREFIX, Control
from .cpe import Cpe, Mode
from .crash import WouldCrash
from .devices.base import Model
from .nbi import VERSION, Nbi
from .sessions import Clock, Sessions
from .store import Store
from .tree import Document, now

REMEMBERED_REQUESTS = 1000
REMEMBERED_CRASHES = 100


class _Handler(WSGIRequestHandler):
	"""Keeps connections open, as the NBI does, and says nothing of each request."""

	protocol_version = "HTTP/1.1"

	def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
		"""The control address tells what was asked."""


class GenieACSSimulator:
	"""A GenieACS with its devices. `with GenieACSSimulator([xx230v()]) as acs: GenieACS(Config(acs.url))`.

	`pace` multiplies every realistic wait (0 = none); `drift` lets values wander between readings.
	`crashes` tells what would have killed a worker of the real one: a test should find it empty.
	"""

	def __init__(
		self,
		devices: Iterable[Model | Document] = (),
		*,
		host: str = "127.0.0.1",
		port: int = 0,
		pace: float = 0.0,
		reboot_seconds: float = 20.0,
		drift: bool = False,
	) -> None:
		models = (device if isinstance(device, Model) else Model(device) for device in devices)
		self.down = False
		self.slow = 0.0
		self.log: deque[dict[str, Any]] = deque(maxlen=REMEMBERED_REQUESTS)
		self.crashes: deque[str] = deque(maxlen=REMEMBERED_CRASHES)
		self._store = Store(Cpe(model, drift) for model in models)
		self._sessions = Sessions(self._store, pace, reboot_seconds)
		self._clock = Clock(self._store, self._sessions)
		self._nbi = Nbi(self._store, self._sessions)
		self._control = Control(self)
		self._server = make_server(host, port, self._application, threaded=True, request_handler=_Handler)
		self._server.daemon_threads = True  # type: ignore[attr-defined]
		self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

	@property
	def url(self) -> str:
		"""Where the NBI listens."""
		return f"http://{self._server.host}:{self._server.port}"

	def start(self) -> Self:
		"""Serve in the background."""
		self._clock.start()
		self._thread.start()
		return self

	def close(self) -> None:
		"""Stop serving; whatever waits is woken."""
		self._clock.close()
		self._sessions.close()
		self._server.shutdown()
		self._server.server_close()

	def __enter__(self) -> Self:
		return self.start()

	def __exit__(
		self,
		kind: type[BaseException] | None,
		error: BaseException | None,
		trace: TracebackType | None,
	) -> None:
		self.close()

	def devices(self) -> list[Cpe]:
		"""Every device."""
		return list(self._store.cpes.values())

	def device(self, name: str) -> Cpe:
		"""A device by its id or its serial. KeyError when there is none."""
		found = self._store.cpes.get(name) or next(
			(cpe for cpe in self.devices() if cpe.serial == name), None
		)
		if found is None:
			raise KeyError(f"no device {name}")
		return found

	def set_mode(self, name: str, mode: str) -> None:
		"""Change how a device behaves (see `cpe.Mode`). One that comes back online informs at once."""
		cpe = self.device(name)
		was_reachable = cpe.reachable
		cpe.mode = Mode.parse(mode)
		if cpe.reachable and not was_reachable:
			self.inform(cpe.id)

	def inform(self, name: str) -> None:
		"""Have a device inform now, and run what waits for it."""
		self._sessions.run(self.device(name))

	def _application(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
		request = Request(environ)
		response = self._answer(request)
		response.headers.setdefault("GenieACS-Version", VERSION)
		return response(environ, start_response)

	def _answer(self, request: Request) -> Response:
		if request.path.startswith(PREFIX):
			return self._control.answer(request)
		entry = {"at": now(), "method": request.method, "path": request.environ["REQUEST_URI"]}
		self.log.append(entry)
		if self.down:
			return self._hang_up(request, entry)
		if self.slow:
			time.sleep(self.slow)
		started = time.monotonic()
		try:
			response = self._nbi.answer(request)
		except WouldCrash as crash:
			self._complain(entry, crash)
			return self._hang_up(request, entry)
		entry |= {"status": response.status, "took_ms": round((time.monotonic() - started) * 1000)}
		return response

	def _complain(self, entry: dict[str, Any], crash: WouldCrash) -> None:
		line = f"{entry['method']} {entry['path']}: {crash}"
		self.crashes.append(line)
		print(f"*** THE REAL GENIEACS WOULD HAVE CRASHED *** {line}", file=sys.stderr, flush=True)

	@staticmethod
	def _hang_up(request: Request, entry: dict[str, Any]) -> Response:
		"""Close the connection without an answer, as a worker does when it dies."""
		entry["status"] = "no answer"
		connection = request.environ["werkzeug.socket"]
		connection.shutdown(2)
		return Response(status=500)
