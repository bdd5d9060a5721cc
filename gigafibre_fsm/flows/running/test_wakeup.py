"""What the sweep hands out: what is due, what a worker left, what was told in vain; nothing else."""

from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm import flows
from gigafibre_fsm.flows.running import queue, signals, wakeup
from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.flow_case import FlowTestCase, note


class TestSweep(FlowTestCase):
	def swept(self, *mine: str) -> set[str]:
		"""Those of these runs that the sweep hands out; a site may have others."""
		self.queued.reset_mock()
		wakeup.sweep()
		handed = {run for call in self.queued.call_args_list for run in call.kwargs.get("runs", ())}
		return handed & set(mine)

	def test_a_wait_is_over_when_its_time_has_come(self):
		run = self.done(step("pause"), note("after", "pause"))
		self.assertEqual(self.swept(run), set())
		self.let_pass(run, hours=25)

		self.assertEqual(self.swept(run), {run})
		self.work(run)
		self.assertEqual(self.effects(run), ["after"])
		self.assertEqual(self.swept(run), set())

	def test_a_run_whose_job_was_lost_is_handed_out_again(self):
		run = self.started(self.flow(note("first")))
		self.assertEqual(self.swept(run), set())
		self.let_pass(run, seconds=61)

		self.assertEqual(self.swept(run), {run})

	def test_an_answer_whose_job_was_lost_is_taken_in(self):
		run = self.done(step("ask", "test_ask"))
		flows.complete(run, "ask", {"says": "yes"})
		frappe.db.commit()
		self.assertEqual(self.swept(run), set())
		self.let_pass(run, seconds=61)

		self.assertEqual(self.swept(run), {run})
		self.work(run)
		self.assertEqual((self.run_of(run).status, self.swept(run)), ("Completed", set()))

	def test_what_is_told_to_a_run_that_has_ended_is_forgotten(self):
		run = self.done(step("ask", "test_ask"))
		for _time in range(2):
			flows.complete(run, "ask", {})
		self.work(run)
		signals.send([run], "done", "ask")
		self.work(run)

		self.assertEqual(frappe.db.count("Flow Signal", {"run": run}), 0)

	def test_switched_off_nothing_goes_on_and_switched_on_it_does(self):
		flow = self.flow(note("first"))
		run = self.started(flow)
		self.switch(0)
		self.let_pass(run, minutes=5)
		self.work(run)
		self.assertEqual((self.effects(run), self.swept(run)), ([], set()))
		self.assertRefused("not switched on", flows.start, flow, "Customer", self.customer.name)
		self.switch(1)

		self.assertEqual(self.swept(run), {run})
		self.work(run)
		self.assertEqual(self.effects(run), ["first"])

	def test_a_queue_that_is_down_costs_time_and_nothing_else(self):
		self.queued.side_effect = ConnectionError("redis is down")
		run = self.started(self.flow(note("first")))
		self.queued.side_effect = None
		self.let_pass(run, seconds=61)

		self.assertEqual(self.swept(run), {run})

	def test_many_are_handed_out_in_few_jobs(self):
		with patch.object(wakeup, "_passed", lambda moment: [f"run{number}" for number in range(60)]):
			self.swept()

		self.assertEqual([len(call.kwargs["runs"]) for call in self.queued.call_args_list], [25, 25, 10])

	def switch(self, on: int) -> None:
		frappe.db.set_single_value("FSM Settings", "flows_enabled", on)
		frappe.db.commit()
		self.addCleanup(frappe.db.commit)
		self.addCleanup(frappe.db.set_single_value, "FSM Settings", "flows_enabled", 1)


class TestRetention(FlowTestCase):
	def ended(self, days: int, *steps: dict) -> str:
		run = self.done(*steps)
		frappe.db.set_value("Flow Run", run, "ended_on", add_to_date(now_datetime(), days=-days))
		return run

	def test_runs_that_ended_long_ago_go_with_all_that_is_theirs(self):
		frappe.db.set_single_value("FSM Settings", "flow_retention_days", 30)
		asked = step("ask", "ask_person", params={"title": "Call", "whom": "role", "role": "FSM Agent"})
		kept = self.ended(29, note("first"))
		alive = self.done(asked)
		old = self.done(asked)
		flows.cancel(old)
		self.work(old)
		frappe.db.set_value("Flow Run", old, "ended_on", add_to_date(now_datetime(), days=-31))
		with patch("gigafibre_fsm.flows.running.retention.A_BATCH", 1):
			flows.delete_old()

		left = [run for run in (kept, alive, old) if frappe.db.exists("Flow Run", run)]
		self.assertEqual(left, [kept, alive])
		rows = (("Flow Run Step", "parent"), ("Flow Task", "run"))
		self.assertEqual([frappe.db.count(doctype, {field: old}) for doctype, field in rows], [0, 0])
		self.assertEqual(frappe.db.count("Flow Run Step", {"parent": kept}), 1)

	def test_nothing_goes_when_nothing_is_to_go(self):
		frappe.db.set_single_value("FSM Settings", "flow_retention_days", 0)
		run = self.ended(4000, note("first"))
		flows.delete_old()

		self.assertTrue(frappe.db.exists("Flow Run", run))


class TestTimeouts(FlowTestCase):
	def test_a_job_ends_before_its_claim_does(self):
		from gigafibre_fsm.flows.running.worker import LEASE, SLICE

		self.assertLess(queue.JOB_TIMEOUT, LEASE)
		self.assertLess(SLICE * 2, queue.JOB_TIMEOUT)
