"""`make chaos-flows`: runs of flows drawn at random, by workers that are killed at random boundaries; then the books.

Exits 1 when a run or an effect was lost, or an effect is there twice. The same SEED draws the same flows and kills.
"""

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

import requests

from sandbox.chaos.__main__ import twilio
from sandbox.chaos.drawings import draw
from sandbox.chaos.flow_books import effects, ended, wrong
from sandbox.chaos.flow_world import FlowWorld
from sandbox.chaos.receiver import Receiver, listening
from sandbox.chaos.stories import phone
from sandbox.simulators.twilio import Account
from sandbox.spine import Place, options, place

# So many runs are begun before workers are let loose on them.
TOGETHER = 4
# A drawing is used by so many runs, a customer has so many (the guard allows twenty an hour).
RUNS_A_DRAWING = 5
RUNS_A_CUSTOMER = 12


def main() -> None:
	chosen = options(__doc__, count=1000, seed=1)
	with place(chosen.site) as here, listening() as receiver, twilio() as (url, account):
		faults = torment(here, receiver, url, account, chosen.count, chosen.seed)
	sys.exit(bool(faults))


def torment(here: Place, receiver: Receiver, url: str, account: Account, count: int, seed: int) -> int:
	"""Carry `count` runs out under kills, print what came of it, and return how many things are wrong."""
	began, random = time.monotonic(), Random(seed)
	with tempfile.TemporaryDirectory() as folder:
		world = FlowWorld(here, Path(folder), random)
		stage = world.must(world.do(lambda: set_up(random, receiver, url, account, count)))
		world.templates = stage["templates"]
		try:
			starts = [
				(random.choice(stage["templates"]), customer, f"start{number}")
				for number, customer in enumerate(stage["customers"])
			]
			world.load(starts[:TOGETHER])
			for first in range(0, count, TOGETHER):
				world.let_loose(starts[first : first + TOGETHER])
			world.settle_down()
			keys = [key for _template, _customer, key in starts]
			done = dict(receiver.done)
			faults = world.must(world.do(lambda: wrong(stage["templates"], keys, done)))
			faults += lost_texts(world, url, account, stage)
			tell(world, receiver, faults, count, time.monotonic() - began)
		finally:
			world.must(world.do(lambda: clean_up(stage)))
	return len(faults)


def set_up(random: Random, receiver: Receiver, url: str, account: Account, count: int) -> dict:
	"""Draw the templates, and make customers who can be written to (on the site)."""
	import frappe

	from gigafibre_fsm.tests.factories import make_contact, make_customer
	from gigafibre_fsm.tests.flow_case import publish
	from gigafibre_fsm.tests.webhook_case import set_settings, switch_on

	switch_on()
	number = {"phone_number": account.numbers[0], "kind": "Long Code", "is_default": 1}
	hosts = [{"address": receiver.url}]
	set_settings(
		twilio_api_url=url,
		twilio_account_sid=account.sid,
		sms_senders=[number],
		flow_hosts=hosts,
		flows_enabled=1,
	)
	drawings = [draw(random, receiver.url) for _number in range(max(1, count // RUNS_A_DRAWING))]
	templates = [publish(definition, title="Chaos") for definition in drawings]
	customers = []
	for index in range(-(-count // RUNS_A_CUSTOMER)):
		customer = make_customer()
		make_contact(customer, phone=phone(index))
		customers.append(customer.name)
	frappe.db.commit()
	return {
		"templates": templates,
		"customers": [customers[index // RUNS_A_CUSTOMER] for index in range(count)],
	}


def lost_texts(world: FlowWorld, url: str, account: Account, stage: dict) -> list[str]:
	"""Compare what Twilio was asked to send with the texts of the runs."""

	def sids() -> list[str]:
		import frappe

		wanted = {"customer": ("in", sorted(set(stage["customers"]))), "direction": "Sent"}
		return frappe.get_all("SMS Message", wanted, pluck="provider_id", order_by="name")

	known = set(world.must(world.do(sids)))
	taken, page = [], f"/2010-04-01/Accounts/{account.sid}/Messages.json?PageSize=1000"
	while page:
		answer = requests.get(url + page, auth=(account.sid, account.token), timeout=30).json()
		taken += [
			message["sid"] for message in answer["messages"] if message["direction"].startswith("outbound")
		]
		page = answer.get("next_page_uri")
	return [
		f"Twilio sent {sid}, which is no text of ours: it was sent twice" for sid in taken if sid not in known
	]


def tell(world: FlowWorld, receiver: Receiver, faults: list[str], count: int, took: float) -> None:
	"""Print the count."""
	how = world.must(world.do(lambda: ended(world.templates)))
	done = world.must(world.do(lambda: effects(world.templates)))
	by_kind = ", ".join(f"{number} {kind}" for kind, number in sorted(done.items()))
	words = ", ".join(f"{number} {status.lower()}" for status, number in sorted(how.items()))
	again = sum(receiver.asked.values()) - len(receiver.asked)
	print(f"{count} runs ({words}), {world.kills} kills, {took:.0f} s")
	print(f"  {sum(done.values())} effects: {by_kind}")
	print(f"  outside: {len(receiver.done)} done, asked {again} times more than once")
	for kind, number in Counter(fault.split(" ")[0] for fault in faults).items():
		print(f"  wrong: {number} of {kind}")
	for fault in faults[:20]:
		print(f"  {fault}")
	print("0 lost, 0 repeated." if not faults else f"{len(faults)} lost or repeated.")


def clean_up(stage: dict) -> None:
	"""Remove what was made for this, on a site that stays."""
	import frappe

	from gigafibre_fsm.tests.flow_case import forget_flows

	frappe.db.rollback()
	forget_flows(stage["templates"])
	for doctype in ("Issue", "SMS Message"):
		frappe.db.delete(doctype, {"customer": ("in", sorted(set(stage["customers"])))})
	frappe.db.commit()


if __name__ == "__main__":
	main()
