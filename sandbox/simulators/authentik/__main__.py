"""`python -m sandbox.simulators.authentik --port 9080`: the demo's staff"""

from __future__ import annotations

import argparse
import signal
import threading

from . import AuthentikSimulator, demo_directory


def main() -> None:
	"""Serve until interrupted."""
	parser = argparse.ArgumentParser(prog="python -m sandbox.simulators.authentik", description=__doc__)
	parser.add_argument("--host", default="127.0.0.1")
	parser.add_argument("--port", type=int, default=9080)
	options = parser.parse_args()
	stopped = threading.Event()
	for number in (signal.SIGINT, signal.SIGTERM):
		signal.signal(number, lambda *_: stopped.set())
	with AuthentikSimulator(demo_directory(), host=options.host, port=options.port) as simulator:
		print(f"Authentik simulator: {simulator.url}", flush=True)
		stopped.wait()


if __name__ == "__main__":
	main()
