"""Requests to systems we have no client for."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import TestCase

from gigafibre_fsm.integrations.http import HTTPError, call, origin_of


class Server(BaseHTTPRequestHandler):
	"""Answers by path: /ok what it was sent, /moved elsewhere, /large too much, /broken an error, /text no JSON."""

	def do_POST(self):
		body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
		answers = {
			"/ok": (200, json.dumps({"got": json.loads(body or b"null"), "key": self.headers.get("X-Key")})),
			"/moved": (302, ""),
			"/large": (200, "x" * 300_000),
			"/broken": (503, "out of order"),
			"/text": (200, "plain"),
		}
		status, text = answers[self.path]
		self.send_response(status)
		self.send_header("Content-Length", str(len(text)))
		if status == 302:
			self.send_header("Location", "/ok")
		self.end_headers()
		self.wfile.write(text.encode())

	def log_message(self, *arguments):
		"""Say nothing."""


class TestCalls(TestCase):
	@classmethod
	def setUpClass(cls):
		cls.server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
		cls.address = f"http://127.0.0.1:{cls.server.server_port}"
		threading.Thread(target=cls.server.serve_forever, daemon=True).start()

	@classmethod
	def tearDownClass(cls):
		cls.server.shutdown()
		cls.server.server_close()

	def test_json_goes_and_comes_with_our_header(self):
		answer = call("POST", f"{self.address}/ok", {"X-Key": "k"}, {"a": [1, "é"]})

		self.assertEqual((answer.status, answer.content), (200, {"got": {"a": [1, "é"]}, "key": "k"}))

	def test_what_is_no_json_comes_as_text(self):
		self.assertEqual(call("POST", f"{self.address}/text", {}).content, "plain")

	def test_a_redirect_is_not_followed(self):
		with self.assertRaisesRegex(HTTPError, "HTTP 302"):
			call("POST", f"{self.address}/moved", {})

	def test_an_answer_that_is_too_large_is_given_up(self):
		with self.assertRaisesRegex(HTTPError, "more than 262144 bytes"):
			call("POST", f"{self.address}/large", {})

	def test_a_server_out_of_order_may_be_tried_again_in_its_own_words(self):
		with self.assertRaisesRegex(HTTPError, "503 .*out of order") as caught:
			call("POST", f"{self.address}/broken", {})
		self.assertTrue(caught.exception.may_pass)

	def test_nobody_there_says_so_without_the_address(self):
		with self.assertRaisesRegex(HTTPError, "^no connection") as caught:
			call("GET", "http://127.0.0.1:9/?secret=1", {})
		self.assertTrue(caught.exception.may_pass)


class TestOrigins(TestCase):
	def test_the_port_is_always_there_and_the_host_in_one_case(self):
		self.assertEqual(origin_of("https://API.example/x?y"), "https://api.example:443")
		self.assertEqual(origin_of("http://api.example:8080"), "http://api.example:8080")

	def test_no_host_no_scheme_and_credentials_are_refused(self):
		for address in ("api.example", "ftp://api.example", "https://", "https://me:secret@api.example"):
			with self.subTest(address), self.assertRaises(ValueError):
				origin_of(address)
