"""`make bench-sign-in`: does the time of an answer tell whether an address is a customer's?

Known and unknown addresses ask for links and codes and try a wrong one, in a shuffled order, each as a caller of its
own. Printed: both distributions, and how often somebody who times one answer of each kind would guess right.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from sandbox.benches.figures import line
from sandbox.seed.place import described

EACH = 200
WARM_UP = 20
CUSTOMER = "Measured at the door"
SITE = "measured.localhost"
METHODS = {
	"request_link": {},
	"request_code": {"purpose": "customer"},
	"check_code": {"purpose": "customer", "code": "000000"},
}
# Codes are tried in the browser that asked for them.
BROWSER = "gigafibre_asked=measured"
KINDS = ("known", "unknown")


def main() -> None:
	"""Print, for each method, how long known and unknown addresses wait."""
	parser = argparse.ArgumentParser(description=__doc__)
	parser.add_argument("--site", help="a site of the bench whose `sites` folder we are in")
	addresses = {kind: [f"{kind}-{number}@measured.invalid" for number in range(EACH)] for kind in KINDS}
	with a_place(parser.parse_args().site) as place, a_customer(place, addresses["known"]) as where:
		print(f"Sign-in on {where}, in process, {EACH} known and {EACH} unknown addresses")
		visitor = Visitor(place)
		for number in range(WARM_UP):
			visitor.ask("request_link", address=f"nobody-{number}@measured.invalid")
		for method, values in METHODS.items():
			with many_wrong_codes():
				report(method, measure(visitor, method, values, addresses))
			forget_jobs(place)


@dataclass(frozen=True, slots=True)
class Place:
	"""The site that is measured; `ours` was made for it, and nobody works on its jobs."""

	site: str
	sites_path: str
	ours: bool

	@contextmanager
	def connected(self) -> Iterator[Any]:
		"""Be Administrator there; yields frappe. What is not committed is lost."""
		import frappe

		frappe.init(self.site, sites_path=self.sites_path, force=True)
		frappe.connect()
		frappe.set_user("Administrator")
		try:
			yield frappe
		finally:
			frappe.destroy()


@contextmanager
def a_place(bench_site: str | None) -> Iterator[Place]:
	"""The bench's site that was named, else a fresh one, thrown away afterwards."""
	if bench_site:
		yield Place(bench_site, ".", ours=False)
		return
	from sandbox.server import site

	with tempfile.TemporaryDirectory() as folder:
		print("Making a site…", flush=True)
		site.create(SITE, folder)
		yield Place(SITE, folder, ours=True)


def many_wrong_codes() -> Any:
	"""Let so many wrong codes pass as are measured."""
	from gigafibre_fsm.rate import Limit

	return patch("gigafibre_fsm.identity.limits.WRONG_CODES", Limit(EACH * 4, 3600))


def measure(visitor: "Visitor", method: str, values: dict, addresses: dict) -> dict[str, list[float]]:
	"""Return kind → ms of each call, made in a shuffled order."""
	calls = [(kind, address) for kind in KINDS for address in addresses[kind]]
	random.Random(7).shuffle(calls)
	took: dict[str, list[float]] = {kind: [] for kind in KINDS}
	for kind, address in calls:
		took[kind].append(visitor.ask(method, address=address, **values))
	return took


def report(method: str, took: dict[str, list[float]]) -> None:
	"""Print both distributions and what a guesser has of them."""
	print(f"\n{method}")
	for kind in KINDS:
		tenths = statistics.quantiles(took[kind], n=10, method="inclusive")
		print(f"  {line(kind, took[kind])}")
		print(f"  {'':<44} tenths " + " ".join(f"{value:.1f}" for value in tenths))
	right = guesses(took["known"], took["unknown"])
	chance = 1.96 * ((2 * EACH + 1) / (12 * EACH * EACH)) ** 0.5
	print(f"  a guesser is right in {right:.1%} of cases; chance alone gives 50.0 % ± {chance:.1%}")


def guesses(known: list[float], unknown: list[float]) -> float:
	"""Return how often a known address takes longer than an unknown one, or shorter if that is more often."""
	longer = sum((one > other) + (one == other) / 2 for one in known for other in unknown)
	share = longer / (len(known) * len(unknown))
	return max(share, 1 - share)


class Visitor:
	"""Asks through Frappe's WSGI application, each time from another address."""

	def __init__(self, place: Place) -> None:
		import frappe.app
		from werkzeug.test import Client

		frappe.app._site, frappe.app._sites_path = place.site, place.sites_path
		self.client, self.calls = Client(frappe.app.application, use_cookies=False), 0

	def ask(self, method: str, **values: str) -> float:
		"""Return the ms one call took. Raises RuntimeError for an answer that says nothing about timing."""
		self.calls += 1
		caller = f"2001:db8:{random.randrange(1 << 16):x}:{self.calls:x}::1"
		headers = {"Accept": "application/json", "X-Forwarded-For": caller, "Cookie": BROWSER}
		path = f"/api/method/gigafibre_fsm.api.identity.{method}"
		started = time.perf_counter()
		answer = self.client.post(path, data=values, headers=headers)
		took = (time.perf_counter() - started) * 1000
		if answer.status_code != (403 if method == "check_code" else 200):
			raise RuntimeError(f"{method}: {answer.status_code} {answer.get_data(as_text=True)[:300]}")
		return took


@contextmanager
def a_customer(place: Place, addresses: list[str]) -> Iterator[str]:
	"""Have a customer who can be reached at all these addresses while we measure; yields where that is."""
	with place.connected() as frappe:
		_make(frappe, addresses)
		frappe.db.commit()
		where = described()
	try:
		yield where
	finally:
		with place.connected() as frappe:
			_remove(frappe)
			frappe.db.commit()


def _make(frappe: Any, addresses: list[str]) -> None:
	customer = frappe.get_doc(doctype="Customer", customer_name=CUSTOMER, customer_type="Individual").insert()
	contact = frappe.new_doc("Contact", first_name=CUSTOMER)
	contact.append("links", {"link_doctype": "Customer", "link_name": customer.name})
	for number, address in enumerate(addresses):
		contact.add_email(address, is_primary=number == 0)
	contact.insert()


def _remove(frappe: Any) -> None:
	frappe.db.delete("One Time Code", {"address": ["like", "%@measured.invalid"]})
	for doctype, filters in (
		("Contact", {"first_name": CUSTOMER}),
		("Customer", {"customer_name": CUSTOMER}),
	):
		for name in frappe.get_all(doctype, filters, pluck="name", order_by="name"):
			frappe.delete_doc(doctype, name, force=True)
	frappe.cache.delete_keys("fsm_counted_")


def forget_jobs(place: Place) -> None:
	"""Empty the queue of a site nobody works on; a bench's workers find addresses that no server takes."""
	if place.ours:
		with place.connected():
			from frappe.utils.background_jobs import get_store

			get_store().clear()


if __name__ == "__main__":
	main()
