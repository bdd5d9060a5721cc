"""`make fuzz-webhooks`: so many malformed requests to each provider's door.

Exits 1 when one was answered 5xx, was let in though nobody signed it, or left a row behind: an event nobody sent, or an
entry in the Error Log. A served site (`--url`) is only judged by its answers, unless `--site` names it too.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from gigafibre_fsm.tests.webhook_senders import SENDERS
from sandbox.fuzz.judge import Verdict, torment
from sandbox.spine import (
	Place,
	application_asker,
	asker,
	options,
	place,
	switch_webhooks_on,
	take_secrets_from_environment,
)

SHOWN = 5


def main() -> None:
	chosen = options(__doc__, count=10_000)
	served_elsewhere = chosen.url and not chosen.site
	with nullcontext() if served_elsewhere else place(chosen.site) as here:
		if chosen.url:
			take_secrets_from_environment()
		else:
			switch_webhooks_on(here)
		ask = asker(chosen.url) if chosen.url else application_asker(here)
		verdicts = []
		with rows_watched(here, verdicts):
			for provider in SENDERS:
				started = time.monotonic()
				verdicts.append(torment(provider, ask, chosen.count))
				tell(verdicts[-1], time.monotonic() - started)
	sys.exit(any(verdict.faults for verdict in verdicts))


def tell(verdict: Verdict, took: float) -> None:
	answers = ", ".join(f"{count}× {status}" for status, count in sorted(verdict.statuses.items()))
	print(f"{verdict.provider}: {verdict.statuses.total():,} requests in {took:.0f} s: {answers}", flush=True)
	for fault in verdict.faults[:SHOWN]:
		print(f"  WRONG {fault[:500]}", flush=True)


@contextmanager
def rows_watched(here: Place | None, verdicts: list[Verdict]) -> Iterator[None]:
	"""Compare the site's rows before and after; what was let in by right is taken away again."""
	before = _rows(here) if here else {}
	yield
	if not here:
		return
	after = _rows(here)
	events = after["Webhook Event"] - before["Webhook Event"]
	let_in = len(
		{(verdict.provider, attempt.request.body) for verdict in verdicts for attempt in verdict.accepted}
	)
	print(f"bodies let in because they happened to be events: {let_in:,}; rows they left: {len(events):,}")
	if len(events) > let_in:
		verdicts[-1].faults.append("more rows than events")
	if errors := after["Error Log"] - before["Error Log"]:
		print(f"  WRONG {len(errors)} entries in the Error Log, such as {sorted(errors)[:SHOWN]}")
		verdicts[-1].faults.append("the Error Log was written")
	_remove(here, events)


def _rows(here: Place) -> dict[str, set[str]]:
	import frappe

	with here.connected():
		return {
			doctype: set(frappe.get_all(doctype, pluck="name", order_by="name"))
			for doctype in ("Webhook Event", "Error Log")
		}


def _remove(here: Place, events: set[str]) -> None:
	import frappe

	with here.connected():
		for name in events:
			frappe.db.delete("Webhook Event", {"name": name})
		frappe.db.commit()


if __name__ == "__main__":
	main()
