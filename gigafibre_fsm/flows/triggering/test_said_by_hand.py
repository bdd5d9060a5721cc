"""An event that somebody says has happened: what the record contradicts is refused, and its flows know who said it."""

from unittest.mock import patch

import frappe

from gigafibre_fsm import flows
from gigafibre_fsm.api import flow_runs
from gigafibre_fsm.flows.triggering import triggers
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_invoice, make_payment, make_user
from gigafibre_fsm.tests.factories_flows import make_flow
from gigafibre_fsm.tests.factories_fsm import make_contract, make_job, make_subscription


class TestSaidByHand(SiteTestCase):
	def test_the_run_knows_who_said_so_and_only_what_the_event_brings(self):
		flow = make_flow(trigger_event="on_payment_received", applies_to="Payment Entry")
		payment = make_payment(make_invoice())
		frappe.db.delete("Flow Run", {"template": flow})
		told = {"amount": 5, "event": "on_contract_signed", "by_hand": "", "admin": True}
		manager = make_user("FSM Manager")
		with self.set_user(manager):
			flows.fire_by_hand("on_payment_received", payment, told)

		trigger = frappe.parse_json(frappe.db.get_value("Flow Run", {"template": flow}, "trigger"))
		self.assertEqual((trigger["event"], trigger["amount"]), ("on_payment_received", 5))
		self.assertEqual(trigger["by_hand"], f"by hand, by {manager}")
		self.assertNotIn("admin", trigger)

	def test_what_the_record_contradicts_is_refused(self):
		invoice = make_invoice()
		draft = make_payment(invoice, submit=False)
		for event, document in (
			("on_contract_signed", make_contract()),
			("on_payment_received", draft),
			("on_payment_failed", make_invoice(submit=False)),
			("on_job_complete", make_job()),
			("on_job_assigned", make_job()),
			("on_subscription_suspended", make_subscription()),
		):
			with self.subTest(event=event):
				self.assertRefused("it cannot be that", flows.fire_by_hand, event, document, {})

	def test_what_is_no_event_of_the_record_is_refused(self):
		for event in ("manual", "schedule", "on_job_complete", "on_the_moon"):
			with self.subTest(event=event):
				self.assertRefused("is no event", flows.fire_by_hand, event, make_contract(), {})

	def test_only_a_manager_may_say_so(self):
		service = make_subscription()
		given = ("on_subscription_activated", "Service Subscription", service.name)
		with self.set_user(make_user("FSM Dispatcher")), self.assertRaises(frappe.PermissionError):
			flow_runs.event(*given)
		with self.set_user(make_user("FSM Manager")):
			self.assertEqual(flow_runs.event(*given), {"event": given[0], "name": service.name})


class TestHowMany(SiteTestCase):
	def test_one_event_starts_so_many_flows_and_no_more(self):
		started = [make_flow(trigger_event="on_ticket_created", applies_to="Issue") for _turn in range(3)]
		with patch.object(triggers, "MOST_FLOWS", 2):
			found = [version["template"] for version in triggers.live_versions("on_ticket_created")]

		self.assertEqual(found, started[:2])
