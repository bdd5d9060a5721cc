"""A system outside that flows call: it does what it is asked once for each `Idempotency-Key`, and remembers how often.

`/effects` does it, `/flaky` only at the second time it is asked, `/refuse` never.
"""

import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Receiver:
	"""What was asked of it and what it did, by key."""

	def __init__(self) -> None:
		self.asked: Counter[str] = Counter()
		self.done: Counter[str] = Counter()
		self.lock = threading.Lock()
		self.url = ""

	def answer(self, what: str, key: str) -> int:
		"""Do it, and return the status."""
		with self.lock:
			self.asked[key] += 1
			if what == "refuse":
				return 400
			if what == "flaky" and self.asked[key] < 2:
				return 503
			if not self.done[key]:
				self.done[key] += 1
			return 200


@contextmanager
def listening() -> Iterator[Receiver]:
	"""Answer on a port of its own."""
	receiver = Receiver()

	class Handler(BaseHTTPRequestHandler):
		def do_POST(self) -> None:
			self.rfile.read(int(self.headers.get("Content-Length") or 0))
			status = receiver.answer(self.path.rpartition("/")[2], self.headers["Idempotency-Key"])
			content = json.dumps({"status": status}).encode()
			self.send_response(status)
			self.send_header("Content-Type", "application/json")
			self.send_header("Content-Length", str(len(content)))
			self.end_headers()
			self.wfile.write(content)

		def log_message(self, *_arguments: object) -> None:
			"""Say nothing: thousands of calls are expected."""

	server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
	receiver.url = f"http://127.0.0.1:{server.server_port}"
	thread = threading.Thread(target=server.serve_forever, daemon=True)
	thread.start()
	try:
		yield receiver
	finally:
		server.shutdown()
		thread.join()
		server.server_close()
