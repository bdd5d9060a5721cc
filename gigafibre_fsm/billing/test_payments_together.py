"""One payment, told by two events a hundred times at once over real HTTP, and worked at by many: one Payment Entry."""

import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import frappe

from gigafibre_fsm.tests import webhook_senders as senders
from gigafibre_fsm.tests.factories import make_company, make_customer, make_invoice
from gigafibre_fsm.tests.fake_stripe import FakeStripe
from gigafibre_fsm.tests.together import AT_ONCE, TIMES, delivered, served, worker
from gigafibre_fsm.tests.webhook_case import WebhookTestCase

TYPES = ("payment_intent.succeeded", "checkout.session.completed")


class TestTogether(WebhookTestCase):
	def setUp(self):
		super().setUp()
		self.stripe = FakeStripe()
		self.enterContext(patch("gigafibre_fsm.billing.payments.stripe", lambda: self.stripe))
		company = frappe.defaults.get_global_default("company") or make_company()
		self.invoice = make_invoice(make_customer(), amount=114.98, company=company)
		self.paid = self.stripe.pay(self.invoice)
		frappe.db.commit()
		self.addCleanup(self.forget)

	def forget(self):
		"""ERPNext keeps what was in its books: it is cancelled."""
		frappe.db.rollback()
		for name in self.entries():
			frappe.get_doc("Payment Entry", name).cancel()
		self.invoice.reload().cancel()
		frappe.db.commit()

	def entries(self):
		return frappe.get_all("Payment Entry", {"party": self.invoice.customer, "docstatus": 1}, pluck="name")

	def request(self, type):
		id = self.paid.id if type in TYPES[:1] else self.paid.id.replace("pi_", "cs_")
		event = {"id": f"evt_{type}_{self.paid.id}", "object": "event", "type": type}
		return senders.stripe_body(json.dumps(event | {"data": {"object": {"id": id}}}).encode())

	def test_a_hundred_deliveries_of_two_events_are_one_payment(self):
		requests = itertools.islice(itertools.cycle(map(self.request, TYPES)), TIMES)
		with served() as url, ThreadPoolExecutor(AT_ONCE) as pool:
			answers = set(pool.map(lambda request: delivered(url, request), list(requests)))
		frappe.db.rollback()
		events = [event.name for event in self.events(provider="stripe")]

		with ThreadPoolExecutor(AT_ONCE) as pool:
			list(pool.map(lambda work: work(), [worker(name) for name in events * 10]))
		frappe.db.rollback()

		self.assertEqual((answers, len(events)), ({200}, 2))
		self.assertEqual({event.status for event in self.events(provider="stripe")}, {"Done"})
		self.assertEqual(len(self.entries()), 1)
		self.assertEqual(frappe.db.get_value("Sales Invoice", self.invoice.name, "outstanding_amount"), 0)
