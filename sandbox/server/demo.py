"""`python -m sandbox demo`: everything an ISP's day needs, in one process and its simulators beside it."""

import os
import signal
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from sandbox.seed.webhooks import SECRET
from sandbox.server import site
from sandbox.server.http import SiteServer
from sandbox.server.lock import only_one
from sandbox.server.paths import HOME, SITE, SITE_PATH, SITES_PATH
from sandbox.server.ports import check_port
from sandbox.server.scheduler import Scheduler
from sandbox.server.simulators import Simulator
from sandbox.server.worker import Worker
from sandbox.simulators.smtp import MailSink

GENIEACS_PORT, TWILIO_PORT, AUTHENTIK_PORT, STRIPE_PORT = 7557, 7558, 7559, 7560
# The secret all the demo's webhooks have.
STRIPE_OPTIONS = ("--webhook-secret", SECRET)
WORKERS = 3


def run(host: str, port: int, reset: bool) -> None:
	"""Set the site up when it is missing, serve it, and say when it is ready; until SIGINT or SIGTERM.

	Raises AlreadyRunningError and PortTakenError.
	"""
	with only_one(HOME, f"http://{host}:{port}/ops (process {os.getpid()})"):
		check_port(host, port)
		_serve_until_interrupted(host, port, reset)


def _serve_until_interrupted(host: str, port: int, reset: bool) -> None:
	for number in (signal.SIGINT, signal.SIGTERM):
		signal.signal(number, _interrupt)
	with ExitStack() as stack:
		try:
			_start(stack, host, port, reset)
			signal.pause()
		except KeyboardInterrupt:
			print("\nStopping.", flush=True)


def _interrupt(*_signal: Any) -> None:
	raise KeyboardInterrupt


def _start(stack: ExitStack, host: str, port: int, reset: bool) -> None:
	if reset:
		site.remove()
	mail = MailSink(HOME / "mail")
	_run_until_exit(stack, mail.start, mail.stop)
	address = f"http://{host}:{port}"
	genieacs = Simulator("genieacs", GENIEACS_PORT, "--demo", ready="/devices?limit=1")
	stack.callback(genieacs.stop)
	twilio = Simulator("twilio", TWILIO_PORT, "--callback-base", address, ready="/_sim")
	stack.callback(twilio.stop)
	authentik = Simulator("authentik", AUTHENTIK_PORT, ready="/_sim")
	stack.callback(authentik.stop)
	stripe = Simulator("stripe", STRIPE_PORT, "--callback-base", address, *STRIPE_OPTIONS, ready="/_sim")
	stack.callback(stripe.stop)
	settings = {"host_name": address, "mail_server": "127.0.0.1", "mail_port": mail.port}
	site.prepare(settings, genieacs.address, twilio.address, authentik.address, stripe.address)
	for simulator in (genieacs, twilio, authentik, stripe):
		simulator.wait_until_ready()
	twilio.tell("/_sim/people", site.phones())
	server = SiteServer(SITE, str(SITES_PATH), host, port)
	_run_until_exit(stack, server.start, server.stop)
	for number in range(WORKERS):
		worker = Worker(str(SITE_PATH), name=f"worker-{number + 1}")
		_run_until_exit(stack, worker.start, worker.stop)
	scheduler = Scheduler(SITE, str(SITES_PATH))
	_run_until_exit(stack, scheduler.start, scheduler.stop)
	print(f"ready: http://{host}:{server.port}/ops", flush=True)
	for line in site.accounts(twilio.address, stripe.address):
		print(line, flush=True)


def _run_until_exit(stack: ExitStack, start: Callable[[], Any], stop: Callable[[], Any]) -> None:
	start()
	stack.callback(stop)
