"""`python -m sandbox <command>`: run from the repository's root, in its `.venv`."""

import argparse
import logging
import os
import signal
import sys
from pathlib import Path

# The stand-ins for frappe and erpnext live here; they must never shadow a bench's own.
sys.path.insert(0, str(Path(__file__).parent / "platform"))

from sandbox.server import site
from sandbox.server.demo import run
from sandbox.server.lock import AlreadyRunningError
from sandbox.server.paths import SITE_PATH
from sandbox.server.ports import PortTakenError
from sandbox.server.worker import Worker


def main() -> None:
	"""Parse the command and do it."""
	logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
	arguments = _parser().parse_args()
	arguments.do(arguments)


def _parser() -> argparse.ArgumentParser:
	parser = argparse.ArgumentParser(prog="python -m sandbox", description=__doc__)
	commands = parser.add_subparsers(required=True)
	demo = commands.add_parser("demo", help="set up, seed and serve an invented ISP")
	demo.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
	demo.add_argument("--port", type=int, default=os.environ.get("PORT") or "8080")
	demo.add_argument("--reset", action="store_true", default=os.environ.get("RESET") == "1")
	demo.set_defaults(do=_demo)
	migrate = commands.add_parser("migrate", help="bring the site's tables and fixtures up to date")
	migrate.set_defaults(do=lambda _arguments: site.migrate())
	worker = commands.add_parser("worker", help="run background jobs in a process of its own")
	worker.add_argument("--queue", help="queues to serve, with commas (default: all)")
	worker.add_argument("--burst", action="store_true", help="stop when nothing is left to do")
	worker.set_defaults(do=_worker)
	return parser


def _demo(arguments: argparse.Namespace) -> None:
	try:
		run(arguments.host, arguments.port, arguments.reset)
	except AlreadyRunningError as error:
		sys.exit(f"{error} Stop it first, or give this one a folder of its own: SANDBOX_HOME=…")
	except PortTakenError as error:
		sys.exit(f"{error} Stop what uses it, or choose another port: make demo PORT={arguments.port + 1}")


def _worker(arguments: argparse.Namespace) -> None:
	worker = Worker(str(SITE_PATH), arguments.queue.split(",") if arguments.queue else None)
	if arguments.burst:
		print(f"{worker.work_off()} jobs done")
		return
	for number in (signal.SIGTERM, signal.SIGINT):
		signal.signal(number, lambda *_signal: worker.stop())
	worker.run()


main()
