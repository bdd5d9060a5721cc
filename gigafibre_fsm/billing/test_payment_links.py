"""A link asks for what is due, in the customer's language; the same key is the same page."""

import frappe

from gigafibre_fsm import billing
from gigafibre_fsm.integrations.stripe import StripeError
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_invoice, make_payment
from gigafibre_fsm.tests.fake_stripe import switch_stripe_on


class TestLinks(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.stripe = switch_stripe_on(self)
		self.invoice = make_invoice(make_customer(language="fr"), amount=114.98)

	def link(self, name):
		return billing.link_to_pay(name, key="run:pay")

	def purchases(self):
		return [purchase for purchase, _id in self.stripe.purchases.values()]

	def test_a_page_for_all_that_is_due_in_the_customers_language(self):
		link = self.link(self.invoice.name)

		[purchase] = self.purchases()
		self.assertEqual((purchase.amount, purchase.currency, purchase.locale), (11498, "cad", "fr-CA"))
		self.assertEqual(
			dict(purchase.metadata), {"invoice": self.invoice.name, "customer": self.invoice.customer}
		)
		self.assertTrue(purchase.success_url.startswith("https://isp.example/payment?paid=1"))
		self.assertEqual((link.url, link.amount), (self.stripe.sessions["cs_1"].url, 114.98))

	def test_the_same_key_again_is_the_same_page(self):
		links = {self.link(self.invoice.name).url for _time in range(3)}
		self.assertEqual((len(links), len(self.purchases())), (1, 1))

	def test_what_is_left_after_a_payment_is_another_page_even_with_the_same_key(self):
		self.link(self.invoice.name)
		make_payment(self.invoice, amount=100)

		link = self.link(self.invoice.name)

		self.assertEqual((link.amount, self.purchases()[1].amount), (14.98, 1498))

	def test_an_english_speaker_pays_in_english(self):
		invoice = make_invoice(make_customer(language="en"))
		self.link(invoice.name)
		self.assertEqual(
			(self.purchases()[0].locale, self.purchases()[0].description), ("en", f"Invoice {invoice.name}")
		)

	def test_an_invoice_on_which_nothing_is_due_says_so(self):
		draft = make_invoice(submit=False)
		make_payment(self.invoice)
		for name, sentence in ((draft.name, "is not submitted"), (self.invoice.name, "Nothing is due")):
			with self.subTest(sentence):
				self.assertRefused(sentence, self.link, name)

	def test_what_is_kept_in_another_currency_is_not_asked_for_as_the_invoices(self):
		frappe.db.set_value("Sales Invoice", self.invoice.name, "party_account_currency", "USD")
		self.assertRefused("its account in USD", self.link, self.invoice.name)
		self.assertEqual(self.purchases(), [])

	def test_a_currency_without_cents_is_refused(self):
		changed = {"currency": "JPY", "party_account_currency": "JPY"}
		frappe.db.set_value("Sales Invoice", self.invoice.name, changed)
		self.assertRefused("has no cents", self.link, self.invoice.name)
		self.assertEqual(self.purchases(), [])

	def test_without_stripe_it_says_where_to_switch_it_on(self):
		frappe.get_doc("FSM Settings").update({"stripe_enabled": 0}).save()
		self.assertRefused("switched off", self.link, self.invoice.name)


class TestConnection(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.stripe = switch_stripe_on(self)

	def test_the_button_names_the_account(self):
		tried = billing.test_stripe()
		self.assertTrue(tried["ok"])
		self.assertIn("Gigafibre", tried["message"])

	def test_the_button_says_stripes_own_words(self):
		self.stripe.error = StripeError("Invalid API Key provided: sk_test_***", status=401)
		self.assertEqual(billing.test_stripe(), {"ok": False, "message": str(self.stripe.error)})
