"""`make chaos-webhooks`: every boundary of the intake and of the workers, one kill each; then the books are checked.

Exits 1 when an event was lost, or one of its effects is there not at all or twice.
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import count
from pathlib import Path

from gigafibre_fsm.tests import webhook_senders as senders
from sandbox.benches.diagnosis import free_port
from sandbox.chaos.stories import Story, failed_report, missed_call, own_handler, phone, wrong
from sandbox.chaos.texts import picture_by_mms, stop_by_sms
from sandbox.chaos.world import World
from sandbox.simulators.twilio import Account
from sandbox.spine import Place, application_asker, options, place

# A handler has far fewer boundaries; one that never ends would otherwise be killed for ever.
MOST_KILLS = 2000
# Every child would load them again.
LOADED_ONCE = (
	"frappe.app",
	"requests",
	"gigafibre_fsm.api.webhooks.twilio_sms",
	"gigafibre_fsm.messaging.call_log",
	"gigafibre_fsm.messaging.inbound",
	"gigafibre_fsm.messaging.recovery",
	"gigafibre_fsm.messaging.reports",
)


def main() -> None:
	chosen = options(__doc__, every=1)
	for module in LOADED_ONCE:
		import_module(module)
	with place(chosen.site) as here, twilio() as (url, account), tempfile.TemporaryDirectory() as folder:
		first, taken = set_up(here, url, account)
		numbers = (number for number in count(first) if phone(number) not in taken)
		of_twilio = (stop_by_sms(url, account), failed_report(), picture_by_mms(url, account))
		stories = (own_handler(), missed_call(), *of_twilio)
		faults = 0
		for story in stories:
			world = World(here, Path(folder), story.prepare)
			faults += torment(world, story, numbers, chosen.every)
	print("Nothing lost, nothing twice." if not faults else f"{faults} kills left the books wrong.")
	sys.exit(bool(faults))


def set_up(here: Place, url: str, account: Account) -> tuple[int, set[str]]:
	"""Point the site at the simulator, with the secrets the deliveries are signed with.

	Returns a number no delivery of an earlier run had, and the telephone numbers the site knows already.
	"""

	def settle() -> tuple[int, set[str]]:
		import frappe

		from gigafibre_fsm.tests.webhook_case import set_settings, switch_on

		switch_on()
		number = {"phone_number": account.numbers[0], "kind": "Long Code", "is_default": 1}
		set_settings(twilio_api_url=url, twilio_account_sid=account.sid, sms_senders=[number])
		taken = {
			address
			for doctype in ("Conversation", "Message Consent")
			for address in frappe.get_all(doctype, pluck="address", order_by="name")
		}
		return frappe.db.count("Webhook Event"), taken

	with tempfile.TemporaryDirectory() as folder:
		return World.must(World(here, Path(folder)).do(settle))


def torment(world: World, story: Story, numbers: Iterator[int], every: int) -> int:
	"""Kill at each boundary in turn (or each so many), each time another delivery; return how often the end was wrong."""
	started, faults = time.monotonic(), 0
	for what, run in (("intake", intake), ("worker", worker)):
		kills = 0
		for kill_at in range(1, MOST_KILLS, every):
			number = next(numbers)
			story.before(world, number)
			survived = run(world, story, number, kill_at)
			world.settle()
			found = wrong(world.must(world.do(lambda number=number: story.effects(number))))
			faults += bool(found)
			if found:
				print(f"  {story.name}: {what} killed before boundary {kill_at}: {found}", flush=True)
			if survived:
				break
			kills += 1
		print(f"{story.name}: {what} killed {kills} times, at other boundaries", flush=True)
	print(f"  ({time.monotonic() - started:.0f} s)")
	return faults


def intake(world: World, story: Story, number: int, kill_at: int) -> bool:
	"""Deliver, killing the web worker on the way; the sender delivers again until it hears 2xx."""
	outcome = world.do(lambda: deliver(world.place, story.request(number)), kill_at)
	if not outcome.ended or outcome.value != 200:
		status = world.must(world.do(lambda: deliver(world.place, story.request(number))))
		if status != 200:
			raise RuntimeError(f"a genuine delivery was answered {status}")
	world.must(world.work())
	return outcome.ended


def worker(world: World, story: Story, number: int, kill_at: int) -> bool:
	"""Deliver, then kill the worker on its way through everything that is queued."""
	status = world.must(world.do(lambda: deliver(world.place, story.request(number))))
	if status != 200:
		raise RuntimeError(f"a genuine delivery was answered {status}")
	outcome = world.work(kill_at)
	if outcome.error:
		raise RuntimeError(outcome.error)
	return outcome.ended


def deliver(here: Place, request: senders.Request) -> int:
	"""Post it to the site's own application; return the status."""
	return application_asker(here)("POST", request)


@contextmanager
def twilio() -> Iterator[tuple[str, Account]]:
	"""A Twilio of our own, at once and without callbacks to anybody, whose token is the senders'."""
	port, account = free_port(), Account(token=senders.SECRETS["twilio_auth_token"])
	command = [sys.executable, "-m", "sandbox.simulators.twilio", "--port", str(port), "--pace", "0"]
	nowhere = f"http://127.0.0.1:{free_port()}"
	process = subprocess.Popen(
		[*command, "--auth-token", account.token, "--callback-base", nowhere],
		stdout=subprocess.PIPE,
		stderr=subprocess.DEVNULL,
		text=True,
	)
	try:
		# It says so on one line once it answers.
		process.stdout.readline()
		yield f"http://127.0.0.1:{port}", account
	finally:
		process.terminate()
		process.wait()


if __name__ == "__main__":
	main()
