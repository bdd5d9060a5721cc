"""Kinds as runs carry them out: people answer or do not, variables are seen at once, flows wait for flows."""

import frappe

from gigafibre_fsm import flows
from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.flow_case import FlowTestCase, note

ASK = {
	"title": "Look at {{ doc.name }}",
	"whom": "role",
	"role": "FSM Manager",
	"form": [{"name": "good", "label": "Is it good?", "type": "check"}],
	"due_in": 60,
}


class TestVariables(FlowTestCase):
	def test_a_condition_right_after_it_sees_what_was_set(self):
		run = self.done(
			step("set", "set_variable", params={"name": "amount", "value": 5}),
			note("more", "set", condition={">": [{"var": "vars.amount"}, 4]}),
			note("less", "set", condition={"<": [{"var": "vars.amount"}, 4]}),
		)

		self.assertEqual(self.statuses(run), {"set": "Done", "more": "Done", "less": "Skipped"})

	def test_a_value_too_long_to_be_remembered_is_refused(self):
		value = ["Fibre 500"] * 2000
		run = self.done(step("set", "set_variable", params={"name": "plans", "value": value}))

		self.assertIn("too long to remember", self.run_of(run).error)

	def test_what_a_skipped_step_would_have_left_is_not_defined(self):
		text = "{% if steps.maybe is defined %}{{ steps.maybe.text }}{% else %}no{% endif %}"
		run = self.done(
			note("maybe", condition={"==": [1, 2]}),
			note("told", "maybe", params={"text": text}),
			note("nothing", "maybe", condition={"!": [{"var": "steps.maybe.text"}]}),
		)

		self.assertEqual(frappe.parse_json(self.step_of(run, "told").output)["text"], "no")
		self.assertEqual(self.statuses(run)["nothing"], "Done")


class TestAsking(FlowTestCase):
	def ask(self, **params) -> str:
		praise = note("praise", "ask", condition={"var": "steps.ask.answers.good"})
		return self.done(step("ask", "ask_person", params=ASK | params), praise)

	def task(self, run: str):
		return frappe.get_doc("Flow Task", {"run": run})

	def test_the_run_goes_on_with_the_answer(self):
		run = self.ask()
		task = self.task(run)
		self.assertEqual((task.title, task.role), (f"Look at {self.customer.name}", "FSM Manager"))

		flows.complete_task(task.name, {"good": True})
		self.work(run)

		self.assertEqual(self.statuses(run), {"ask": "Done", "praise": "Done"})
		output = frappe.parse_json(self.step_of(run, "ask").output)
		self.assertEqual((output["answers"], output["timed_out"]), ({"good": True}, False))

	def test_who_is_too_late_is_no_longer_asked(self):
		run = self.ask()
		self.let_pass(run, hours=2)
		self.work(run)

		self.assertEqual(self.statuses(run), {"ask": "Done", "praise": "Skipped"})
		self.assertTrue(frappe.parse_json(self.step_of(run, "ask").output)["timed_out"])
		self.assertEqual(self.task(run).status, "Cancelled")

	def test_no_answer_in_time_may_fail_the_run(self):
		run = self.ask(on_timeout="fail")
		self.let_pass(run, hours=2)
		self.work(run)

		self.assertEqual((self.run_of(run).status, self.task(run).status), ("Failed", "Cancelled"))
		self.assertIn("Nobody answered in time", self.run_of(run).error)

	def test_a_cancelled_run_asks_nobody(self):
		run = self.ask()
		flows.cancel(run, "A mistake")
		self.work(run)

		self.assertEqual(self.task(run).status, "Cancelled")

	def test_a_run_whose_record_is_gone_asks_nobody_any_more(self):
		look = note("look", "pause", condition={"var": "doc.name"})
		ask = step("ask", "ask_person", params=ASK | {"due_in": 60 * 24 * 9})
		run = self.done(ask, step("pause"), look)
		frappe.delete_doc("Customer", self.customer.name)
		frappe.db.commit()
		self.let_pass(run, days=2)
		self.work(run)

		self.assertIn("no longer exists", self.run_of(run).error)
		self.assertEqual(self.task(run).status, "Cancelled")


class TestStarting(FlowTestCase):
	def start(self, *inside: dict, **params) -> tuple[str, str]:
		"""A run that starts another flow of these steps, and that flow's run."""
		other = self.flow(*inside)
		run = self.done(
			step("other", "start_flow", params={"template": other} | params), note("after", "other")
		)
		child = frappe.get_value("Flow Run", {"parent_run": run})
		self.work(child)
		self.work(run)
		return run, child

	def test_a_flow_waits_for_the_one_it_started(self):
		run, child = self.start(note("inside"), step("pause", depends_on=["inside"]), wait=True)
		self.assertEqual((self.run_of(run).status, self.run_of(child).depth), ("Waiting", 1))

		self.let_pass(child, days=2)
		self.work(child)
		self.work(run)

		self.assertEqual(self.statuses(run), {"other": "Done", "after": "Done"})
		output = frappe.parse_json(self.step_of(run, "other").output)
		self.assertEqual(output, {"run": child, "status": "Completed"})

	def test_it_fails_with_the_one_it_waits_for(self):
		run, _child = self.start(step("inside", "test_refuse"), wait=True)
		self.assertIn("There is no such device", self.run_of(run).error)

	def test_a_retry_starts_another_one_and_waits_for_it(self):
		run, child = self.start(step("inside", "test_refuse"), wait=True)
		flows.retry_step(run, "other")
		self.work(run)
		again = frappe.get_value("Flow Run", {"parent_run": run, "name": ("!=", child)})
		self.work(again)
		self.work(run)

		self.assertEqual((self.run_of(again).status, self.run_of(run).status), ("Failed", "Failed"))

	def test_a_retry_after_the_other_one_was_mended_takes_its_end(self):
		run, child = self.start(step("inside", "test_refuse"), wait=True)
		flows.skip_step(child, "inside")
		self.work(child)
		self.assertEqual(self.run_of(child).status, "Completed")
		flows.retry_step(run, "other")
		self.work(run)

		output = frappe.parse_json(self.step_of(run, "other").output)
		self.assertEqual((self.run_of(run).status, output["run"]), ("Completed", child))

	def test_it_may_go_on_without_waiting(self):
		run, child = self.start(step("inside", "test_refuse"))
		self.assertEqual((self.run_of(run).status, self.run_of(child).status), ("Completed", "Failed"))

	def test_a_flow_cannot_start_itself_for_ever(self):
		template = self.flow(note("first"))
		drawn = {"steps": [step("again", "start_flow", params={"template": template})]}
		version = {"template": template, "is_live": 1}
		frappe.db.set_value("Flow Template Version", version, "definition", frappe.as_json(drawn))
		run = self.started(template)
		while run:
			self.work(run)
			last, run = run, frappe.get_value("Flow Run", {"parent_run": run})

		self.assertEqual(self.run_of(last).status, "Failed")
		self.assertIn("started each other", self.run_of(last).error)

	def test_a_flow_that_is_switched_off_is_not_started(self):
		other = self.flow(note("inside"))
		frappe.db.set_value("Flow Template Version", {"template": other}, "is_live", 0)
		run = self.done(step("other", "start_flow", params={"template": other}))

		self.assertIn("is not switched on", self.run_of(run).error)
