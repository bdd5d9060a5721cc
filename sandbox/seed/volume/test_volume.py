"""The big seed, made small: as many rows as it says, which agree with each other."""

from unittest.mock import patch

import frappe
from frappe.tests import IntegrationTestCase
from frappe.utils import flt, getdate

from gigafibre_fsm.clients import client_page, search
from sandbox.seed.volume import seed
from sandbox.seed.volume.customers import accounts
from sandbox.seed.volume.volumes import Volumes

SCALE = 0.003


class TestVolume(IntegrationTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		commit = patch.object(frappe.db, "commit")
		commit.start()
		cls.addClassCleanup(commit.stop)
		cls.addClassCleanup(frappe.db.rollback)
		cls.before = cls.counts()
		seed(SCALE)

	@staticmethod
	def counts() -> dict[str, int]:
		doctypes = {
			"customers": "Customer",
			"subscriptions": "Service Subscription",
			"invoices": "Sales Invoice",
			"payments": "Payment Entry",
			"tickets": "Issue",
			"messages": "Communication",
			"devices": "Service Equipment",
			"locations": "Service Location",
		}
		return {volume: frappe.db.count(doctype) for volume, doctype in doctypes.items()}

	def test_it_makes_as_many_as_it_says(self):
		volumes = Volumes.at(SCALE)

		made = {volume: count - self.before[volume] for volume, count in self.counts().items()}
		self.assertEqual(made, {volume: getattr(volumes, volume) for volume in made})

	def test_a_second_run_makes_nothing(self):
		before = self.counts()
		seed(SCALE)

		self.assertEqual(self.counts(), before)

	def test_another_scale_is_refused_in_words(self):
		with self.assertRaisesRegex(frappe.ValidationError, f"seeded at scale {SCALE}"):
			seed(1)

	def test_an_invoice_is_the_sum_of_its_lines_and_taxes(self):
		for name in frappe.get_all("Sales Invoice", pluck="name", order_by="name", limit=20):
			invoice = frappe.get_doc("Sales Invoice", name)
			lines = sum(line.amount for line in invoice.items)
			taxes = sum(tax.tax_amount for tax in invoice.taxes)
			self.assertAlmostEqual(invoice.net_total, lines, places=2)
			self.assertAlmostEqual(invoice.grand_total, lines + taxes, places=2)

	def test_every_payment_settles_one_invoice(self):
		filters = {"parenttype": "Payment Entry", "docstatus": 1}
		fields = ["reference_name", "allocated_amount"]
		for row in frappe.get_all("Payment Entry Reference", filters=filters, fields=fields, order_by="name"):
			invoice = frappe.db.get_value(
				"Sales Invoice", row.reference_name, ["grand_total", "outstanding_amount", "status"]
			)
			self.assertEqual(invoice, (row.allocated_amount, 0, "Paid"))

	def test_what_is_not_paid_is_owed_and_late_after_its_date(self):
		fields = ["due_date", "status", "grand_total", "outstanding_amount"]
		filters = {"outstanding_amount": (">", 0), "docstatus": 1}
		for row in frappe.get_all("Sales Invoice", filters=filters, fields=fields, order_by="name"):
			self.assertEqual(flt(row.outstanding_amount, 2), flt(row.grand_total, 2))
			self.assertEqual(row.status, "Overdue" if row.due_date < getdate() else "Unpaid")

	def test_the_next_document_continues_the_numbers(self):
		last = max(frappe.get_all("Service Location", pluck="name", order_by="name"))
		customer = accounts()[0]["name"]
		values = {"customer": customer, "address_line1": "1 rue Neuve", "city": "Laval"}
		following = frappe.get_doc(doctype="Service Location", **values).insert()

		self.assertEqual(int(following.name[4:]), int(last[4:]) + 1)

	def test_its_customers_are_found_and_shown(self):
		customer = accounts()[3]

		page = client_page(customer["name"])

		self.assertTrue(page["locations"] and page["invoices"] and page["tickets"])
		found = [result["name"] for result in search(customer["customer_name"])["results"]]
		self.assertIn(customer["name"], found)
