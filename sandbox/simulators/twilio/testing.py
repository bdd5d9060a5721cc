"""An app that takes what the simulator posts, and the simulator beside it."""

import threading
import unittest
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

from gigafibre_fsm.integrations.twilio import Config, Twilio, TwilioError, signature, twiml
from sandbox.simulators.twilio import Account, TwilioSimulator

PHONE, OURS = "+15145550111", "+15145550100"
WEBHOOK = "/api/method/gigafibre_fsm.api.webhooks.twilio_sms.receive"


class App:
	"""Answers every post with the same TwiML, and keeps what was posted: (path, form, whether it was well signed)."""

	def __init__(self, token):
		self.token, self.posts, self.answer, self.status = token, [], twiml.empty(), 200
		app = self

		class Handler(BaseHTTPRequestHandler):
			def do_POST(self):
				body = self.rfile.read(int(self.headers["Content-Length"])).decode()
				form = dict(parse_qsl(body, keep_blank_values=True))
				signed = signature.valid(
					app.token, app.url + self.path, form, self.headers.get("X-Twilio-Signature", "")
				)
				app.posts.append((self.path, form, signed))
				self.send_response(app.status)
				self.send_header("Content-Type", "text/xml")
				self.end_headers()
				self.wfile.write(app.answer.encode())

			def log_message(self, *_args):
				pass

		self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
		self.server.daemon_threads = True
		threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

	@property
	def url(self):
		return f"http://127.0.0.1:{self.server.server_port}"

	def statuses(self):
		return [form["MessageStatus"] for _path, form, _signed in self.posts if "MessageStatus" in form]

	def close(self):
		self.server.shutdown()
		self.server.server_close()


class SimulatorCase(unittest.TestCase):
	"""Our client before the simulator before an app."""

	def setUp(self):
		self.app = App(Account().token)
		self.addCleanup(self.app.close)
		self.simulator = TwilioSimulator(callback_base=self.app.url, slow_seconds=0.5).start()
		self.addCleanup(self.simulator.close)
		self.twilio = self.client()

	def client(self, **options):
		account = self.simulator.account
		twilio = Twilio(Config(self.simulator.url, account.sid, **{"auth_token": account.token} | options))
		self.addCleanup(twilio.close)
		return twilio

	def send(self, to=PHONE, body="Bonjour"):
		return self.twilio.send(OURS, to, body, status_callback=f"{self.app.url}/status?sms=SMS-1")

	def refused(self, *arguments, **options):
		with self.assertRaises(TwilioError) as failed:
			self.send(*arguments, **options)
		return failed.exception

	def settle(self):
		self.assertTrue(self.simulator.agenda.settle())
