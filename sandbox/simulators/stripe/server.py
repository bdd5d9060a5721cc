"""The simulator as a server: in its own process, or inside a test."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from types import TracebackType
from typing import Any, Self

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from sandbox.simulators.agenda import Agenda

from . import control, page
from .account import Account
from .checkout import Checkout
from .events import Poster
from .rest import Rest
from .store import Store


class _Handler(WSGIRequestHandler):
	"""Keeps connections open and says nothing of each request."""

	protocol_version = "HTTP/1.1"

	def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
		"""The control address tells what was asked."""


class StripeSimulator:
	"""A Stripe account: `with StripeSimulator(callback_base=site) as stripe: Stripe(stripe.config)`.

	It posts its events to the app at `callback_base`. `pace` multiplies every realistic wait (0 = none). `complaints`
	tells what the real one would ignore or warn of: a test should find it empty.
	"""

	def __init__(
		self,
		*,
		callback_base: str = "",
		account: Account | None = None,
		host: str = "127.0.0.1",
		port: int = 0,
		pace: float = 0.0,
	) -> None:
		self.account = account or Account()
		self.down = False
		self.store = Store()
		self.agenda = Agenda(pace)
		self._server = make_server(host, port, self._application, threaded=True, request_handler=_Handler)
		self._server.daemon_threads = True  # type: ignore[attr-defined]
		self.poster = Poster(self.store, self.agenda, self.account.webhook_secret, callback_base)
		self.checkout = Checkout(self.store, self.poster, self.agenda, self.url)
		self._rest = Rest(self.account, self.store, self.checkout, self.url)
		self._pages = page.Pages(self.account, self.store, self.checkout)
		self._control = control.Control(self)
		self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

	@property
	def url(self) -> str:
		"""Where the API listens, and the pages are."""
		return f"http://{self._server.host}:{self._server.port}"

	@property
	def complaints(self) -> list[str]:
		"""What it did not like."""
		return list(self.store.complaints)

	def start(self) -> Self:
		"""Serve in the background."""
		self.agenda.start()
		self._thread.start()
		return self

	def close(self) -> None:
		"""Stop serving; what has not happened does not."""
		self.agenda.close()
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
		if request.path.startswith(control.PREFIX):
			return self._control.answer(request)
		if request.path.startswith(page.PREFIX):
			return self._pages.answer(request)
		entry: dict[str, object] = {
			"method": request.method,
			"path": request.environ["REQUEST_URI"],
			"form": dict(request.form.items()),
			"idempotency_key": request.headers.get("Idempotency-Key"),
		}
		self.store.requests.append(entry)
		if self.down:
			entry["status"] = "no answer"
			request.environ["werkzeug.socket"].shutdown(2)
			return Response(status=500)
		response = self._rest.answer(request)
		entry["status"] = response.status_code
		return response
