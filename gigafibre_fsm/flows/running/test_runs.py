"""Runs as others see them: started once, told what happened, stopped and helped on by hand."""

import frappe

from gigafibre_fsm import flows
from gigafibre_fsm.flows.templates import versions
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.flow_case import FlowTestCase, afterwards, note

HEARS = {"mode": "event", "event": "on_ticket_created"}


class TestCarriedOut(FlowTestCase):
	def test_a_run_does_its_steps_in_their_order_and_completes(self):
		run = self.done(note("first"), note("second", "first"))

		ended = self.run_of(run)
		self.assertEqual((ended.status, ended.error, ended.claimed_until), ("Completed", None, None))
		self.assertTrue(ended.ended_on)
		self.assertEqual(self.statuses(run), {"first": "Done", "second": "Done"})
		self.assertEqual(self.effects(run), ["first", "second"])

	def test_each_step_keeps_what_it_was_given_and_what_came_of_it(self):
		text = "Bonjour {{ doc.customer_name }}"
		run = self.done(note("first", params={"text": text}))

		row = self.step_of(run, "first")
		given = f"Bonjour {self.customer.customer_name}"
		self.assertEqual(frappe.parse_json(row.input), {"text": given})
		self.assertEqual(frappe.parse_json(row.output), {"text": given, "attempt": 1})
		self.assertEqual((row.kind, row.label, row.attempts), ("test_note", "Step first", 1))

	def test_texts_see_what_steps_before_have_given(self):
		run = self.done(
			note("first", params={"text": "one"}),
			note("second", "first", params={"text": "{{ steps.first.text }} two"}),
		)

		self.assertEqual(frappe.parse_json(self.step_of(run, "second").input), {"text": "one two"})

	def test_a_step_whose_condition_is_not_met_is_skipped_and_the_next_goes_on(self):
		is_company = {"==": [{"var": "doc.customer_type"}, "Company"]}
		run = self.done(note("first", condition=is_company), note("second", "first"))

		self.assertEqual(self.statuses(run), {"first": "Skipped", "second": "Done"})
		self.assertEqual(self.effects(run), ["second"])

	def test_a_loop_does_each_turn_once(self):
		loop = step("each", "loop", params={"over": ["a", "b", "c"], "item": "letter"})
		run = self.done(loop, note("one", parent="each", params={"text": "{{ letter }}"}))

		self.assertEqual(self.effects(run), ["one#0", "one#1", "one#2"])
		self.assertEqual(frappe.parse_json(self.step_of(run, "one#2").input), {"text": "c"})

	def test_variables_are_seen_by_the_steps_after(self):
		run = self.done(
			step("count", "set_variable", params={"name": "tries", "value": {"+": [1, 2]}}),
			note("told", "count", params={"text": "{{ vars.tries }}"}),
		)

		self.assertEqual(frappe.parse_json(self.step_of(run, "told").input), {"text": "3"})

	def test_a_run_keeps_the_version_it_began_with(self):
		flow = self.flow(note("first"), step("pause", depends_on=["first"]), note("last", "pause"))
		run = self.started(flow)
		self.work(run)
		template = frappe.get_doc("Flow Template", flow)
		template.definition = frappe.as_json({"steps": [note("other")]})
		versions.add_version(template)
		self.let_pass(run, days=2)
		self.work(run)

		self.assertEqual(self.effects(run), ["first", "last"])


class TestRecords(FlowTestCase):
	def test_a_step_that_asks_nobody_cannot_be_answered(self):
		run = self.done(step("pause"))

		self.assertRefused("not waiting for an answer", flows.complete, run, "pause", {})

	def test_what_an_event_brings_changes_neither_its_name_nor_its_time(self):
		run = self.started(
			self.flow(note("first")), payload={"event": "other", "at": "2001-01-01", "left": 2}
		)
		trigger = frappe.parse_json(self.run_of(run).trigger)

		self.assertEqual((trigger["event"], trigger["left"]), ("manual", 2))
		self.assertNotEqual(trigger["at"], "2001-01-01")

	def test_a_record_that_had_a_run_can_be_deleted(self):
		run = self.done(note("first"))
		self.assertEqual(self.run_of(run).status, "Completed")
		frappe.delete_doc("Customer", self.customer.name)

		self.assertFalse(frappe.db.exists("Customer", self.customer.name))


class TestStarting(FlowTestCase):
	def test_one_trigger_and_one_record_start_one_run(self):
		flow = self.flow(note("first"), trigger_event="on_ticket_created")
		given = {"event": "on_ticket_created", "occurrence": "ISS-1"}
		runs = [flows.start(flow, "Customer", self.customer.name, **given) for _time in range(3)]

		self.assertEqual([bool(run) for run in runs], [True, False, False])
		self.assertEqual(frappe.db.count("Flow Run", {"template": flow}), 1)

	def test_a_template_that_allows_several_has_one_for_each_occurrence(self):
		flow = self.flow(note("first"), trigger_event="on_ticket_created", allow_several=True)
		runs = [
			flows.start(flow, "Customer", self.customer.name, event="on_ticket_created", occurrence=ticket)
			for ticket in ("ISS-1", "ISS-2", "ISS-1")
		]

		self.assertEqual([bool(run) for run in runs], [True, True, False])

	def test_by_hand_the_same_key_is_the_same_run(self):
		flow = self.flow(note("first"))
		first, again, other = (
			flows.start(flow, "Customer", self.customer.name, occurrence=key) for key in ("a", "a", "b")
		)

		self.assertEqual(first, again)
		self.assertNotEqual(first, other)

	def test_a_run_whose_cause_is_rolled_back_is_not_there(self):
		flow = self.flow(note("first"))
		flows.start(flow, "Customer", self.customer.name, occurrence="a")
		frappe.db.rollback()

		self.assertEqual(frappe.db.count("Flow Run", {"template": flow}), 0)
		self.queued.assert_not_called()

	def test_its_work_is_queued_once_it_is_committed(self):
		run = self.started(self.flow(note("first")))

		self.assertEqual(self.queued.call_args.kwargs["run"], run)

	def test_it_knows_its_customer_and_who_started_it(self):
		run = self.run_of(self.started(self.flow(note("first")), payload={"amount": 12}))

		self.assertEqual((run.customer, run.started_by), (self.customer.name, "Administrator"))
		self.assertEqual(frappe.parse_json(run.trigger)["amount"], 12)

	def test_what_cannot_be_started_says_why(self):
		flow = self.flow(note("first"))
		for sentence, start in (
			("is about Customer", lambda: flows.start(flow, "Issue", "ISS-1")),
			("no longer exists", lambda: flows.start(flow, "Customer", "gone")),
			("not switched on", lambda: flows.start("gone", "Customer", self.customer.name)),
		):
			with self.subTest(sentence):
				self.assertRefused(sentence, start)


class TestTold(FlowTestCase):
	def waiting(self, **params: object) -> str:
		run = self.done(step("hears", params={**HEARS, **params}), note("after", "hears"))
		self.assertEqual((self.run_of(run).status, self.statuses(run)["hears"]), ("Waiting", "Waiting"))
		return run

	def hear(self, document, **payload: object) -> None:
		flows.heard("on_ticket_created", document, payload)
		frappe.db.commit()

	def test_an_event_about_the_customer_wakes_the_run(self):
		run = self.waiting()
		ticket = frappe.get_doc(doctype="Issue", subject="No signal", customer=self.customer.name)
		ticket.name = "ISS-1"
		self.hear(ticket, subject="No signal")
		self.work(run)

		self.assertEqual(self.effects(run), ["after"])
		heard = frappe.parse_json(self.step_of(run, "hears").output)
		self.assertFalse(heard["timed_out"])
		self.assertEqual((heard["event"]["name"], heard["event"]["subject"]), ("ISS-1", "No signal"))
		self.assertEqual(frappe.db.count("Flow Signal", {"run": run}), 0)

	def test_an_event_about_somebody_else_does_not(self):
		run = self.waiting()
		self.hear(make_customer())
		self.work(run)

		self.assertEqual(self.run_of(run).status, "Waiting")

	def test_one_that_was_rolled_back_was_not_heard(self):
		run = self.waiting()
		flows.heard("on_ticket_created", self.customer)
		frappe.db.rollback()
		self.work(run)

		self.assertEqual(self.run_of(run).status, "Waiting")

	def test_an_answer_completes_the_step_that_waits_for_it(self):
		run = self.done(
			step("ask", "test_ask"), note("after", "ask", params={"text": "{{ steps.ask.says }}"})
		)
		flows.complete(run, "ask", {"says": "yes"})
		self.work(run)

		self.assertEqual(self.run_of(run).status, "Completed")
		self.assertEqual(frappe.parse_json(self.step_of(run, "after").input), {"text": "yes"})
		self.assertRefused("not waiting", flows.complete, run, "ask", {})

	def test_the_end_of_a_flow_completes_the_step_that_waits_for_it(self):
		child = self.flow(note("inner"), title="Inner")
		start = {"template": child, "wait": True}
		run = self.done(step("begin", "start_flow", params=start), note("after", "begin"))
		[inner] = frappe.get_all("Flow Run", {"parent_run": run}, pluck="name")
		self.assertEqual(self.effects(run), [])
		self.work(inner)
		self.work(run)

		self.assertEqual((self.effects(inner), self.effects(run)), (["inner"], ["after"]))
		self.assertEqual(frappe.parse_json(self.step_of(run, "begin").output)["status"], "Completed")

	def test_a_flow_that_failed_fails_the_step_that_waits_for_it(self):
		child = self.flow(step("inner", "test_refuse"), title="Inner")
		run = self.done(step("begin", "start_flow", params={"template": child, "wait": True}))
		[inner] = frappe.get_all("Flow Run", {"parent_run": run}, pluck="name")
		self.work(inner)
		self.work(run)

		self.assertEqual(self.run_of(run).status, "Failed")
		self.assertIn("“Inner” ended as Failed: There is no such device", self.run_of(run).error)

	def test_a_flow_nobody_waits_for_any_more_is_cancelled(self):
		child = self.flow(step("inner"), note("last", "inner"))
		run = self.done(step("begin", "start_flow", params={"template": child, "wait": True}))
		[inner] = frappe.get_all("Flow Run", {"parent_run": run}, pluck="name")
		self.work(inner)
		flows.cancel(run)
		self.work(run)
		self.work(inner)

		self.assertEqual([self.run_of(one).status for one in (run, inner)], ["Cancelled", "Cancelled"])
		self.assertEqual(self.effects(inner), [])


class TestByHand(FlowTestCase):
	def test_a_cancelled_run_undoes_what_was_done_the_last_first(self):
		undo = {"kind": "test_note", "label": "Undo", "params": {}}
		run = self.done(
			note("first", compensate=undo),
			note("second", "first", compensate=undo),
			step("pause", depends_on=["second"]),
		)
		flows.cancel(run, "the customer moved away")
		self.work(run)

		ended = self.run_of(run)
		self.assertEqual((ended.status, ended.error), ("Cancelled", "the customer moved away"))
		self.assertEqual(self.effects(run), ["first", "first~undo", "second", "second~undo"])
		undone = [self.step_of(run, f"{name}~undo") for name in ("second", "first")]
		self.assertLessEqual(undone[0].ended_on, undone[1].started_on)
		self.assertEqual(undone[0].label, "Undo")
		self.assertRefused("ended already", flows.cancel, run)

	def test_a_task_nobody_needs_to_answer_any_more_is_cancelled(self):
		asked = {"title": "Call them", "whom": "role", "role": "FSM Agent"}
		run = self.done(step("ask", "ask_person", params=asked))
		self.assertEqual(frappe.db.get_value("Flow Task", {"run": run}, "status"), "Open")
		flows.cancel(run)
		self.work(run)

		self.assertEqual(frappe.db.get_value("Flow Task", {"run": run}, "status"), "Cancelled")

	def test_a_failed_step_that_is_tried_again_lets_the_run_end(self):
		afterwards.append(
			lambda context: frappe.throw("The line is cut") if context.step == "first" else None
		)
		run = self.done(note("first"), note("second", "first"))
		self.assertEqual(self.statuses(run), {"first": "Failed", "second": "Cancelled"})
		afterwards.clear()
		flows.retry_step(run, "first")
		self.work(run)

		ended = self.run_of(run)
		self.assertEqual((ended.status, ended.error or ""), ("Completed", ""))
		self.assertEqual(self.effects(run), ["first", "second"])
		self.assertRefused("has not failed", flows.retry_step, run, "first")

	def test_a_failed_step_that_is_skipped_lets_the_run_end(self):
		run = self.done(step("first", "test_refuse"), note("second", "first"))
		self.assertEqual(self.run_of(run).status, "Failed")
		flows.skip_step(run, "first")
		self.work(run)

		self.assertEqual(self.statuses(run), {"first": "Skipped", "second": "Done"})
		self.assertEqual(self.run_of(run).status, "Completed")

	def test_what_is_not_there_says_so(self):
		run = self.done(note("first"))

		self.assertRefused("no step ghost", flows.retry_step, run, "ghost")
		self.assertRefused("no run gone", flows.cancel, "gone", exception=frappe.DoesNotExistError)
