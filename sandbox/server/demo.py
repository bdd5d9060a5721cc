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
	simulators = {
		name: Simulator(name, *options, ready=ready) for name, options, ready in _simulators(address)
	}
	for simulator in simulators.values():
		stack.callback(simulator.stop)
	settings = {"host_name": address, "mail_server": "127.0.0.1", "mail_port": mail.port}
	site.prepare(settings, {name: simulator.address for name, simulator in simulators.items()})
	for simulator in simulators.values():
		simulator.wait_until_ready()
	twilio, stripe = simulators["twilio"], simulators["stripe"]
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


def _simulators(site_address: str) -> list[tuple[str, tuple[Any, ...], str]]:
	"""Name, options and address that answers when it is ready, of each outside system; all webhooks have one secret."""
	back = ("--callback-base", site_address)
	return [
		("genieacs", (7557, "--demo"), "/devices?limit=1"),
		("twilio", (7558, *back), "/_sim"),
		("authentik", (7559,), "/_sim"),
		("stripe", (7560, *back, "--webhook-secret", SECRET), "/_sim"),
		("gemini", (7561,), "/_sim"),
	]


def _run_until_exit(stack: ExitStack, start: Callable[[], Any], stop: Callable[[], Any]) -> None:
	start()
	stack.callback(stop)
