"""A server that answers what a test tells it to, and the client before it."""

import json
import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from gigafibre_fsm.integrations.genieacs import Config, GenieACS, GenieACSError

DEVICE = "1C61B4-Device2-7"
REACHABLE = {
	"_id": DEVICE,
	"_lastInform": "2026-11-21T03:00:00.000Z",
	"Device": {"ManagementServer": {"ConnectionRequestURL": {"_value": "http://203.0.113.7/"}}},
}
TASK = {"_id": "6b0110f7b90742aa500c86ee", "name": "reboot", "device": DEVICE}


class ScriptedServer:
	"""Answers each request with the next of its answers: (status, reason, body) or "drop", "hang" or "drip"."""

	def __init__(self, *answers):
		self.answers, self.requests = list(answers), []
		self.released = threading.Event()
		script = self

		class Handler(BaseHTTPRequestHandler):
			protocol_version = "HTTP/1.1"

			def answer(self):
				body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
				script.requests.append((self.command, self.path, body.decode(), dict(self.headers)))
				script.reply(self, script.answers.pop(0) if script.answers else (200, "OK", []))

			do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer

			def log_message(self, *_args):
				pass

		self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
		self.server.daemon_threads = True
		threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

	def drip(self, handler):
		"""Send a byte now and then, never all of them: no wait between two is ever long."""
		handler.send_response(200)
		handler.send_header("Content-Length", "100000")
		handler.end_headers()
		while not self.released.wait(0.05):
			handler.wfile.write(b" ")

	def reply(self, handler, answer):
		if answer in ("drop", "hang"):
			if answer == "hang":
				self.released.wait(10)
			handler.close_connection = True
			handler.connection.shutdown(2)
			return
		if answer == "drip":
			return self.drip(handler)
		status, reason, content = answer
		body = content.encode() if isinstance(content, str) else json.dumps(content).encode()
		handler.send_response(status, reason)
		handler.send_header("Content-Length", str(len(body)))
		handler.send_header("total", str(len(content)))
		handler.send_header("GenieACS-Version", "1.2.16")
		handler.end_headers()
		if handler.command != "HEAD":
			handler.wfile.write(body)

	@property
	def url(self):
		return f"http://127.0.0.1:{self.server.server_port}"

	def close(self):
		self.released.set()
		self.server.shutdown()
		self.server.server_close()


class ClientCase(unittest.TestCase):
	def serve(self, *answers, **config):
		server = ScriptedServer(*answers)
		self.addCleanup(server.close)
		acs = GenieACS(Config(server.url, **config))
		self.addCleanup(acs.close)
		return server, acs

	def failing(self, call, *arguments, **options):
		with self.assertRaises(GenieACSError) as failed:
			call(*arguments, **options)
		return failed.exception
