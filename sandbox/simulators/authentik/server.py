"""The simulator as a server: in its own process, or inside a test."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from . import admin, control
from .answer import json_response
from .control import Failure
from .directory import Directory
from .provider import Provider

REMEMBERED_REQUESTS = 1000


class _Handler(WSGIRequestHandler):
	"""Says nothing of each request."""

	protocol_version = "HTTP/1.1"

	def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
		"""The control address tells what was asked."""


class AuthentikSimulator:
	"""An Authentik with its people. `with AuthentikSimulator(demo_directory()) as authentik: Config(authentik.url)`."""

	def __init__(self, directory: Directory, *, host: str = "127.0.0.1", port: int = 0) -> None:
		self.directory = directory
		self.down = False
		self.slow = 0.0
		self.failures: list[Failure] = []
		self.log: deque[dict[str, Any]] = deque(maxlen=REMEMBERED_REQUESTS)
		self._admin = admin.AdminApi(directory)
		self._provider = Provider(directory)
		self._control = control.Control(self)
		self._server = make_server(host, port, self._application, threaded=True, request_handler=_Handler)
		self._server.daemon_threads = True  # type: ignore[attr-defined]
		self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

	@property
	def url(self) -> str:
		"""Where it listens."""
		return f"http://{self._server.host}:{self._server.port}"

	def start(self) -> Self:
		"""Serve in the background."""
		self._thread.start()
		return self

	def close(self) -> None:
		"""Stop serving."""
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

	def _application(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
		request = Request(environ)
		return self._answer(request)(environ, start_response)

	def _answer(self, request: Request) -> Response:
		if request.path == control.PREFIX or request.path.startswith(f"{control.PREFIX}/"):
			return self._control.answer(request)
		entry: dict[str, Any] = {"method": request.method, "path": request.path}
		self.log.append(entry)
		if self.slow:
			time.sleep(self.slow)
		response = self._served(request)
		entry["status"] = response.status_code
		return response

	def _served(self, request: Request) -> Response:
		if self.down:
			request.environ["werkzeug.socket"].shutdown(2)
			return Response(status=500)
		if failure := self._due_failure(request):
			return json_response(failure.body, failure.status)
		if request.path.startswith(admin.PREFIX):
			return self._admin.answer(request)
		return self._provider.answer(request)

	def _due_failure(self, request: Request) -> Failure | None:
		with self.directory.lock:
			for failure in self.failures:
				if failure.method == request.method and failure.path in request.path:
					failure.times -= 1
					if failure.times <= 0:
						self.failures.remove(failure)
					return failure
		return None
