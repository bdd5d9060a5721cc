"""Flows that start each other come to an end, and it is said where."""

from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm import flows
from gigafibre_fsm.flows.running import guard
from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.factories_fsm import make_subscription
from gigafibre_fsm.tests.flow_case import FlowTestCase, afterwards, note

TICKET = "on_ticket_created"


class TestGuard(FlowTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(self.forget_errors)

	def forget_errors(self) -> None:
		frappe.db.rollback()
		frappe.db.delete("Error Log", {"method": ("like", "%was not started%")})
		frappe.db.commit()

	def work_all(self, flow: str) -> list:
		"""Work until nothing of this flow goes on; its runs, oldest first."""
		for _round in range(3 * guard.MOST_DEEP):
			running = frappe.get_all("Flow Run", {"template": flow, "status": "Running"}, pluck="name")
			for run in running:
				self.work(run)
			frappe.db.rollback()
		return frappe.get_all(
			"Flow Run",
			{"template": flow},
			["name", "depth", "parent_run", "status", "error"],
			order_by="depth asc",
		)

	def test_a_flow_that_starts_itself_ends(self):
		flow = self.flow(note("first"))
		begin = {"template": flow}
		definition = {
			"steps": [note("first"), step("again", "start_flow", params=begin, depends_on=["first"])]
		}
		frappe.db.set_value(
			"Flow Template Version", {"template": flow}, "definition", frappe.as_json(definition)
		)
		self.started(flow)
		runs = self.work_all(flow)

		self.assertEqual([run.depth for run in runs], list(range(guard.MOST_DEEP + 1)))
		self.assertEqual([run.status for run in runs], ["Completed"] * guard.MOST_DEEP + ["Failed"])
		self.assertIn("started each other 10 times", runs[-1].error)
		self.assertEqual([run.parent_run for run in runs[1:]], [run.name for run in runs[:-1]])

	def test_a_flow_that_an_event_of_its_own_starts_ends_and_the_last_run_says_so(self):
		flow = self.flow(note("first"), trigger_event=TICKET, allow_several=1)

		def fire(context) -> None:
			flows.start(flow, "Customer", self.customer.name, event=TICKET, occurrence=context.key)

		afterwards.append(fire)
		flows.start(flow, "Customer", self.customer.name, event=TICKET, occurrence="a")
		runs = self.work_all(flow)

		self.assertEqual([run.status for run in runs], ["Completed"] * (guard.MOST_DEEP + 1))
		self.assertIn("started each other 10 times", runs[-1].error)
		self.assertFalse(any(run.error for run in runs[:-1]))

	def test_one_record_has_so_many_runs_of_a_flow_an_hour(self):
		flow = self.flow(note("first"), trigger_event=TICKET, allow_several=1)
		runs = [
			flows.start(flow, "Customer", self.customer.name, event=TICKET, occurrence=str(number))
			for number in range(guard.MOST_RUNS + 3)
		]

		self.assertEqual(sum(map(bool, runs)), guard.MOST_RUNS)
		said = {"method": ("like", f"%was not started for {self.customer.name}%")}
		self.assertEqual(frappe.db.count("Error Log", said), 1)

	def subscriptions(self, flow: str, count: int, event: str = TICKET) -> list[str]:
		"""As many subscriptions of the customer, each of which starts the flow; the runs."""
		made = [self.kept(make_subscription(self.customer)).name for _number in range(count)]
		return [run for name in made if (run := flows.start(flow, "Service Subscription", name, event=event))]

	def test_a_loop_that_makes_a_new_record_each_time_ends_and_it_is_said_once(self):
		flow = self.flow(note("first"), trigger_event=TICKET, applies_to="Service Subscription")
		with patch.object(guard, "MOST_FOR_CUSTOMER", 2):
			self.assertEqual(len(self.subscriptions(flow, 5)), 2)

		said = {"method": ("like", f"%was not started for {self.customer.name}%")}
		self.assertEqual(frappe.db.count("Error Log", said), 1)

	def test_a_slow_loop_ends_within_a_day(self):
		flow = self.flow(note("first"), trigger_event=TICKET, applies_to="Service Subscription")
		with patch.object(guard, "MOST_A_DAY", 2):
			for run in self.subscriptions(flow, 2):
				two_hours_ago = add_to_date(now_datetime(), hours=-2)
				frappe.db.set_value("Flow Run", run, "creation", two_hours_ago, update_modified=False)

			self.assertEqual(self.subscriptions(flow, 1), [])

	def test_a_schedule_may_start_one_for_each_of_many_records_of_a_customer(self):
		flow = self.flow(note("first"), trigger_event="schedule", applies_to="Service Subscription")
		with patch.object(guard, "MOST_FOR_CUSTOMER", 2):
			self.assertEqual(len(self.subscriptions(flow, 4, event="schedule")), 4)

	def test_by_hand_it_says_why(self):
		flow = self.flow(note("first"))
		with patch.object(guard, "MOST_RUNS", 1):
			self.started(flow)

			self.assertRefused("within an hour", self.started, flow)

	def test_a_long_key_is_no_other_ones(self):
		version = frappe._dict(template="FLOW-0001", allow_several=1)
		keys = {
			guard.dedupe_key(version, TICKET, "Customer", "x" * 140, occurrence) for occurrence in ("1", "2")
		}

		self.assertEqual({len(key) for key in keys}, {64})
