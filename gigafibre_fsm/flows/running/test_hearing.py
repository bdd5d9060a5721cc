"""What happens reaches every wait that began before it, whoever was committed first, and none that began after."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from unittest import SkipTest
from unittest.mock import patch

import frappe
from rq.timeouts import JobTimeoutException

from gigafibre_fsm import flows
from gigafibre_fsm.flows.running import hearing, wakeup, worker
from gigafibre_fsm.flows.triggering import triggers
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.flow_case import FlowTestCase, afterwards, ring

EVENT = "on_ticket_created"
HEARS = step("hears", params={"mode": "event", "event": EVENT})


class HearingCase(FlowTestCase):
	def happens(self, *documents) -> None:
		for document in documents or [self.customer]:
			flows.heard(EVENT, document)
		frappe.db.commit()

	def status(self, run: str) -> str:
		return self.statuses(run)["hears"]


class TestBetween(HearingCase):
	"""An event and the beginning of a wait that meet."""

	def test_one_that_is_told_before_the_wait_is_there_reaches_it(self):
		def meanwhile(_context) -> None:
			self.happens()
			self.tell()

		afterwards.append(meanwhile)
		# What began the wait had not seen what was being saved.
		with patch.object(hearing, "came_before", return_value=[]):
			run = self.done(ring("first"), {**HEARS, "depends_on": ["first"]})
		self.work(run)

		self.assertEqual(self.status(run), "Done")

	def test_one_the_wait_could_have_seen_came_before_it(self):
		for told in (True, False):

			def meanwhile(_context, told=told) -> None:
				self.happens()
				if told:
					self.tell()

			afterwards[:] = [meanwhile]
			run = self.done(ring("first"), {**HEARS, "depends_on": ["first"]})
			self.work(run)
			self.assertEqual(self.status(run), "Waiting")
			self.assertEqual(frappe.db.count("Flow Signal", {"run": run}), 0)
			self.happens()
			self.work(run)

			self.assertEqual(self.status(run), "Done")

	def test_what_started_a_run_is_not_what_it_waits_for(self):
		flow = self.flow(HEARS, trigger_event=EVENT)
		triggers.fire(EVENT, self.customer)
		frappe.db.commit()
		run = frappe.db.get_value("Flow Run", {"template": flow})
		self.work(run)

		self.assertEqual(self.status(run), "Waiting")

	def test_the_next_turn_of_a_loop_does_not_hear_what_came_before_it(self):
		loop = step("each", "loop", params={"over": ["a", "b"], "item": "letter"})
		run = self.done(loop, {**HEARS, "parent": "each"})
		self.happens(self.customer, self.customer)
		self.work(run)
		self.assertEqual(self.statuses(run)["hears#1"], "Waiting")
		self.happens()
		self.work(run)

		self.assertEqual(self.run_of(run).status, "Completed")

	def test_a_saver_who_began_before_the_wait_reaches_it(self):
		self.saver_meets(lambda: frappe.db.count("Flow Run Step"), lambda: flows.heard(EVENT, self.customer))

	def test_a_saver_who_is_committed_after_the_wait_reaches_it(self):
		self.saver_meets(lambda: flows.heard(EVENT, self.customer), lambda: None)

	def saver_meets(self, before: Callable[[], object], after: Callable[[], object]) -> None:
		"""Somebody saves: something before a run begins to wait, something after, and is committed after it."""
		if frappe.db.db_type != "mariadb":
			raise SkipTest("SQLite has one writer at a time")
		run = self.started(self.flow(HEARS))
		before()
		site, folder = frappe.local.site, frappe.local.sites_path

		def begins() -> None:
			frappe.init(site, sites_path=folder, force=True)
			frappe.connect()
			try:
				worker.work(run)
			finally:
				frappe.destroy()

		with ThreadPoolExecutor(1) as pool:
			pool.submit(begins).result()
		after()
		frappe.db.commit()
		self.assertEqual(self.status(run), "Waiting")
		self.work(run)

		self.assertEqual(self.status(run), "Done")


class TestTelling(HearingCase):
	def test_one_whose_job_was_lost_is_told_by_the_sweep(self):
		run = self.done(HEARS)
		self.happens()
		self.assertEqual(self.handed_out(), [])
		self.let_pass(run, seconds=61)
		self.assertEqual(len(self.handed_out()), 1)
		self.work(run)

		self.assertEqual((self.status(run), self.handed_out()), ("Done", []))

	def test_only_runs_that_are_drawn_to_wait_for_it_are_told(self):
		waits, asks = self.done(HEARS), self.done(step("ask", "test_ask"))
		self.happens()
		self.tell()

		told = frappe.get_all("Flow Signal", {"run": ("in", [waits, asks])}, pluck="run", order_by="run")
		self.assertEqual(told, [waits])

	def test_an_outage_is_told_to_each_of_its_customers_however_many(self):
		run = self.done(HEARS)
		others = [self.kept(make_customer()) for _number in range(2)]
		customers = [{"customer": one.name} for one in (*others, self.customer)]
		outage = self.kept(frappe.get_doc(doctype="Outage", title="PON 3", customers=customers).insert())
		with patch.object(hearing, "A_QUESTION", 1):
			self.happens(outage)
			self.work(run)

		self.assertEqual(self.status(run), "Done")

	def test_one_that_makes_trouble_keeps_none_from_the_others(self):
		run, tell = self.done(HEARS), hearing._tell
		self.happens(self.customer)
		sound = frappe.get_last_doc("Flow Event").name
		self.addCleanup(frappe.db.delete, "Error Log", {"reference_name": "broken"})

		def troubled(event: str) -> None:
			if event == "broken":
				raise ValueError(event)
			tell(event)

		with patch.object(hearing, "_tell", troubled):
			hearing.tell_all(["broken", sound])
		self.work(run)
		self.assertEqual(self.status(run), "Done")
		with patch.object(hearing, "_tell", side_effect=JobTimeoutException):
			self.assertRaises(JobTimeoutException, hearing.tell_all, [sound])

	def handed_out(self) -> list[str]:
		"""The events the sweep hands out."""
		self.queued.reset_mock()
		wakeup.sweep()
		return [event for call in self.queued.call_args_list for event in call.kwargs.get("events", ())]
