"""A payment of Stripe's is booked once, whatever tells of it, and one that failed starts the flows that want to know."""

from types import SimpleNamespace
from unittest.mock import patch

import frappe

from gigafibre_fsm import billing
from gigafibre_fsm.integrations.stripe import StripeError
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_invoice, make_payment
from gigafibre_fsm.tests.factories_messages import make_event
from gigafibre_fsm.tests.fake_stripe import event_of, switch_stripe_on

COMPLETED = "checkout.session.completed"


class PaymentCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.stripe = switch_stripe_on(self)
		self.invoice = make_invoice(make_customer(language="fr"), amount=114.98)

	def tell(self, payment, type="payment_intent.succeeded"):
		event = event_of(payment, type)
		billing.receive_payment(event, billing.look_up_payment(event))

	def entries(self):
		fields = ["name", "paid_amount", "unallocated_amount", "stripe_payment", "reference_no", "docstatus"]
		filters = {"party": self.invoice.customer}
		return frappe.get_all("Payment Entry", filters, fields, order_by="creation")

	def due(self):
		return frappe.db.get_value("Sales Invoice", self.invoice.name, "outstanding_amount")


class TestPaid(PaymentCase):
	def test_a_payment_pays_its_invoice(self):
		paid = self.stripe.pay(self.invoice)

		self.tell(paid, COMPLETED)

		[entry] = self.entries()
		self.assertEqual((entry.paid_amount, entry.docstatus, self.due()), (114.98, 1, 0))
		self.assertEqual((entry.stripe_payment, entry.reference_no), (paid.id, paid.id))

	def test_however_often_and_by_whatever_event_it_is_told(self):
		paid = self.stripe.pay(self.invoice)
		for type in (COMPLETED, "payment_intent.succeeded", "checkout.session.async_payment_succeeded") * 3:
			self.tell(paid, type)

		self.assertEqual((len(self.entries()), self.due()), (1, 0))

	def test_two_payments_of_one_invoice_are_both_booked_and_the_second_is_credit(self):
		self.tell(self.stripe.pay(self.invoice))
		self.tell(self.stripe.pay(self.invoice))

		self.assertEqual([entry.unallocated_amount for entry in self.entries()], [0, 114.98])

	def test_more_than_is_left_stays_as_credit(self):
		make_payment(self.invoice, amount=100)
		self.invoice.reload()

		self.tell(self.stripe.pay(self.invoice))

		self.assertEqual((self.entries()[-1].unallocated_amount, self.due()), (100, 0))

	def test_part_of_what_is_due_leaves_the_rest(self):
		self.tell(self.stripe.pay(self.invoice, amount=10000))
		self.assertEqual(self.due(), 14.98)

	def test_money_for_an_invoice_that_was_cancelled_is_not_lost(self):
		paid = self.stripe.pay(self.invoice)
		self.invoice.cancel()

		self.tell(paid)

		[entry] = self.entries()
		self.assertEqual((entry.paid_amount, entry.unallocated_amount), (114.98, 114.98))

	def test_a_payment_somebody_cancelled_does_not_come_back(self):
		paid = self.stripe.pay(self.invoice)
		self.tell(paid)
		frappe.get_doc("Payment Entry", self.entries()[0].name).cancel()

		self.tell(paid)

		self.assertEqual((len(self.entries()), self.due()), (1, 114.98))

	def test_an_event_that_comes_before_the_money_books_nothing(self):
		paid = self.stripe.pay(self.invoice, status="processing", received=0)
		self.tell(paid, COMPLETED)
		self.assertEqual(self.entries(), [])

	def test_what_is_none_of_our_business_changes_nothing(self):
		paid = self.stripe.pay(self.invoice, metadata={"shop": "another"})
		self.tell(paid)
		self.tell(paid, "customer.created")
		self.assertEqual(self.entries(), [])

	def test_an_event_about_nothing_is_passed_over(self):
		for data in ({}, None, {"object": "pi_1"}, {"object": {"id": 5}}):
			with self.subTest(data):
				event = make_event("stripe", data=data)
				event.event_type = COMPLETED
				self.assertIsNone(billing.look_up_payment(event))
		self.assertEqual(self.stripe.asked, [])

	def test_what_cannot_be_booked_says_what_to_do(self):
		self.assertRefused("in USD", self.tell, self.stripe.pay(self.invoice, currency="usd"))
		lost = {"invoice": "ACC-SINV-1999-00001"}
		self.assertRefused("book it by hand", self.tell, self.stripe.pay(self.invoice, metadata=lost))

	def test_a_stripe_that_does_not_answer_leaves_the_event_for_later(self):
		paid = self.stripe.pay(self.invoice)
		self.stripe.error = StripeError("Stripe cannot be reached.", retryable=True)
		self.assertRefused("cannot be reached", self.tell, paid, exception=StripeError)


class TestFailed(PaymentCase):
	def setUp(self):
		super().setUp()
		self.fired = []
		firing = patch("gigafibre_fsm.billing.payments.flows", SimpleNamespace(fire=self.keep))
		firing.start()
		self.addCleanup(firing.stop)

	def keep(self, event, document, payload=None, occurrence=""):
		self.fired.append((event, document.name, payload, occurrence))

	def declined(self, **changes):
		values = {"status": "requires_payment_method", "received": 0, "error": "Your card was declined."}
		return self.stripe.pay(self.invoice, **{**values, "error_code": "card_declined", **changes})

	def test_the_flows_hear_why_in_words(self):
		declined = self.declined(decline_code="insufficient_funds")
		self.tell(declined, "payment_intent.payment_failed")

		[(event, document, payload, occurrence)] = self.fired
		self.assertEqual((event, document), ("on_payment_failed", self.invoice.name))
		self.assertEqual((payload["code"], payload["amount"]), ("insufficient_funds", 114.98))
		self.assertTrue(payload["reason"])
		self.assertEqual((occurrence, self.entries()), (declined.charge, []))

	def test_a_reason_we_have_no_words_for_is_the_banks_own(self):
		self.tell(self.declined(decline_code="new_code", error_code=""), "payment_intent.payment_failed")
		self.assertEqual(self.fired[0][2]["reason"], "Your card was declined.")

	def test_a_failure_told_in_two_ways_is_one_occurrence(self):
		declined = self.declined()
		self.tell(declined, "payment_intent.payment_failed")
		self.tell(declined, "checkout.session.async_payment_failed")
		self.assertEqual(len({occurrence for *_rest, occurrence in self.fired}), 1)

	def test_a_failure_of_an_invoice_that_is_paid_by_now_is_told_to_nobody(self):
		declined = self.declined()
		make_payment(self.invoice)
		self.tell(declined, "payment_intent.payment_failed")
		self.assertEqual((self.fired, self.due()), ([], 0))

	def test_a_failure_that_was_paid_meanwhile_is_a_payment(self):
		paid = self.stripe.pay(self.invoice, error="Your card was declined.")
		self.tell(paid, "payment_intent.payment_failed")
		self.assertEqual((self.fired, self.due()), ([], 0))
