"""A world in which flows are carried out: their clock, the people who answer, and the deaths of workers."""

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from importlib import import_module
from pathlib import Path
from random import Random

from sandbox.chaos.children import Outcome
from sandbox.chaos.drawings import HEARD
from sandbox.chaos.world import World
from sandbox.spine import Place

SWEEPS = ("gigafibre_fsm.flows.sweep", "gigafibre_fsm.messaging.sweep")
# A worker is killed before one of so many boundaries; most runs have more.
LAST_BOUNDARY = 250
# Of each batch of runs, so many workers are killed at most.
KILLS_A_BATCH = 6
MOST_ROUNDS = 60
CANCELLED = 0.03
ALIVE = ("Running", "Waiting", "Cancelling")

Start = tuple[str, str, str]


class FlowWorld(World):
	"""Everything that outlives a worker. `kills` counts those that did not."""

	def __init__(self, place: Place, folder: Path, random: Random) -> None:
		super().__init__(place, folder)
		self.random, self.kills = random, 0
		self.templates: list[str] = []

	def load(self, starts: list[Start]) -> None:
		"""Carry some runs out in peace, and load here what that took: every child would have to load it again."""

		def carry_out() -> list[str]:
			start(starts)
			self._drain()
			return list(sys.modules)

		for module in self.must(self.do(carry_out)):
			if module not in sys.modules:
				with suppress(Exception):
					import_module(module)

	def let_loose(self, starts: list[Start]) -> None:
		"""Start these runs, twice as triggers may, and have workers go on with whatever waits until they die."""
		self.risk(lambda: start(starts))
		self.must(self.do(lambda: start(starts)))
		for _worker in range(KILLS_A_BATCH):
			if not self.queue.jobs() or not self.killed(self.work(self.boundary())):
				break
		chance = self.random.random()
		if chance < 0.3:
			self.let_time_pass()
		if chance < 0.5:
			seed = self.random.random()
			self.risk(lambda: people(self.templates, Random(seed), everything=False))

	def settle_down(self) -> None:
		"""Let time pass, people answer and workers work, at first still mortal ones, until every run has ended."""
		for number in range(MOST_ROUNDS):
			self.let_time_pass()
			self.must(self.do(lambda number=number: people(self.templates, Random(number), everything=True)))
			while self.queue.jobs() and number < MOST_ROUNDS // 4:
				self.killed(self.work(self.boundary()))
			self.must(self.work())
			if not self.must(self.do(lambda: alive(self.templates))):
				return

	def let_time_pass(self) -> None:
		"""Make whatever is waited for due, and do what the scheduler does each minute."""

		def pass_and_sweep() -> None:
			import frappe

			make_due(self.templates)
			for sweep in SWEEPS:
				frappe.get_attr(sweep)()
				frappe.db.commit()

		self.must(self.do(pass_and_sweep))

	def risk(self, task: Callable[[], object]) -> None:
		"""Do something in a process that may die on the way."""
		self.killed(self.do(task, self.boundary()))

	def boundary(self) -> int:
		return self.random.randint(1, LAST_BOUNDARY)

	def killed(self, outcome: Outcome) -> bool:
		"""Return whether a process was killed. Raises RuntimeError for one that failed."""
		if outcome.error:
			raise RuntimeError(outcome.error)
		self.kills += not outcome.ended
		return not outcome.ended


def start(starts: list[Start]) -> None:
	"""Start these runs, each in a transaction (on the site)."""
	import frappe

	from gigafibre_fsm import flows

	for template, customer, key in starts:
		flows.start(template, "Customer", customer, occurrence=key)
		frappe.db.commit()


def people(templates: list[str], random: Random, everything: bool) -> None:
	"""Answer tasks, open a ticket by hand, cancel a run: some of it, or all there is to answer (on the site)."""
	import frappe

	from gigafibre_fsm import flows

	runs = frappe.get_all(
		"Flow Run",
		{"template": ("in", templates), "status": ("in", ALIVE)},
		["name", "customer"],
		order_by="name",
	)
	asked = {"run": ("in", [run.name for run in runs] or [""]), "status": "Open"}
	for task in frappe.get_all("Flow Task", asked, pluck="name", order_by="name"):
		if everything or random.random() < 0.5:
			flows.complete_task(task, {})
			frappe.db.commit()
	for run in runs:
		if random.random() < CANCELLED:
			flows.cancel(run.name, "chaos")
		elif everything or random.random() < 0.1:
			flows.heard(HEARD, frappe.get_doc("Customer", run.customer))
		frappe.db.commit()


def alive(templates: list[str]) -> int:
	"""Return how many runs have not ended, and texts not left (on the site)."""
	import frappe

	runs = {"template": ("in", templates)}
	customers = frappe.get_all("Flow Run", runs, pluck="customer", distinct=True, order_by="customer") or [""]
	texts = {"customer": ("in", customers), "status": ("in", ("Queued", "Sending"))}
	return frappe.db.count("Flow Run", runs | {"status": ("in", ALIVE)}) + frappe.db.count(
		"SMS Message", texts
	)


def make_due(templates: list[str]) -> None:
	"""Bring every moment that is waited for into the past, and every claim to its end (on the site)."""
	import frappe
	from frappe.utils import now_datetime

	past = now_datetime() - timedelta(minutes=31)
	runs = frappe.get_all(
		"Flow Run", {"template": ("in", templates), "status": ("in", ALIVE)}, pluck="name", order_by="name"
	)
	moments = ("wake_on", "claimed_until")
	_earlier("Flow Run", "name", runs, moments, past)
	_earlier("Flow Run Step", "parent", runs, moments, past)
	_earlier("Flow Signal", "run", runs, ("creation",), past)
	events = frappe.get_all("Flow Event", pluck="name", order_by="creation")
	_earlier("Flow Event", "name", events, ("creation",), past)
	texts = frappe.get_all(
		"SMS Message",
		{"status": ("in", ("Queued", "Sending"))},
		pluck="name",
		order_by="creation desc",
		limit=500,
	)
	_earlier("SMS Message", "name", texts, ("claimed_on", "send_after", "creation"), past)
	frappe.db.commit()


def _earlier(doctype: str, field: str, names: list[str], moments: tuple[str, ...], past: datetime) -> None:
	import frappe

	table = frappe.qb.DocType(doctype)
	for moment in moments:
		is_set = table[moment].isnotnull() & table[field].isin(names or [""])
		frappe.qb.update(table).set(table[moment], past).where(is_set).run()
