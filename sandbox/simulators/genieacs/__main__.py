"""`python -m sandbox.simulators.genieacs --port 7557 --demo`"""

from __future__ import annotations

import argparse
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

from . import GenieACSSimulator, Model, demo_devices, fleet, load


def main() -> None:
	"""Serve until interrupted."""
	options = _arguments()
	simulator = GenieACSSimulator(
		_devices(options),
		host=options.host,
		port=options.port,
		pace=options.pace,
		reboot_seconds=options.reboot_seconds,
		drift=True,
	)
	stopped = threading.Event()
	for number in (signal.SIGINT, signal.SIGTERM):
		signal.signal(number, lambda *_: stopped.set())
	with simulator:
		print(f"GenieACS simulator: {simulator.url} ({len(simulator.devices())} devices)", flush=True)
		stopped.wait()


def _arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="python -m sandbox.simulators.genieacs", description=__doc__)
	parser.add_argument("--host", default="127.0.0.1")
	parser.add_argument("--port", type=int, default=7557)
	parser.add_argument("--demo", action="store_true", help="the devices of the demo customers")
	parser.add_argument(
		"--fleet", type=int, default=0, metavar="N", help="N light devices more, always the same"
	)
	parser.add_argument(
		"--device", type=Path, action="append", default=[], metavar="FILE", help="a device: .json or .csv"
	)
	parser.add_argument("--pace", type=float, default=1.0, help="multiplies every wait; 0 answers at once")
	parser.add_argument("--reboot-seconds", type=float, default=20.0, help="how long a reboot takes")
	return parser.parse_args()


def _devices(options: argparse.Namespace) -> Iterator[Model]:
	if options.demo or not (options.device or options.fleet):
		yield from demo_devices()
	yield from fleet(options.fleet)
	for path in options.device:
		yield from (Model(document) for document in load(path))


if __name__ == "__main__":
	main()
