"""An app that takes what the simulator posts, and the simulator beside it."""

import json
import threading
import unittest
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from gigafibre_fsm.integrations.stripe import Config, Stripe, StripeError
from gigafibre_fsm.integrations.stripe.testing import PURCHASE
from sandbox.simulators.stripe import Account, StripeSimulator


class App:
	"""Answers every post with `status`, and keeps what was posted: (event, body, header of the signature)."""

	def __init__(self):
		self.posts, self.status = [], 200
		app = self

		class Handler(BaseHTTPRequestHandler):
			def do_POST(self):
				body = self.rfile.read(int(self.headers["Content-Length"]))
				app.posts.append((json.loads(body), body, self.headers.get("Stripe-Signature")))
				self.send_response(app.status)
				self.end_headers()

			def log_message(self, *_args):
				pass

		self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
		self.server.daemon_threads = True
		threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

	@property
	def url(self):
		return f"http://127.0.0.1:{self.server.server_port}"

	def told(self):
		return [event["type"] for event, *_rest in self.posts]

	def close(self):
		self.server.shutdown()
		self.server.server_close()


class SimulatorCase(unittest.TestCase):
	"""Our client before the simulator before an app."""

	def setUp(self):
		self.app = App()
		self.addCleanup(self.app.close)
		self.simulator = StripeSimulator(callback_base=self.app.url).start()
		self.addCleanup(self.simulator.close)
		self.stripe = self.client(Account().secret_key)

	def client(self, key):
		stripe = Stripe(Config(self.simulator.url, key))
		self.addCleanup(stripe.close)
		return stripe

	def page(self, key="key", **changes):
		return self.stripe.create_session(replace(PURCHASE, **changes), key)

	def pay(self, session, way="card"):
		error = self.simulator.checkout.pay(self.simulator.store.session(session.id), way)
		self.assertTrue(self.simulator.agenda.settle())
		return error

	def refused(self, ask):
		with self.assertRaises(StripeError) as failed:
			ask()
		return failed.exception
