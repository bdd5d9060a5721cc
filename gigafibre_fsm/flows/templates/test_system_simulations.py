"""The system templates tried on records: what they would do to them, and say to whom, when all goes well and when not."""

import frappe
from frappe.utils import add_days, nowdate

from gigafibre_fsm.flows.simulating import trying
from gigafibre_fsm.flows.templates import system_templates
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_invoice, make_order, make_payment
from gigafibre_fsm.tests.factories_fsm import make_job, make_location, make_ont, make_subscription
from gigafibre_fsm.tests.factories_messages import make_phone_number, make_reachable_customer

UNPAID = {"until_second_payment": "timeout", "until_suspension_payment": "timeout"}


class SystemCase(SiteTestCase):
	key = ""

	def setUp(self):
		super().setUp()
		email = f"{frappe.generate_hash(length=8)}@courriel.example"
		self.customer = make_reachable_customer(make_phone_number(), "fr", email)
		self.home = make_location(self.customer)

	def tried(self, document, **assume: str) -> dict:
		"""Simulate the template on a record; its problems and failures fail the test."""
		draft = system_templates.drawn(self.key, "fr").model_dump()
		told = trying.simulate_on(draft, document.doctype, document.name, assume)
		self.assertEqual(told["problems"], [])
		self.assertEqual(told["status"], "Completed")
		return told

	def done(self, told: dict) -> list[str]:
		return [step["instance"] for step in told["steps"] if step["status"] == "Done"]

	def texts(self, told: dict) -> list[str]:
		return [
			shown["text"]
			for step in told["steps"]
			for shown in map(vars_of, step["shown"])
			if shown["kind"] == "sms"
		]


def vars_of(shown) -> dict:
	return (
		shown
		if isinstance(shown, dict)
		else {name: getattr(shown, name) for name in ("kind", "title", "text", "to")}
	)


class TestInstallation(SystemCase):
	key = "residential_installation"

	def test_from_the_order_to_the_first_week(self):
		make_ont(self.home)
		make_subscription(self.customer, status="Pending")
		told = self.tried(make_order(self.customer))
		self.assertIn("visit", self.done(told))
		self.assertTrue(any("merci d'avoir choisi" in text for text in self.texts(told)))

	def test_dispatchers_who_forget_are_reminded(self):
		self.assertIn("nudge", self.done(self.tried(make_order(self.customer), assigned="timeout")))


class TestPaymentContractJob(SystemCase):
	key = "payment_contract_job"

	def test_the_contract_is_sent_and_followed(self):
		told = self.tried(make_subscription(self.customer, status="Pending", service_location=self.home.name))
		self.assertTrue({"thanks", "contract", "signature"} <= set(self.done(told)))


class TestJobComplete(SystemCase):
	key = "job_complete"

	def test_a_good_line_is_thanked_for(self):
		make_ont(self.home)
		told = self.tried(make_job(self.home, status="Done"))
		self.assertTrue({"thanks", "question"} <= set(self.done(told)))
		self.assertNotIn("ticket", self.done(told))
		self.assertIn("tout est en ordre", self.texts(told)[0])

	def test_a_line_that_cannot_be_checked_still_is(self):
		told = self.tried(make_job(self.home, status="Done"), check="fail")
		self.assertIn("thanks", self.done(told))
		self.assertNotIn("tout est en ordre", self.texts(told)[0])


class TestLatePayment(SystemCase):
	key = "late_payment"

	def late(self, amount: float = 84.95):
		dates = {"posting_date": add_days(nowdate(), -34), "due_date": add_days(nowdate(), -4)}
		return make_invoice(self.customer, amount=amount, **dates)

	def test_who_does_not_pay_is_reminded_twice_then_suspended(self):
		service = make_subscription(self.customer)
		invoice = self.late()
		told = self.tried(invoice, **UNPAID)

		done = self.done(told)
		self.assertTrue(
			{"sms_1", "mail_1", "sms_2", "mail_2", "suspend#0", "tell_suspended"} <= set(done), done
		)
		self.assertNotIn("ask_first", done)
		self.assertIn("84,95", self.texts(told)[0])
		self.assertEqual(service.reload().status, "Active")

	def test_a_person_is_asked_about_an_important_customer(self):
		make_subscription(self.customer)
		told = self.tried(self.late(amount=900), ask_first="timeout", **UNPAID)
		self.assertIn("ask_first", self.done(told))
		self.assertNotIn("suspend#0", self.done(told))

	def test_an_invoice_that_was_paid_meanwhile_is_only_thanked_for(self):
		invoice = self.late()
		make_payment(invoice)
		told = self.tried(invoice)
		self.assertEqual([step for step in self.done(told) if step.startswith(("sms_", "suspend"))], [])
		self.assertEqual(len(self.texts(told)), 1)


class TestOutage(SystemCase):
	key = "outage"

	def test_each_customer_is_told_and_visits_are_held(self):
		other = make_reachable_customer(make_phone_number(), "fr")
		job = make_job(self.home)
		outage = frappe.get_doc(
			doctype="Outage",
			title="PON 3",
			customers=[{"customer": self.customer.name}, {"customer": other.name}],
		).insert()

		told = self.tried(outage)

		self.assertTrue(
			{"hold", "tell_customers_sms#0", "tell_customers_sms#1", "release"} <= set(self.done(told))
		)
		self.assertEqual(job.reload().on_hold, 0)
