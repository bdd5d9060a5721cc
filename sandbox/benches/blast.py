"""`make bench-blast`: what it costs to queue one SMS for each of 10,000 customers. Nothing stays: it is rolled back."""

import argparse
import time
from collections.abc import Callable
from typing import Any

from sandbox.benches.sign_in import a_place
from sandbox.seed.place import described

RECIPIENTS = 10_000
WITHDRAWN = 500
TEMPLATE = {
	"doctype": "Message Template",
	"title": "Measured blast",
	"channel": "SMS",
	"applies_to": "Customer",
	"body_fr": "Bonjour {{ doc.customer_name }}, une panne touche votre secteur.",
}


def main() -> None:
	"""Print how long the estimate and the rows take, and what the ETA is at one segment a second."""
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--site", help="a site of the bench whose `sites` folder we are in")
	with a_place(parser.parse_args().site) as place, place.connected() as frappe:
		print(f"Blast to {RECIPIENTS:,} customers on {described()}, in process, rolled back")
		try:
			measure(frappe, make_customers(frappe))
		finally:
			frappe.db.rollback()


def measure(frappe: Any, customers: list[str]) -> None:
	from gigafibre_fsm.messaging import blasts

	template = frappe.get_doc(TEMPLATE).insert().name
	frappe.enqueue = lambda *arguments, **options: None
	told = timed("estimate", lambda: blasts.estimate(template, customers))
	timed("rows, each with its slot", lambda: blasts.write(template, customers, "measured"))
	timed("the same again, one blast", lambda: blasts.write(template, customers, "measured"))
	rows = frappe.db.count("SMS Message", {"batch": "measured"})
	print(
		f"  {rows:,} rows; {told['queued']:,} to send, {told['suppressed']:,} suppressed; ETA {told['eta']}"
	)


def timed(what: str, action: Callable[[], Any]) -> Any:
	began = time.perf_counter()
	result = action()
	print(f"  {what:<28} {time.perf_counter() - began:6.2f} s")
	return result


def make_customers(frappe: Any) -> list[str]:
	"""Customers with a number each, one of ours to send from, and some who withdrew."""
	settings = frappe.get_doc("FSM Settings")
	settings.update({"twilio_enabled": 1, "twilio_account_sid": "AC" + "0" * 32, "sms_senders": []})
	settings.twilio_auth_token = settings.get_password("twilio_auth_token", raise_exception=False) or "none"
	settings.append(
		"sms_senders", {"phone_number": "+15145550100", "kind": "Long Code", "segments_per_second": 1}
	)
	settings.save()
	names = [f"Measured customer {number}" for number in range(RECIPIENTS)]
	fields = ["name", "customer_name", "customer_type", "language", "mobile_no"]
	frappe.db.bulk_insert(
		"Customer",
		fields,
		[(name, name, "Individual", "fr", f"+1514{2_000_000 + place}") for place, name in enumerate(names)],
	)
	frappe.db.bulk_insert(
		"Message Consent",
		["name", "address", "channel", "status", "source", "given_on"],
		[
			(
				f"measured-{place}",
				f"+1514{2_000_000 + place}",
				"SMS",
				"Withdrawn",
				"measured",
				frappe.utils.now_datetime(),
			)
			for place in range(WITHDRAWN)
		],
	)
	return names


if __name__ == "__main__":
	main()
