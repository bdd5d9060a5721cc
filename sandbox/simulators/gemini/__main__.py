"""`python -m sandbox.simulators.gemini --port 7570`"""

from __future__ import annotations

import argparse
import signal
import threading

from . import GeminiSimulator


def main() -> None:
	"""Serve until interrupted."""
	parser = argparse.ArgumentParser(prog="python -m sandbox.simulators.gemini", description=__doc__)
	parser.add_argument("--host", default="127.0.0.1")
	parser.add_argument("--port", type=int, default=7570)
	options = parser.parse_args()
	stopped = threading.Event()
	for number in (signal.SIGINT, signal.SIGTERM):
		signal.signal(number, lambda *_: stopped.set())
	with GeminiSimulator(host=options.host, port=options.port) as simulator:
		print(f"Gemini simulator: {simulator.url}", flush=True)
		stopped.wait()


if __name__ == "__main__":
	main()
