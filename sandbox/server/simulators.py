"""The outside systems of the demo: a process each, beside the site."""

import json
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from sandbox.server.paths import HOME, ROOT
from sandbox.server.ports import free_port

START_SECONDS = 20


class Simulator:
	"""One of `sandbox.simulators` as a child process; what it prints is kept in `<name>.log`."""

	def __init__(self, name: str, port: int, *options: str, ready: str = "/") -> None:
		"""Start it on this port, or on another when it is taken. `ready` is what it answers once it listens."""
		self._name, self._ready = name, ready
		port = free_port(port)
		self.address = f"http://127.0.0.1:{port}"
		command = [sys.executable, "-m", f"sandbox.simulators.{name}", "--port", str(port), *options]
		with self._log.open("w") as log:
			self._process = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log)

	@property
	def _log(self) -> Path:
		return HOME / f"{self._name}.log"

	def wait_until_ready(self) -> None:
		"""Until it answers. Exits with a sentence when it does not."""
		deadline = time.monotonic() + START_SECONDS
		while time.monotonic() < deadline and self._process.poll() is None:
			try:
				urllib.request.urlopen(self.address + self._ready, timeout=2).close()
				return
			except OSError:
				time.sleep(0.05)
		sys.exit(f"The simulator of {self._name} did not start; see {self._log}.")

	def tell(self, path: str, content: dict[str, str]) -> None:
		"""PUT this to one of its controls."""
		request = urllib.request.Request(self.address + path, json.dumps(content).encode(), method="PUT")
		urllib.request.urlopen(request, timeout=5).close()

	def stop(self) -> None:
		"""End it, gently first."""
		self._process.terminate()
		try:
			self._process.wait(timeout=5)
		except subprocess.TimeoutExpired:
			self._process.kill()
