"""`make bench-inbox`: the inbox and a thread, on a site with 10,000 conversations and 200,000 messages.

A site in this process gets what it lacks of them first; one over HTTP is measured as it is.
"""

import argparse
import random
import time
from datetime import timedelta

from sandbox.benches.callers import Caller, rows, timed
from sandbox.benches.figures import caller, line, p50_p95
from sandbox.seed.place import connected

CONVERSATIONS, MESSAGES = 10_000, 200_000
EACH = 40
INBOX = "/api/method/gigafibre_fsm.api.conversations.inbox"
THREAD = "/api/method/gigafibre_fsm.api.conversations.thread"
THREAD_FIELDS = (
	"title customer thread_key address status last_message_at last_message last_direction channel channel_address unread"
).split()
MESSAGE_FIELDS = (
	"subject content text_content communication_medium communication_type sent_or_received phone_no status "
	"communication_date reference_doctype reference_name conversation"
).split()
SAID = (
	"Bonjour, la connexion coupe le soir.",
	"Nous regardons cela.",
	"Merci, tout fonctionne.",
	"À demain!",
)


def main() -> None:
	"""Fill the site when it is ours to fill, then print p50 and p95 of each view and of a thread."""
	parser = argparse.ArgumentParser(add_help=False)
	parser.add_argument("--site")
	parser.add_argument("--url")
	options, _others = parser.parse_known_args()
	if not options.url:
		with connected(options.site):
			fill()
	with caller(__doc__) as site:
		print(f"Inbox on {site.where}")
		everything = [took for what, calls in measured(site) for took in _printed(what, calls)]
		print("  " + line("all of them", everything))
		print(f"  (aim on a real bench: p95 under 100 ms; here {p50_p95(everything)[1]:.1f} ms)")


def _printed(what: str, took: list[float]) -> list[float]:
	print("  " + line(what, took))
	return took


def measured(site: Caller) -> list[tuple[str, list[float]]]:
	"""Return what was asked and how long each call took (ms); the first call only warms the site up."""
	timed(site, INBOX)
	views = {
		view: [timed(site, INBOX, view=view)[0] for _time in range(EACH)]
		for view in ("open", "mine", "closed")
	}
	names = [row["name"] for row in rows(site, "Conversation", order_by="name asc", limit_page_length=2000)]
	chosen = random.Random(3).sample(names, min(EACH, len(names)))
	return [
		*((f"view {view}, with the counts", took) for view, took in views.items()),
		("page 20 of the open ones", [timed(site, INBOX, start=950)[0] for _time in range(EACH)]),
		("a name searched for", [timed(site, INBOX, query=f"{number:02d}1")[0] for number in range(EACH)]),
		("a word nobody said", [timed(site, INBOX, query=f"mot{number}")[0] for number in range(EACH)]),
		("a thread, its last 50 messages", [timed(site, THREAD, name=name)[0] for name in chosen]),
		("what changed in a thread", [_changes(site, name) for name in chosen]),
	]


def _changes(site: Caller, name: str) -> float:
	newest = site.get(THREAD, name=name)["message"]["newest"]
	return timed(site, THREAD, name=name, after=newest)[0]


def fill() -> None:
	"""Write the conversations and messages the site lacks: every tenth open, every fiftieth unread."""
	import frappe

	from sandbox.seed.volume.bulk import Table, flush

	if frappe.db.count("Conversation") >= CONVERSATIONS:
		return
	started = time.perf_counter()
	customers = frappe.get_all(
		"Customer", fields=["name", "customer_name"], order_by="name", limit=CONVERSATIONS
	)
	taken = set(frappe.get_all("Conversation", pluck="thread_key", order_by="name"))
	threads, messages = Table("Conversation", THREAD_FIELDS), Table("Communication", MESSAGE_FIELDS)
	for number in range(CONVERSATIONS):
		customer = customers[number] if number < len(customers) else None
		_write(number, customer, taken, threads, messages)
	written = flush((threads, messages))
	frappe.db.commit()
	print(f"Filled: {written} in {time.perf_counter() - started:.0f} s")


def _write(number: int, customer: dict | None, taken: set[str], threads, messages) -> None:
	from frappe.utils import now_datetime

	address = f"+1514555{number:05d}"
	key = f"customer:{customer.name}" if customer else f"phone:{address}"
	if key in taken:
		return
	name, last = f"volume-conv{number:06d}", now_datetime() - timedelta(minutes=7 * number)
	values = {
		"title": customer.customer_name if customer else address,
		"customer": customer and customer.name,
		"thread_key": key,
		"address": None if customer else address,
		"status": "Open" if number % 10 == 0 else "Closed",
		"unread": int(number % 50 == 0),
		"last_message_at": last,
		"last_message": SAID[number % len(SAID)],
		"last_direction": "Received",
		"channel": "SMS",
		"channel_address": address,
	}
	threads.add(name, last, values)
	_write_messages(name, address, customer, last, messages)


def _write_messages(thread: str, address: str, customer: dict | None, last, messages) -> None:
	for place in range(MESSAGES // CONVERSATIONS):
		moment = last - timedelta(hours=place)
		text = SAID[place % len(SAID)]
		values = {
			"subject": text,
			"content": text,
			"text_content": text,
			"communication_medium": "SMS",
			"communication_type": "Communication",
			"sent_or_received": "Received" if place % 2 == 0 else "Sent",
			"phone_no": address,
			"status": "Linked",
			"communication_date": moment,
			"reference_doctype": "Customer" if customer else "Conversation",
			"reference_name": customer.name if customer else thread,
			"conversation": thread,
		}
		messages.add(f"{thread}-{place:03d}", moment, values)


if __name__ == "__main__":
	main()
