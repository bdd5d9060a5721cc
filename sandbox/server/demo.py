"""`python -m sandbox demo`: everything an ISP's day needs, in one process and one simulator beside it."""

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from sandbox.server import site
from sandbox.server.http import SiteServer
from sandbox.server.lock import only_one
from sandbox.server.mail import MailSink
from sandbox.server.paths import HOME, ROOT, SITE, SITE_PATH, SITES_PATH
from sandbox.server.ports import check_port, free_port
from sandbox.server.scheduler import Scheduler
from sandbox.server.worker import Worker

GENIEACS_PORT = 7557
WORKERS = 3
START_SECONDS = 20


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
	genieacs = GenieACSProcess()
	stack.callback(genieacs.stop)
	settings = {"host_name": f"http://{host}:{port}", "mail_server": "127.0.0.1", "mail_port": mail.port}
	site.prepare(settings, genieacs.address)
	genieacs.wait_until_ready()
	server = SiteServer(SITE, str(SITES_PATH), host, port)
	_run_until_exit(stack, server.start, server.stop)
	for number in range(WORKERS):
		worker = Worker(str(SITE_PATH), name=f"worker-{number + 1}")
		_run_until_exit(stack, worker.start, worker.stop)
	scheduler = Scheduler(SITE, str(SITES_PATH))
	_run_until_exit(stack, scheduler.start, scheduler.stop)
	print(f"ready: http://{host}:{server.port}/ops", flush=True)
	for line in site.accounts():
		print(line, flush=True)


def _run_until_exit(stack: ExitStack, start: Callable[[], Any], stop: Callable[[], Any]) -> None:
	start()
	stack.callback(stop)


class GenieACSProcess:
	"""The simulator of the ACS as a child process; what it prints is kept in `genieacs.log`."""

	def __init__(self) -> None:
		port = free_port(GENIEACS_PORT)
		self.address = f"http://127.0.0.1:{port}"
		command = [sys.executable, "-m", "sandbox.simulators.genieacs", "--port", str(port), "--demo"]
		with (HOME / "genieacs.log").open("w") as log:
			self._process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)

	def wait_until_ready(self) -> None:
		"""Until it answers. Exits with a sentence when it does not."""
		deadline = time.monotonic() + START_SECONDS
		while time.monotonic() < deadline and self._process.poll() is None:
			try:
				urllib.request.urlopen(f"{self.address}/devices?limit=1", timeout=2).close()
				return
			except OSError:
				time.sleep(0.05)
		sys.exit(f"The GenieACS simulator did not start; see {HOME / 'genieacs.log'}.")

	def stop(self) -> None:
		"""End it, gently first."""
		self._process.terminate()
		try:
			self._process.wait(timeout=5)
		except subprocess.TimeoutExpired:
			self._process.kill()
