"""A simulation says what would happen, to whom and when, on the real record, and leaves no trace of it."""

from datetime import datetime, timedelta
from unittest.mock import patch

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.flows import simulate
from gigafibre_fsm.tests.factories import make_customer, make_invoice, make_user
from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.factories_fsm import make_job, make_location, make_subscription
from gigafibre_fsm.tests.factories_messages import make_phone_number, make_reachable_customer
from gigafibre_fsm.tests.kind_case import KindTestCase

WAIT_PAYMENT = {"mode": "event", "event": "on_payment_received", "timeout_amount": 3, "timeout_unit": "days"}
SMS = {"text_fr": "Bonjour {{ doc.name }}", "text_en": "Hello {{ doc.name }}"}


class SimulationCase(KindTestCase):
	def run_through(self, document, *steps, assume=None, **more):
		"""What a simulation of these steps tells, with its steps by instance."""
		self.told = simulate({"steps": list(steps)}, document, assume, **more)
		return {one["instance"]: one for one in self.told["steps"]}


class TestTheWay(SimulationCase):
	def test_messages_are_shown_as_they_would_be_sent(self):
		number = make_phone_number()
		customer = make_reachable_customer(number, "en", customer_name="Ève Roy")

		steps = self.run_through(customer, step("tell", "send_sms", params=SMS))

		shown = {
			"kind": "sms",
			"title": "Send an SMS",
			"text": f"Hello {customer.name}",
			"to": f"Ève Roy <{number}>",
		}
		self.assertEqual(steps["tell"]["shown"], [shown])
		self.assertEqual((steps["tell"]["status"], self.told["status"]), ("Done", "Completed"))

	def test_waits_move_the_clock(self):
		customer = make_customer()
		steps = self.run_through(
			customer, step("pause"), step("tell", "send_sms", params=SMS, depends_on=["pause"])
		)

		moment = datetime.fromisoformat(steps["tell"]["at"]).replace(tzinfo=None)
		self.assertLess(abs(moment - now_datetime() - timedelta(days=1)), timedelta(minutes=1))
		self.assertIn("Waited until", steps["pause"]["why"])

	def test_a_step_that_is_skipped_says_what_its_condition_saw(self):
		service = make_subscription()
		condition = {"==": [{"var": "doc.status"}, "Suspended"]}

		steps = self.run_through(service, step("tell", "send_sms", params=SMS, condition=condition))

		self.assertEqual(steps["tell"]["status"], "Skipped")
		self.assertEqual(steps["tell"]["why"], "Its condition was not met: doc.status = “Active”")

	def test_a_branch_says_which_lane_it_takes(self):
		case = {"key": "on", "label": "Still on", "condition": {"==": [{"var": "doc.status"}, "Active"]}}
		steps = self.run_through(
			make_subscription(),
			step("which", "branch", params={"cases": [case]}),
			step("yes", "set_variable", params={"name": "a", "value": 1}, parent="which", lane="on"),
			step("no", "set_variable", params={"name": "a", "value": 2}, parent="which", lane="else"),
		)

		self.assertEqual(steps["which"]["why"], "Takes “Still on”")
		self.assertEqual((steps["yes"]["status"], steps["no"]["status"]), ("Done", "Skipped"))

	def test_later_conditions_see_what_steps_would_leave(self):
		customer = make_customer()
		condition = {"==": [{"var": "vars.answer"}, "Bend"]}
		form = [{"name": "why", "label": "Why", "type": "select", "options": ["Bend", "Dirt"]}]
		steps = self.run_through(
			customer,
			step("ask", "ask_person", params={"title": "Look", "role": "FSM Manager", "form": form}),
			step(
				"keep",
				"set_variable",
				params={"name": "answer", "value": "{{ steps.ask.answers.why }}"},
				depends_on=["ask"],
			),
			step(
				"note",
				"set_variable",
				params={"name": "b", "value": 1},
				depends_on=["keep"],
				condition=condition,
			),
		)

		self.assertEqual(steps["note"]["status"], "Done")

	def test_what_the_flow_would_have_made_stands_for_itself(self):
		place = make_location()
		tag = frappe.get_doc(doctype="Dispatch Tag", tag_name=frappe.generate_hash(length=6)).insert().name
		steps = self.run_through(
			frappe.get_doc("Customer", place.customer),
			step("visit", "create_job", params={"subject": "Install"}),
			step(
				"tag", "apply_tag", params={"tag": tag, "job": "{{ steps.visit.job }}"}, depends_on=["visit"]
			),
		)

		self.assertEqual(steps["tag"]["status"], "Done")
		self.assertIn("With what the flow would have made", steps["tag"]["shown"][0]["text"])

	def test_what_it_would_have_made_is_found_again(self):
		place = make_location()
		found = {
			"doctype": "Dispatch Job",
			"filters": {"name": "{{ steps.visit.job }}"},
			"fields": "scheduled_start",
		}
		steps = self.run_through(
			frappe.get_doc("Customer", place.customer),
			step("visit", "create_job", params={"subject": "Install"}),
			step("find", "find_records", params=found, depends_on=["visit"]),
		)

		first = steps["find"]["output"]["first"]
		self.assertEqual((first["name"], first["customer"]), ("DJ-…", place.customer))
		self.assertGreater(first["scheduled_start"], str(now_datetime()))

	def test_a_loop_shows_each_turn(self):
		number = make_phone_number()
		one, other = make_reachable_customer(number, "fr"), make_customer("Ève Roy")
		outage = frappe.new_doc("Outage", title="Fibre cut", status="Ongoing", started_on=now_datetime())
		for customer in (one, other):
			outage.append("customers", {"customer": customer.name})
		tell = {"text_fr": "Panne : {{ doc.title }}", "customer": "{{ item.customer }}"}

		steps = self.run_through(
			outage.insert(),
			step("each", "loop", params={"over": {"var": "doc.customers"}}),
			step("tell", "send_sms", params=tell, parent="each"),
		)

		self.assertEqual(steps["tell#0"]["shown"][0]["text"], "Panne : Fibre cut")
		self.assertEqual(
			steps["tell#1"]["shown"][0]["title"], "Nothing is sent: Ève Roy has no mobile number"
		)
		self.assertEqual(steps["each"]["why"], "Turns: 2")

	def test_the_trigger_brings_what_the_record_has(self):
		invoice = make_invoice(amount=114.98)
		texts = {"name": "paid", "value": "{{ trigger.amount }}"}

		steps = self.run_through(
			invoice, step("keep", "set_variable", params=texts), trigger_event="on_payment_received"
		)

		self.assertEqual(steps["keep"]["output"]["value"], invoice.grand_total)


class TestAssuming(SimulationCase):
	def setUp(self):
		super().setUp()
		self.customer = make_customer()
		self.remind = step(
			"remind",
			"set_variable",
			params={"name": "late", "value": 1},
			depends_on=["paid"],
			condition={"var": "steps.paid.timed_out"},
		)

	def test_what_is_waited_for_happens_at_once_unless_told(self):
		steps = self.run_through(self.customer, step("paid", params=WAIT_PAYMENT), self.remind)

		self.assertEqual(steps["paid"]["why"], "It is assumed to happen: A payment is received")
		self.assertEqual(steps["remind"]["status"], "Skipped")

	def test_what_happens_has_its_consequences(self):
		invoice = make_invoice()
		unpaid = {">": [{"var": "doc.outstanding_amount"}, 0]}
		more = step(
			"more", "set_variable", params={"name": "a", "value": 1}, depends_on=["paid"], condition=unpaid
		)

		happens = self.run_through(invoice, step("paid", params=WAIT_PAYMENT), more)
		does_not = self.run_through(
			invoice, step("paid", params=WAIT_PAYMENT), more, assume={"paid": "timeout"}
		)

		self.assertEqual((happens["more"]["status"], does_not["more"]["status"]), ("Skipped", "Done"))

	def test_what_is_waited_for_is_about_what_the_flow_made(self):
		place = make_location()
		done = {"mode": "event", "event": "on_job_complete"}
		same = {"==": [{"var": "steps.done.event.job"}, {"var": "steps.visit.job"}]}
		steps = self.run_through(
			frappe.get_doc("Customer", place.customer),
			step("visit", "create_job", params={"subject": "Install"}),
			step("done", params=done, depends_on=["visit"]),
			step(
				"note", "set_variable", params={"name": "a", "value": 1}, depends_on=["done"], condition=same
			),
		)

		self.assertEqual(steps["note"]["status"], "Done")

	def test_what_the_flow_writes_is_seen_by_later_conditions(self):
		service = make_subscription()
		off = {"==": [{"var": "doc.status"}, "Suspended"]}
		steps = self.run_through(
			service,
			step("suspend", "update_field", params={"field": "status", "value": "Suspended"}),
			step(
				"note",
				"set_variable",
				params={"name": "a", "value": 1},
				depends_on=["suspend"],
				condition=off,
			),
		)

		self.assertEqual((steps["note"]["status"], service.reload().status), ("Done", "Active"))

	def test_it_may_be_assumed_not_to_happen(self):
		steps = self.run_through(
			self.customer, step("paid", params=WAIT_PAYMENT), self.remind, assume={"paid": "timeout"}
		)

		self.assertIn("“A payment is received” did not happen by", steps["paid"]["why"])
		self.assertEqual(steps["remind"]["status"], "Done")

	def test_without_a_limit_the_run_would_wait_for_ever(self):
		endless = {"mode": "event", "event": "on_payment_received"}
		steps = self.run_through(self.customer, step("paid", params=endless), assume={"paid": "timeout"})

		self.assertEqual(
			(self.told["status"], self.told["ended"], steps["paid"]["status"]), ("Waiting", None, "Waiting")
		)
		self.assertIn("no time limit", self.told["problems"][0])

	def test_nobody_may_answer_in_time(self):
		ask = {"title": "Look", "role": "FSM Manager", "due_in": 60}
		steps = self.run_through(
			self.customer, step("ask", "ask_person", params=ask), assume={"ask": "timeout"}
		)

		self.assertEqual(steps["ask"]["why"], "Nobody answered in time")
		self.assertTrue(steps["ask"]["output"]["timed_out"])

	def test_a_step_may_be_assumed_to_fail_and_its_answer_is_shown(self):
		retry = {"action": "retry", "max": 2, "delay": 3600, "then": "handler", "handler": "tell"}
		steps = self.run_through(
			self.customer,
			step("keep", "set_variable", params={"name": "a", "value": 1}, on_error=retry),
			step("tell", "send_sms", params=SMS),
			assume={"keep": "fail"},
		)

		self.assertEqual(
			(steps["keep"]["status"], steps["keep"]["error"]), ("Failed", "It is assumed to fail")
		)
		self.assertEqual((steps["tell"]["status"], self.told["status"]), ("Done", "Completed"))

	def test_what_would_be_refused_fails_with_its_sentence(self):
		steps = self.run_through(self.customer, step("tag", "apply_tag", params={"tag": "welding"}))

		self.assertEqual(steps["tag"]["error"], "Tag: Dispatch Tag welding does not exist")
		self.assertEqual(self.told["status"], "Failed")


class TestLeavingNoTrace(SimulationCase):
	def test_no_row_is_written_and_nothing_leaves(self):
		customer = make_reachable_customer(email="eve@example.com")
		place = make_location(customer)
		job, service, user = make_job(place), make_subscription(customer), make_user("FSM Manager")
		mail = SMS | {"subject_fr": "Bonjour"}
		drawn = [
			step("sms", "send_sms", params=SMS),
			step("mail", "send_email", params=mail),
			step(
				"staff",
				"notify_staff",
				params={"whom": "user", "user": user, "by": "both", "subject_fr": "Voilà"},
			),
			step("ask", "ask_person", params={"title": "Look", "whom": "user", "user": user}),
			step("ticket", "create_ticket", params={"subject": "Look", "user": user}),
			step("visit", "create_job", params={"subject": "Look"}),
			step("hold", "hold_jobs"),
			step("find", "find_records", params={"doctype": "Service Subscription"}),
			step(
				"suspend",
				"update_field",
				params={
					"target": "other",
					"doctype": "Service Subscription",
					"name": service.name,
					"other_field": "status",
					"value": "Suspended",
				},
			),
		]
		before = self.rows()

		with (
			patch("frappe.enqueue") as enqueued,
			patch("frappe.publish_realtime") as told,
			patch("smtplib.SMTP") as mailed,
		):
			steps = self.run_through(customer, *drawn)

		self.assertEqual({one["status"] for one in steps.values()}, {"Done"})
		self.assertEqual(self.rows(), before)
		self.assertFalse(enqueued.called or told.called or mailed.called)
		self.assertEqual((job.reload().on_hold, service.reload().status), (0, "Active"))

	def rows(self) -> dict[str, tuple]:
		"""How many rows each doctype has, and when the last of them was written."""
		wanted = {"issingle": 0, "is_virtual": 0}
		doctypes = frappe.get_all("DocType", wanted, pluck="name", order_by="name")
		return {
			doctype: (
				frappe.db.count(doctype),
				frappe.get_all(doctype, pluck="modified", order_by="modified desc", limit=1),
			)
			for doctype in doctypes
			if frappe.db.table_exists(doctype)
		}
