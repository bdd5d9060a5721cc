"""Invoices are ERPNext's own, at the price that was said or that is listed."""

import frappe
from frappe.utils import add_days, getdate, nowdate

from gigafibre_fsm import billing
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_company, make_customer, make_item
from gigafibre_fsm.tests.factories_fsm import make_subscription


class TestInvoices(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.company = make_company()
		self.customer = make_customer().name

	def invoice(self, *lines, **options):
		return billing.create_invoice(self.customer, lines, company=self.company, **options)

	def test_an_item_is_invoiced_at_the_price_that_was_said(self):
		invoice = self.invoice(billing.Line(make_item(), 2, 30), due_in_days=15)

		self.assertEqual((invoice.docstatus, invoice.net_total, invoice.customer), (1, 60, self.customer))
		self.assertEqual(getdate(invoice.due_date), getdate(add_days(nowdate(), 15)))
		self.assertEqual(frappe.db.get_value("Sales Invoice", invoice.name, "status"), "Unpaid")

	def test_the_companys_taxes_are_added(self):
		parent = frappe.db.get_value("Account", {"company": self.company, "account_name": "Duties and Taxes"})
		account = {"account_name": "TPS", "parent_account": parent, "company": self.company}
		head = frappe.get_doc(doctype="Account", **account).insert().name
		row = {"charge_type": "On Net Total", "account_head": head, "rate": 5, "description": "TPS"}
		template = {"title": "Québec", "company": self.company, "is_default": 1, "taxes": [row]}
		frappe.get_doc(doctype="Sales Taxes and Charges Template", **template).insert()

		self.assertEqual(self.invoice(billing.Line(make_item(), 1, 100)).grand_total, 105)

	def test_a_draft_is_left_to_people(self):
		self.assertEqual(self.invoice(billing.Line(make_item(), 1, 30), submit=False).docstatus, 0)

	def test_a_subscription_is_invoiced_with_its_name_and_price(self):
		subscription = make_subscription(item=make_item(), price=74.95, plan_name="Fibre 500")

		[row] = self.invoice(billing.line_of_subscription(subscription.name)).items

		self.assertEqual((row.rate, row.description), (74.95, "Fibre 500"))

	def test_what_cannot_be_invoiced_says_why(self):
		free = make_item("Without a price")
		subscription = make_subscription(item=None)

		self.assertRefused("name an item", self.invoice)
		self.assertRefused("Without a price has no price", self.invoice, billing.Line(free))
		self.assertRefused("names no item", billing.line_of_subscription, subscription.name)
		self.assertRefused("no longer exists", billing.line_of_subscription, "SUB-00000")
