"""What ERPNext and Frappe do by themselves with customers, contacts, tickets, messages and subscriptions."""

import frappe
from frappe.contacts.doctype.address.address import get_default_address
from frappe.tests import IntegrationTestCase
from frappe.utils import add_days, add_months, getdate, nowdate

from gigafibre_fsm.tests.factories import (
	make_address,
	make_company,
	make_contact,
	make_customer,
	make_invoice,
	make_issue,
	make_item,
	make_order,
)


class TestPeople(IntegrationTestCase):
	def test_a_customer_who_comes_with_a_phone_gets_a_contact(self):
		customer = make_customer("Jean Tremblay", mobile_no="418-555-0102", email_id="jean@example.com")
		contact = frappe.get_doc("Contact", customer.reload().customer_primary_contact)

		self.assertEqual((contact.mobile_no, contact.email_id), ("418-555-0102", "jean@example.com"))
		self.assertEqual((contact.first_name, contact.last_name), ("Jean", "Tremblay"))
		self.assertEqual(contact.get_link_for("Customer"), customer.name)
		self.assertEqual(customer.mobile_no, "418-555-0102")

	def test_a_customer_is_not_put_in_a_group_of_groups(self):
		group = {"doctype": "Customer Group", "customer_group_name": "Platform Groups", "is_group": 1}
		frappe.get_doc(group).insert()
		with self.assertRaisesRegex(frappe.ValidationError, "Cannot select a Group type Customer Group"):
			make_customer(customer_group="Platform Groups")

	def test_a_contact_has_one_primary_number(self):
		contact = make_contact(make_customer(), phone="418-555-0101")
		contact.add_phone("418-555-0103", is_primary_mobile_no=1)
		with self.assertRaisesRegex(frappe.ValidationError, "Only one .* can be set as primary"):
			contact.save()

	def test_the_only_email_of_a_contact_is_its_primary_one(self):
		contact = make_contact(make_customer())
		contact.append("email_ids", {"email_id": "alex@example.com"})
		contact.save()

		self.assertEqual((contact.email_id, contact.email_ids[0].is_primary), ("alex@example.com", 1))

	def test_a_contact_follows_its_user(self):
		contact = make_contact(make_customer(), email="admin@example.com")
		self.assertEqual(contact.user, frappe.db.get_value("User", {"email": "admin@example.com"}))

	def test_the_preferred_address_is_the_last_one_preferred(self):
		customer = make_customer()
		first = make_address(customer, is_primary_address=1)
		second = make_address(customer, "14 rue des Érables", is_primary_address=1)

		self.assertEqual(
			(first.name, second.name), (f"{customer.name}-Billing", f"{customer.name}-Billing-1")
		)
		self.assertEqual(first.reload().is_primary_address, 0)
		self.assertEqual(get_default_address("Customer", customer.name), second.name)

	def test_a_link_remembers_the_title_of_what_it_names(self):
		customer = make_customer("Érablière du Lac", customer_type="Company")
		contact = make_contact(customer)
		self.assertEqual(contact.links[0].link_title, "Érablière du Lac")

	def test_a_lead_is_named_and_has_its_own_address(self):
		values = {"doctype": "Lead", "first_name": "Zoé", "last_name": "Roy", "email_id": "zoe@example.com"}
		lead = frappe.get_doc(values).insert()

		self.assertRegex(lead.name, r"^CRM-LEAD-\d{4}-\d{5}$")
		self.assertEqual((lead.lead_name, lead.title, lead.status), ("Zoé Roy", "Zoé Roy", "Lead"))
		with self.assertRaisesRegex(frappe.DuplicateEntryError, "Email Address must be unique"):
			frappe.get_doc(values).insert()

	def test_a_lead_who_becomes_a_customer_is_converted(self):
		lead = frappe.get_doc({"doctype": "Lead", "first_name": "Zoé"}).insert()
		make_customer("Zoé", lead_name=lead.name)
		self.assertEqual(frappe.db.get_value("Lead", lead.name, "status"), "Converted")


class TestTickets(IntegrationTestCase):
	def test_a_ticket_opens_today(self):
		issue = make_issue(make_customer())
		self.assertEqual((issue.status, getdate(issue.opening_date)), ("Open", getdate()))
		self.assertEqual(issue.raised_by, "Administrator")

	def test_who_raised_it_tells_the_customer(self):
		customer = make_customer()
		contact = make_contact(customer, email="client@example.com")
		issue = frappe.get_doc(
			{"doctype": "Issue", "subject": "No signal", "raised_by": "Client <client@example.com>"}
		).insert()

		self.assertEqual((issue.contact, issue.customer), (contact.name, customer.name))

	def test_a_message_from_the_customer_opens_the_ticket_again(self):
		issue = make_issue(make_customer(), status="Closed")
		self.say(issue, "Received", "client@example.com")
		self.assertEqual(issue.reload().status, "Open")

	def test_the_first_answer_is_noted(self):
		issue = make_issue(make_customer())
		message = self.say(issue, "Sent", "agent@example.com")

		self.assertEqual(issue.reload().first_responded_on, frappe.utils.get_datetime(message.creation))

	def test_a_message_belongs_to_what_it_is_about(self):
		issue = make_issue(make_customer())
		message = self.say(issue, "Received", "Client Un <client@example.com>")

		self.assertEqual((message.status, message.reference_owner), ("Linked", issue.owner))
		self.assertEqual((message.sender, message.sender_full_name), ("client@example.com", "Client Un"))

	def test_a_task_is_shown_on_what_it_is_about(self):
		issue = make_issue(make_customer())
		todo = frappe.get_doc(
			{
				"doctype": "ToDo",
				"description": "Call back",
				"reference_type": "Issue",
				"reference_name": issue.name,
				"allocated_to": "Administrator",
			}
		).insert()
		self.assertEqual(self.assigned(issue), ["Administrator"])
		todo.status = "Closed"
		todo.save()
		self.assertEqual(self.assigned(issue), [])

	def say(self, issue, direction, sender):
		return frappe.get_doc(
			{
				"doctype": "Communication",
				"communication_medium": "Email",
				"sent_or_received": direction,
				"subject": "Re",
				"content": "Hello",
				"sender": sender,
				"reference_doctype": "Issue",
				"reference_name": issue.name,
			}
		).insert()

	def assigned(self, issue):
		return frappe.parse_json(frappe.db.get_value("Issue", issue.name, "_assign") or "[]")


class TestSelling(IntegrationTestCase):
	def setUp(self):
		super().setUp()
		self.company = make_company()

	def plan(self, name, interval="Month"):
		values = {"item": make_item(), "currency": "CAD", "price_determination": "Fixed Rate", "cost": 60}
		doc = {"doctype": "Subscription Plan", "plan_name": name, "billing_interval": interval, **values}
		return frappe.get_doc(doc).insert().name

	def subscription(self, *plans, **values):
		doc = frappe.new_doc(
			"Subscription",
			party_type="Customer",
			party=make_customer().name,
			company=self.company,
			start_date=nowdate(),
			**values,
		)
		for plan in plans:
			doc.append("plans", {"plan": plan, "qty": 1})
		return doc.insert()

	def test_a_subscription_is_active_for_its_first_period(self):
		subscription = self.subscription(self.plan("Fibre mois"))

		self.assertRegex(subscription.name, r"^ACC-SUB-\d{4}-\d{5}$")
		self.assertEqual(subscription.status, "Active")
		self.assertEqual(getdate(subscription.current_invoice_start), getdate())
		last_day = add_days(add_months(getdate(), 1), -1)
		self.assertEqual(getdate(subscription.current_invoice_end), last_day)

	def test_plans_of_different_rhythms_do_not_mix(self):
		plans = self.plan("Fibre mensuelle"), self.plan("Fibre annuelle", "Year")
		with self.assertRaisesRegex(frappe.ValidationError, "same billing cycle"):
			self.subscription(*plans)

	def test_an_item_brings_its_price(self):
		code = make_item("Fibre 900", rate=90)
		invoice = make_invoice(submit=False)
		invoice.append("items", {"item_code": code, "qty": 2})
		invoice.set_missing_values()
		invoice.save()

		self.assertEqual((invoice.items[1].rate, invoice.items[1].amount), (90, 180))

	def test_an_invoice_is_not_due_before_its_date(self):
		with self.assertRaisesRegex(frappe.ValidationError, "Due Date cannot be before"):
			make_invoice(due_date=add_days(nowdate(), -1))

	def test_an_invoice_bears_the_customers_name(self):
		invoice = make_invoice(make_customer("Léa Côté"), submit=False)
		self.assertEqual(
			(invoice.customer_name, invoice.title or invoice.customer_name), ("Léa Côté", "Léa Côté")
		)

	def test_an_order_that_is_submitted_waits_for_delivery_and_billing(self):
		order = make_order(make_customer("Léa Côté"))

		self.assertRegex(order.name, r"^SAL-ORD-\d{4}-\d{5}$")
		self.assertEqual((order.customer_name, order.status), ("Léa Côté", "To Deliver and Bill"))
		self.assertEqual(
			(order.grand_total, getdate(order.items[0].delivery_date)), (74.95, getdate(order.delivery_date))
		)

	def test_an_order_says_when_it_is_delivered(self):
		with self.assertRaisesRegex(frappe.ValidationError, "Please enter Delivery Date"):
			make_order(delivery_date=None)
		with self.assertRaisesRegex(frappe.ValidationError, "should be after Sales Order Date"):
			make_order(delivery_date=add_days(nowdate(), -1))

	def test_an_order_that_needs_no_delivery_waits_to_be_billed(self):
		order = make_order(skip_delivery_note=1, delivery_date=None)
		self.assertEqual(order.status, "To Bill")

		order.cancel()

		self.assertEqual(order.reload().status, "Cancelled")

	def test_a_company_has_its_accounts(self):
		accounts = frappe.db.get_value(
			"Company", self.company, ["default_receivable_account", "default_income_account", "cost_center"]
		)
		self.assertEqual(accounts, ("Debtors - FTC", "Sales - FTC", "Main - FTC"))

	def test_a_payment_into_a_bank_account_needs_its_reference(self):
		from erpnext.accounts.doctype.payment_entry.payment_entry import get_payment_entry

		parent = frappe.db.get_value("Account", {"company": self.company, "account_name": "Bank Accounts"})
		bank = frappe.get_doc(
			{
				"doctype": "Account",
				"account_name": "Caisse",
				"account_type": "Bank",
				"parent_account": parent,
				"company": self.company,
			}
		).insert()
		payment = get_payment_entry("Sales Invoice", make_invoice().name, bank_account=bank.name)
		payment.reference_no = None
		with self.assertRaisesRegex(frappe.ValidationError, "Reference No"):
			payment.insert()
