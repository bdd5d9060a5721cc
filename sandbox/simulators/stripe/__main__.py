"""`python -m sandbox.simulators.stripe --port 7560 --callback-base http://127.0.0.1:8080`"""

from __future__ import annotations

import argparse
import signal
import threading

from . import Account, StripeSimulator


def main() -> None:
	"""Serve until interrupted."""
	options = _arguments()
	usual = Account()
	account = Account(
		secret_key=options.secret_key or usual.secret_key,
		webhook_secret=options.webhook_secret or usual.webhook_secret,
	)
	simulator = StripeSimulator(
		callback_base=options.callback_base,
		account=account,
		host=options.host,
		port=options.port,
		pace=options.pace,
	)
	stopped = threading.Event()
	for number in (signal.SIGINT, signal.SIGTERM):
		signal.signal(number, lambda *_: stopped.set())
	with simulator:
		print(f"Stripe simulator: {simulator.url} (pages at {simulator.url}/_sim/sessions)", flush=True)
		stopped.wait()


def _arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="python -m sandbox.simulators.stripe", description=__doc__)
	parser.add_argument("--host", default="127.0.0.1")
	parser.add_argument("--port", type=int, default=7560)
	parser.add_argument("--callback-base", default="http://127.0.0.1:8080", help="where the site is reached")
	parser.add_argument("--secret-key", default="", help="sk_…")
	parser.add_argument("--webhook-secret", default="", help="what events are signed with")
	parser.add_argument("--pace", type=float, default=1.0, help="multiplies every wait; 0 answers at once")
	return parser.parse_args()


if __name__ == "__main__":
	main()
