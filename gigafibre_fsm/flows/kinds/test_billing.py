"""A flow invoices, asks for what is due and sends contracts, in the customer's language and once."""

from unittest.mock import patch

import frappe

from gigafibre_fsm.integrations.stripe import StripeError
from gigafibre_fsm.tests.factories import make_company, make_customer, make_invoice, make_item, make_payment
from gigafibre_fsm.tests.factories_fsm import make_contract, make_subscription
from gigafibre_fsm.tests.factories_messages import make_phone_number, make_reachable_customer, make_template
from gigafibre_fsm.tests.fake_stripe import switch_stripe_on
from gigafibre_fsm.tests.kind_case import KindTestCase


class TestInvoice(KindTestCase):
	def setUp(self):
		super().setUp()
		# A default that is set is cached, and would outlive the company of this test.
		company = make_company()
		self.enterContext(patch("frappe.defaults.get_global_default", lambda key: company))
		self.customer = make_customer()

	def test_an_item_is_invoiced(self):
		output = self.do("create_invoice", self.customer, item=make_item(), rate=50, quantity=2)
		invoice = frappe.get_doc("Sales Invoice", output["invoice"])
		self.assertEqual((invoice.docstatus, invoice.customer), (1, self.customer.name))
		self.assertEqual((invoice.net_total, output["amount"]), (100, invoice.grand_total))

	def test_a_subscription_is_invoiced_for_a_period(self):
		subscription = make_subscription(self.customer, item=make_item(), price=74.95)
		output = self.do("create_invoice", subscription, source="subscription", submit=False)
		invoice = frappe.get_doc("Sales Invoice", output["invoice"])
		self.assertEqual((invoice.docstatus, invoice.net_total), (0, 74.95))

	def test_it_shows_what_it_would_cost_and_writes_nothing(self):
		[shown] = self.show("create_invoice", self.customer, item=make_item(), rate=50)
		self.assertIn("50", shown.title)
		self.assertEqual(frappe.db.count("Sales Invoice", {"customer": self.customer.name}), 0)

	def test_nobody_pays_for_anothers_subscription(self):
		others = make_subscription(make_customer(), item=make_item(), price=74.95)
		given = {"source": "subscription", "subscription": others.name}
		self.assertKindRefuses("belongs to", "create_invoice", self.customer, **given)
		self.assertKindRefuses(
			"belongs to", "create_invoice", others, source="subscription", customer=self.customer.name
		)

	def test_an_invoice_is_of_more_than_nothing(self):
		for values in ({"quantity": -1, "rate": 50}, {"quantity": 0, "rate": 50}, {"rate": -50}):
			with self.subTest(**values):
				self.assertKindRefuses(
					"more than nothing", "create_invoice", self.customer, item=make_item(), **values
				)

	def test_it_says_what_it_cannot_invoice(self):
		self.assertKindRefuses(
			"has no price", "create_invoice", self.customer, item=make_item("Without a price")
		)
		self.assertKindRefuses("names none", "create_invoice", self.customer, source="subscription")


class TestPaymentLink(KindTestCase):
	def setUp(self):
		super().setUp()
		self.stripe = switch_stripe_on(self)
		self.invoice = make_invoice(amount=114.98)

	def test_the_record_or_an_invoice_made_before(self):
		own = self.do("payment_link", self.invoice)
		named = self.do(
			"payment_link", frappe.get_doc("Customer", self.invoice.customer), invoice=self.invoice.name
		)
		self.assertEqual((own["amount"], own["invoice"]), (114.98, self.invoice.name))
		self.assertEqual(named["url"], own["url"])

	def test_the_same_step_again_makes_the_same_page_another_one_another(self):
		urls = [
			self.do("payment_link", self.invoice, key=key)["url"] for key in ("R-1:pay", "R-1:pay", "R-2:pay")
		]
		self.assertEqual((urls[0] == urls[1], len(set(urls))), (True, 2))

	def test_nothing_is_asked_while_it_is_only_shown(self):
		[shown] = self.show("payment_link", self.invoice)
		self.assertIn(self.invoice.name, shown.title)
		self.assertEqual(self.stripe.asked, [])

	def test_it_is_shown_of_an_invoice_that_a_step_before_would_make(self):
		customer = frappe.get_doc("Customer", self.invoice.customer)
		[shown] = self.show("payment_link", customer, invoice="…")
		self.assertEqual(
			(shown.kind, self.sample("payment_link", customer, invoice="…")["amount"]), ("http", 0)
		)

	def test_what_cannot_be_paid_is_refused_what_may_work_later_is_not(self):
		self.assertKindRefuses(
			"is no invoice", "payment_link", frappe.get_doc("Customer", self.invoice.customer)
		)
		self.stripe.error = StripeError("Invalid API Key provided", status=401)
		self.assertKindRefuses("Invalid API Key", "payment_link", self.invoice)
		self.stripe.error = StripeError("Stripe cannot be reached.", retryable=True)
		self.assertRefused("cannot be reached", self.do, "payment_link", self.invoice)
		make_payment(self.invoice)
		self.assertKindRefuses("Nothing is due", "payment_link", self.invoice)


class TestContract(KindTestCase):
	def setUp(self):
		super().setUp()
		self.phone = make_phone_number()
		self.customer = make_reachable_customer(self.phone, "en")
		texts = {"body_en": "Plan {{ subscription.plan_name }}", "applies_to": "Service Contract"}
		self.template = make_template("Forfait {{ subscription.plan_name }}", **texts).name
		self.subscription = make_subscription(self.customer, plan_name="Fibre 500")

	def test_a_contract_is_written_and_sent(self):
		output = self.do("send_contract", self.subscription, template=self.template)

		contract = frappe.get_doc("Service Contract", output["contract"])
		self.assertEqual((contract.status, output["address"]), ("Sent", self.phone))
		self.assertEqual(contract.service_subscription, self.subscription.name)
		self.assertIn("Plan Fibre 500", contract.terms)
		message = frappe.get_last_doc("SMS Message", {"to_number": self.phone})
		self.assertIn(f"sign your contract {contract.name} here: http", message.body)

	def test_the_contract_the_flow_is_about_is_sent_itself(self):
		contract = make_contract(self.customer)
		output = self.do("send_contract", contract)
		self.assertEqual((output["contract"], contract.reload().status), (contract.name, "Sent"))

	def test_what_is_another_customers_is_not_in_the_contract(self):
		other = make_reachable_customer(make_phone_number())
		for record in (self.subscription, self.quotation_of(self.customer)):
			with self.subTest(doctype=record.doctype):
				self.assertKindRefuses(
					"belongs to", "send_contract", record, template=self.template, customer=other.name
				)

	def quotation_of(self, customer):
		company = frappe.defaults.get_global_default("company") or make_company()
		row = {"item_code": make_item(), "qty": 1, "rate": 50}
		quotation = frappe.get_doc(
			doctype="Quotation",
			quotation_to="Customer",
			party_name=customer.name,
			company=company,
			items=[row],
		)
		quotation.currency = frappe.db.get_value("Company", company, "default_currency")
		return quotation.insert()

	def test_it_shows_the_terms_and_writes_nothing(self):
		[shown] = self.show("send_contract", self.subscription, template=self.template)
		self.assertEqual((shown.kind, shown.text, shown.to), ("sms", "Plan Fibre 500", self.phone))
		self.assertEqual(frappe.db.count("Service Contract", {"customer": self.customer.name}), 0)

	def test_it_says_why_it_cannot_be_sent(self):
		commercial = make_contract(self.customer, contract_type="Commercial")
		nobody = make_subscription(make_customer("Ève Roy"))
		self.assertKindRefuses("signed in DocuSeal", "send_contract", commercial)
		self.assertKindRefuses("Ève Roy has neither", "send_contract", nobody, template=self.template)
		self.assertKindRefuses("is needed", "send_contract", self.subscription)
