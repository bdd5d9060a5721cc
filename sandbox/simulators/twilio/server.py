"""The simulator as a server: in its own process, or inside a test."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Sequence
from types import TracebackType
from typing import Any, Self

from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from sandbox.simulators.agenda import Agenda

from .account import Account
from .calls import Switchboard
from .control import PREFIX, Control
from .inbound import Delivery, Inbox
from .messages import Outbox
from .posts import Post, Poster
from .rest import NoAnswer, Rest
from .store import Media, Message, Store, new_sid

SMS_METHOD = "/api/method/gigafibre_fsm.api.webhooks.twilio_sms.receive"


class _Handler(WSGIRequestHandler):
	"""Keeps connections open and says nothing of each request."""

	protocol_version = "HTTP/1.1"

	def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
		"""The control address tells what was asked."""


class TwilioSimulator:
	"""A Twilio account: `with TwilioSimulator(callback_base=site) as twilio: Twilio(twilio.config)`.

	It posts to `callback_base` and signs for `public_base`, where the app believes to be (by default the same).
	`pace` multiplies every realistic wait (0 = none). `complaints` tells what the real one would refuse, ignore or
	stumble over: a test should find it empty.
	"""

	def __init__(
		self,
		*,
		callback_base: str = "",
		public_base: str = "",
		account: Account | None = None,
		host: str = "127.0.0.1",
		port: int = 0,
		pace: float = 0.0,
		slow_seconds: float = 20.0,
	) -> None:
		self.account = account or Account()
		self.down = False
		self.store = Store()
		self.agenda = Agenda(pace)
		self._server = make_server(host, port, self._application, threaded=True, request_handler=_Handler)
		self._server.daemon_threads = True  # type: ignore[attr-defined]
		public = (public_base or callback_base).rstrip("/")
		self.poster = Poster(self.store, self.account.token, public, callback_base)
		self.outbox = Outbox(self.account, self.store, self.poster, self.agenda)
		self.switchboard = Switchboard(self.account, self.store, self.poster, self.agenda)
		self.inbox = Inbox(self.account, self.store, self.poster, self.outbox, public + SMS_METHOD, self.url)
		self._rest = Rest(self.account, self.store, self.outbox, self.switchboard)
		self._rest.slow_seconds = slow_seconds
		self._control = Control(self)
		self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

	@property
	def url(self) -> str:
		"""Where the API listens."""
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

	def write(
		self,
		sender: str,
		body: str,
		*,
		to: str = "",
		media: Sequence[tuple[bytes, str]] = (),
		delivery: Delivery | None = None,
	) -> tuple[Message, list[Post]]:
		"""A phone writes to one of our numbers; the posts to the app come with what it answered."""
		files = [Media(new_sid("ME"), content, content_type) for content, content_type in media]
		return self.inbox.receive(sender, to or self.account.numbers[0], body, files, delivery or Delivery())

	def _application(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
		request = Request(environ)
		return self._answer(request)(environ, start_response)

	def _answer(self, request: Request) -> Response:
		if request.path.startswith(PREFIX):
			return self._control.answer(request)
		entry: dict[str, object] = {
			"method": request.method,
			"path": request.environ["REQUEST_URI"],
			"form": {name: request.form.getlist(name) for name in request.form},
		}
		self.store.requests.append(entry)
		started = time.monotonic()
		try:
			if self.down:
				raise NoAnswer
			response = self._rest.answer(request)
		except NoAnswer:
			entry["status"] = "no answer"
			request.environ["werkzeug.socket"].shutdown(2)
			return Response(status=500)
		entry |= {"status": response.status_code, "took_ms": round((time.monotonic() - started) * 1000)}
		return response
