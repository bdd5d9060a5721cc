"""`python -m sandbox.simulators.smtp --port 2525 --folder mail`"""

from __future__ import annotations

import argparse
import signal
import threading
from pathlib import Path

from .sink import SLOW_SECONDS, MailSink


def main() -> None:
	"""Serve until interrupted."""
	parser = argparse.ArgumentParser(prog="python -m sandbox.simulators.smtp", description=__doc__)
	parser.add_argument("--port", type=int, default=2525)
	parser.add_argument("--folder", type=Path, default=Path("mail"), help="where messages are kept")
	parser.add_argument("--slow-seconds", type=float, default=SLOW_SECONDS, help="for slow@…")
	options = parser.parse_args()
	stopped = threading.Event()
	for number in (signal.SIGINT, signal.SIGTERM):
		signal.signal(number, lambda *_: stopped.set())
	with MailSink(options.folder, options.port, options.slow_seconds) as sink:
		print(f"Mail sink: 127.0.0.1:{sink.port}, messages in {options.folder}", flush=True)
		stopped.wait()


if __name__ == "__main__":
	main()
