"""Flows at set times: each record of the filters once, however often, late or from the middle it is gone through."""

from datetime import datetime, timedelta
from unittest.mock import patch

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.flows.running import queue
from gigafibre_fsm.flows.templates import managing as templates
from gigafibre_fsm.flows.templates.template_view import show_template
from gigafibre_fsm.flows.triggering import cron, schedule
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_flows import drawing, make_flow


class TestCron(SiteTestCase):
	def test_the_next_time_is_after_the_moment(self):
		nine = datetime(2026, 11, 20, 9)
		self.assertEqual(cron.next_time("0 9 * * *", nine), nine + timedelta(days=1))
		self.assertEqual(cron.next_time("0 9 * * 1-5", nine), datetime(2026, 11, 23, 9))

	def test_what_is_no_schedule(self):
		for text in ("", "every day", "0 9 * *", "0 9 * * * *", "61 * * * *", "0 0 30 2 *"):
			with self.subTest(text=text):
				self.assertFalse(cron.is_cron(text))


class TestSchedule(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.group = f"Timed {frappe.generate_hash(length=6)}"
		frappe.get_doc(doctype="Customer Group", customer_group_name=self.group).insert()
		self.customers = sorted(make_customer(customer_group=self.group).name for _number in range(5))

	def timed(self, **values) -> str:
		values = {"schedule": "0 9 * * *", "schedule_filters": {"customer_group": self.group}, **values}
		flow = make_flow(trigger_event="schedule", **values)
		self.version = frappe.db.get_value("Flow Template Version", {"template": flow, "is_live": 1})
		return flow

	def let_come(self) -> None:
		"""The next time has come."""
		moment = now_datetime() - timedelta(minutes=1)
		frappe.db.set_value("Flow Template Version", self.version, "next_tick", moment)

	def started(self, flow: str) -> list[str]:
		return frappe.get_all(
			"Flow Run", {"template": flow}, pluck="reference_name", order_by="reference_name"
		)

	def go_through(self) -> None:
		while schedule.do_page(self.version):
			pass

	def test_before_its_time_nothing_starts(self):
		flow = self.timed()
		self.go_through()
		self.assertEqual(self.started(flow), [])

	def test_each_record_of_the_filters_is_started_once(self):
		flow = self.timed()
		make_customer()
		self.let_come()
		self.go_through()
		self.go_through()

		self.assertEqual(self.started(flow), self.customers)
		row = frappe.get_doc("Flow Template Version", self.version)
		self.assertIsNone(row.tick)
		self.assertGreater(row.next_tick, now_datetime())

	def test_the_condition_is_asked_of_each(self):
		rule = {"in": [{"var": "doc.name"}, self.customers[:2]]}
		flow = self.timed(trigger_condition=rule)
		self.let_come()
		self.go_through()
		self.assertEqual(self.started(flow), self.customers[:2])

	def test_whoever_goes_on_after_a_crash_begins_where_the_other_stood(self):
		flow = self.timed()
		self.let_come()
		with patch.object(schedule, "PAGE", 2):
			self.assertTrue(schedule.do_page(self.version))
			self.assertEqual(self.started(flow), self.customers[:2])
			with patch.object(schedule, "_go_through_later") as later:
				schedule.keep_time()
			later.assert_called_once_with(self.version)
			self.go_through()
		self.assertEqual(self.started(flow), self.customers)

	def test_every_time_is_an_occurrence_where_several_runs_are_allowed(self):
		once, each = self.timed(), self.timed(allow_several=True)
		for flow in (once, each):
			self.version = frappe.db.get_value("Flow Template Version", {"template": flow, "is_live": 1})
			for days in (2, 1):
				moment = now_datetime() - timedelta(days=days)
				frappe.db.set_value("Flow Template Version", self.version, "next_tick", moment)
				self.go_through()

		self.assertEqual((len(self.started(once)), len(self.started(each))), (5, 10))

	def test_one_record_that_cannot_be_started_does_not_stop_the_others(self):
		flow = self.timed()
		self.let_come()
		start = schedule.start_or_nothing

		def failing(template, doctype, name, **options):
			if name == self.customers[1]:
				raise ValueError("no")
			start(template, doctype, name, **options)

		with patch.object(schedule, "start_or_nothing", failing):
			self.go_through()
		self.assertEqual(len(self.started(flow)), 4)

	def test_filters_that_broke_end_this_time_and_are_written_down_once(self):
		flow = self.timed()
		frappe.db.set_value("Flow Template Version", self.version, "schedule_filters", '{"no_such_field": 1}')
		written = {"method": ("like", f"%{self.version}%")}
		said = frappe.db.count("Error Log", written)
		for _time in range(2):
			self.let_come()
			self.go_through()

		self.assertEqual((self.started(flow), frappe.db.count("Error Log", written) - said), ([], 1))
		row = frappe.get_doc("Flow Template Version", self.version)
		self.assertIsNone(row.tick)
		self.assertGreater(row.next_tick, now_datetime())

	def test_a_job_whose_worker_was_killed_does_not_refuse_the_next(self):
		self.timed()
		with patch("frappe.enqueue") as queued:
			for minute in (1, 1, 2):
				with patch.object(queue, "now_datetime", return_value=datetime(2026, 1, 1, 9, minute)):
					schedule._go_through_later(self.version)
					queue.work_all_soon(["run"])
		ids = [call.kwargs["job_id"] for call in queued.call_args_list]
		self.assertEqual(len(set(ids)), 4)

	def test_switched_off_its_time_never_comes(self):
		flow = self.timed()
		self.let_come()
		templates.set_enabled(flow, False)
		self.go_through()

		self.assertEqual(self.started(flow), [])
		self.assertIsNone(frappe.db.get_value("Flow Template Version", self.version, "next_tick"))

	def test_a_schedule_that_is_none_and_filters_that_do_not_work_are_problems(self):
		values = {"trigger_event": "schedule", "schedule": "daily", "schedule_filters": {"no_such_field": 1}}
		kept = templates.save_template(drawing(**values))

		paths = {problem["path"] for problem in show_template(kept["name"])["problems"]}
		self.assertEqual(paths, {"schedule", "schedule_filters"})
