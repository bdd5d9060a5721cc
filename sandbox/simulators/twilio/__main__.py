"""`python -m sandbox.simulators.twilio --port 7558 --callback-base http://127.0.0.1:8080`"""

from __future__ import annotations

import argparse
import signal
import threading

from . import Account, TwilioSimulator


def main() -> None:
	"""Serve until interrupted."""
	options = _arguments()
	simulator = TwilioSimulator(
		callback_base=options.callback_base,
		public_base=options.public_base,
		account=_account(options),
		host=options.host,
		port=options.port,
		pace=options.pace,
	)
	stopped = threading.Event()
	for number in (signal.SIGINT, signal.SIGTERM):
		signal.signal(number, lambda *_: stopped.set())
	with simulator:
		print(f"Twilio simulator: {simulator.url} (phones at {simulator.url}/_sim/phone)", flush=True)
		stopped.wait()


def _account(options: argparse.Namespace) -> Account:
	usual = Account()
	return Account(
		options.account_sid or usual.sid,
		options.auth_token or usual.token,
		numbers=tuple(options.number) or usual.numbers,
	)


def _arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="python -m sandbox.simulators.twilio", description=__doc__)
	parser.add_argument("--host", default="127.0.0.1")
	parser.add_argument("--port", type=int, default=7558)
	parser.add_argument("--callback-base", default="http://127.0.0.1:8080", help="where the site is reached")
	parser.add_argument(
		"--public-base", default="", help="where the site believes to be; the same unless given"
	)
	parser.add_argument("--account-sid", default="", help="AC and 32 hex digits")
	parser.add_argument("--auth-token", default="")
	parser.add_argument(
		"--number", action="append", default=[], metavar="+1514555…", help="a number of ours; may be repeated"
	)
	parser.add_argument("--pace", type=float, default=1.0, help="multiplies every wait; 0 answers at once")
	return parser.parse_args()


if __name__ == "__main__":
	main()
