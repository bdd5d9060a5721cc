"""Submitting and cancelling, and how much is left to pay on an invoice."""

import frappe
from frappe.tests import IntegrationTestCase
from frappe.utils import add_days, nowdate

from gigafibre_fsm.tests.factories import make_company, make_customer, make_invoice, make_item, make_payment
from gigafibre_fsm.tests.platform_doctypes import NOTE, ORDER, ROW, PlatformTestCase


class TestSubmitting(PlatformTestCase):
	DOCTYPES = (ROW, NOTE, ORDER)

	def order(self, **values):
		return frappe.get_doc({"doctype": "Platform Order", "title": "An order", **values}).insert()

	def test_a_document_goes_from_draft_to_submitted_to_cancelled(self):
		order = self.order()
		states = [order.docstatus]
		order.submit()
		states.append(order.docstatus)
		order.cancel()
		states.append(order.docstatus)

		self.assertEqual(states, [0, 1, 2])
		self.assertEqual(frappe.db.get_value("Platform Order", order.name, "docstatus"), 2)

	def test_a_submitted_document_is_not_edited(self):
		order = self.order()
		order.submit()
		order.title = "Another"

		self.assertRaises(frappe.UpdateAfterSubmitError, order.save)

	def test_a_field_allowed_on_submit_is_edited(self):
		order = self.order()
		order.submit()
		order.remark = "Paid by phone"
		order.save()

		self.assertEqual(frappe.db.get_value("Platform Order", order.name, "remark"), "Paid by phone")

	def test_a_submitted_document_is_not_deleted(self):
		order = self.order()
		order.submit()

		self.assertRaises(frappe.ValidationError, frappe.delete_doc, "Platform Order", order.name)

	def test_a_draft_is_not_cancelled(self):
		self.assertRaises(frappe.DocstatusTransitionError, self.order().cancel)

	def test_an_amendment_carries_the_name_on(self):
		order = self.order()
		order.submit()
		order.cancel()
		amended = frappe.copy_doc(order)
		amended.amended_from = order.name
		amended.docstatus = 0
		amended.insert()

		self.assertEqual(amended.name, f"{order.name}-1")

	def test_what_a_submitted_document_links_to_stays(self):
		note = self.note()
		order = self.order(note=note.name)
		order.submit()

		self.assertRaises(frappe.LinkExistsError, frappe.delete_doc, "Platform Note", note.name)


class TestInvoices(IntegrationTestCase):
	def setUp(self):
		super().setUp()
		self.invoice = make_invoice(amount=114.98)

	def due(self):
		"""(outstanding amount, status) as stored."""
		return frappe.db.get_value("Sales Invoice", self.invoice.name, ["outstanding_amount", "status"])

	def test_a_submitted_invoice_is_unpaid(self):
		self.assertRegex(self.invoice.name, r"^ACC-SINV-\d{4}-\d{5}$")
		self.assertEqual((self.invoice.grand_total, self.invoice.docstatus), (114.98, 1))
		self.assertEqual(self.due(), (114.98, "Unpaid"))

	def test_a_draft_is_a_draft(self):
		draft = make_invoice(amount=20, submit=False)
		self.assertEqual((draft.status, draft.docstatus, draft.grand_total), ("Draft", 0, 20))

	def test_a_payment_takes_what_was_due_away(self):
		payment = make_payment(self.invoice)

		self.assertRegex(payment.name, r"^ACC-PAY-\d{4}-\d{5}$")
		self.assertEqual((payment.paid_amount, payment.unallocated_amount), (114.98, 0))
		self.assertEqual(self.due(), (0, "Paid"))

	def test_part_of_a_payment_leaves_the_rest(self):
		make_payment(self.invoice, amount=100)
		self.assertEqual(self.due(), (14.98, "Partly Paid"))
		make_payment(self.invoice.reload())
		self.assertEqual(self.due(), (0, "Paid"))

	def test_a_draft_payment_moves_nothing(self):
		make_payment(self.invoice, submit=False)
		self.assertEqual(self.due(), (114.98, "Unpaid"))

	def test_a_cancelled_payment_brings_it_back(self):
		payment = make_payment(self.invoice)
		payment.cancel()

		self.assertEqual(self.due(), (114.98, "Unpaid"))
		self.assertEqual(frappe.db.get_value("Payment Entry", payment.name, "status"), "Cancelled")

	def test_a_paid_invoice_is_not_paid_again(self):
		payment = make_payment(self.invoice, submit=False)
		make_payment(self.invoice)

		with self.assertRaisesRegex(frappe.ValidationError, "has already been fully paid"):
			payment.reload().submit()

	def test_a_payment_does_not_allocate_more_than_is_due(self):
		payment = make_payment(self.invoice, submit=False)
		payment.paid_amount = payment.received_amount = 200
		payment.references[0].allocated_amount = 200

		with self.assertRaisesRegex(frappe.ValidationError, "cannot be greater than outstanding amount"):
			payment.save()

	def test_an_invoice_past_its_date_is_overdue(self):
		late = make_invoice(
			amount=50, posting_date=add_days(nowdate(), -40), due_date=add_days(nowdate(), -10)
		)
		self.assertEqual(frappe.db.get_value("Sales Invoice", late.name, "status"), "Overdue")

	def test_cancelling_a_paid_invoice_frees_its_payment(self):
		payment = make_payment(self.invoice)
		self.invoice.reload().cancel()

		payment.reload()
		self.assertEqual((payment.docstatus, payment.references), (1, []))
		self.assertEqual((payment.total_allocated_amount, payment.unallocated_amount), (0, 114.98))

	def test_an_unpaid_invoice_is_cancelled(self):
		self.invoice.cancel()
		self.assertEqual(self.due()[1], "Cancelled")

	def taxes(self):
		"""The rows of Québec's sales taxes, each with an account of its own."""
		company = make_company()
		parent = frappe.db.get_value("Account", {"company": company, "account_name": "Duties and Taxes"})
		taxes = []
		for name, rate in (("TPS", 5), ("TVQ", 9.975)):
			own = f"{name} {frappe.generate_hash(length=6)}"
			values = {"account_name": own, "parent_account": parent, "company": company}
			head = frappe.get_doc({"doctype": "Account", **values}).insert()
			taxes.append(
				{"charge_type": "On Net Total", "account_head": head.name, "rate": rate, "description": name}
			)
		return taxes

	def test_taxes_are_added_on_the_net_total(self):
		invoice = make_invoice(amount=100, submit=False, taxes=self.taxes())

		self.assertEqual([row.tax_amount for row in invoice.taxes], [5.0, 9.98])
		self.assertEqual((invoice.net_total, invoice.grand_total), (100, 114.98))

	def test_the_companys_default_taxes_are_taken_when_asked_for(self):
		template = {"title": "Québec", "company": make_company(), "is_default": 1, "taxes": self.taxes()}
		template = frappe.get_doc(doctype="Sales Taxes and Charges Template", **template).insert()
		invoice = frappe.copy_doc(make_invoice(amount=100, submit=False))
		self.assertEqual((template.name, invoice.taxes), ("Québec - FTC", []))

		invoice.set_taxes()
		invoice.set_taxes()
		invoice.insert()

		self.assertEqual((len(invoice.taxes), invoice.grand_total), (2, 114.98))

	def test_a_customer_with_invoices_is_not_deleted(self):
		self.assertRaises(frappe.LinkExistsError, frappe.delete_doc, "Customer", self.invoice.customer)

	def test_an_item_gives_its_name_and_unit_to_the_line(self):
		line = self.invoice.items[0]
		self.assertEqual(
			(line.item_code, line.item_name, line.uom, line.amount), ("Fibre 500", "Fibre 500", "Nos", 114.98)
		)


class TestQuotations(IntegrationTestCase):
	def test_a_quotation_is_opened_by_its_submission(self):
		company = make_company()
		quotation = frappe.new_doc(
			"Quotation",
			company=company,
			party_name=make_customer().name,
			currency="CAD",
			selling_price_list="Standard Selling",
		)
		quotation.append("items", {"item_code": make_item(), "qty": 2, "rate": 30})
		quotation.set_missing_values()
		quotation.insert()
		quotation.submit()

		self.assertRegex(quotation.name, r"^SAL-QTN-\d{4}-\d{5}$")
		self.assertEqual((quotation.grand_total, quotation.status), (60, "Open"))
