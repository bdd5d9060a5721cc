"""`make bench-webhooks`: how many events a second are acknowledged, and how long senders wait, 95 and 99 of 100 of them.

Each delivery is another event of Stripe, signed; workers are not asked. In process (the sandbox, or a bench's `--site`)
one thread delivers; a served site (`--url`) is asked by as many as `--threads` at once.
"""

import secrets
import statistics
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from threading import local

from gigafibre_fsm.tests.webhook_senders import stripe_request
from sandbox.spine import (
	application_asker,
	asker,
	options,
	place,
	switch_webhooks_on,
	take_secrets_from_environment,
)

REPEATS = 200


def main() -> None:
	chosen = options(__doc__, count=2000, threads=8)
	with nullcontext() if chosen.url else place(chosen.site) as here:
		if chosen.url:
			take_secrets_from_environment()
			new_asker, threads, where = lambda: asker(chosen.url), chosen.threads, chosen.url
		else:
			switch_webhooks_on(here)
			new_asker, threads, where = lambda: application_asker(here), 1, f"{here.site}, in process"
		print(f"Webhooks on {where}, {threads} at once")
		run = secrets.token_hex(4)
		refused = tell(
			"new events", [f"{run}_{number}" for number in range(chosen.count)], new_asker, threads
		)
		refused += tell("one event, repeated", [f"{run}_0"] * REPEATS, new_asker, threads)
	sys.exit(bool(refused))


def tell(what: str, numbers: list[str], new_asker, threads: int) -> int:
	"""Deliver these events and print the figures; return how many were not acknowledged."""
	kept = local()

	def deliver(number: str) -> tuple[int, float]:
		# A connection a thread, as a sender keeps one.
		kept.ask = getattr(kept, "ask", None) or new_asker()
		request = stripe_request(number)
		started = time.perf_counter()
		return kept.ask("POST", request), (time.perf_counter() - started) * 1000

	started = time.perf_counter()
	with ThreadPoolExecutor(threads) as pool:
		answers = list(pool.map(deliver, numbers))
	took = time.perf_counter() - started
	print_figures(what, answers, took)
	return sum(status != 200 for status, _ms in answers)


def print_figures(what: str, answers: list[tuple[int, float]], took: float) -> None:
	waits = sorted(ms for _status, ms in answers)
	hundredths = statistics.quantiles(waits, n=100, method="inclusive")
	statuses = ", ".join(f"{n}× {status}" for status, n in sorted(Counter(s for s, _ms in answers).items()))
	print(
		f"  {what:<20} {len(answers) / took:7.0f} acknowledged/s   p50 {hundredths[49]:6.1f} ms"
		f"   p95 {hundredths[94]:6.1f} ms   p99 {hundredths[98]:6.1f} ms   ({statuses})"
	)


if __name__ == "__main__":
	main()
