"""The demo: safe to run again, true to its simulator, and inventing nobody's number or address."""

import re
from unittest.mock import patch

import frappe
from frappe.tests import IntegrationTestCase

from gigafibre_fsm.clients import client_page, search
from sandbox.seed.accounts import ACCOUNTS
from sandbox.seed.demo import seed
from sandbox.seed.people import STAR, TROUBLED
from sandbox.simulators.genieacs import demo_devices

URL = "http://127.0.0.1:7557"
COUNTED = (
	"Customer",
	"Contact",
	"Service Location",
	"Service Equipment",
	"Service Subscription",
	"Device Reading",
	"Sales Invoice",
	"Payment Entry",
	"Issue",
	"Communication",
	"Dispatch Job",
	"Equipment Move Log",
)


def counts() -> dict[str, int]:
	return {doctype: frappe.db.count(doctype) for doctype in COUNTED}


def ont_of(customer_name: str) -> dict:
	customer = frappe.db.get_value("Customer", {"customer_name": customer_name})
	fields = ["name", "serial_number", "brand", "model"]
	filters = {"customer": customer, "equipment_type": "ONT"}
	return frappe.db.get_value("Service Equipment", filters, fields, as_dict=True)


class TestDemo(IntegrationTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		# Not committed: the other tests of this site must not meet the demo's customers.
		commit = patch.object(frappe.db, "commit")
		commit.start()
		cls.addClassCleanup(commit.stop)
		cls.addClassCleanup(frappe.clear_document_cache, "FSM Settings", "FSM Settings")
		cls.addClassCleanup(frappe.db.rollback)
		seed(URL)

	def test_a_second_seed_changes_nothing(self):
		before = counts()

		self.assertFalse(seed(URL))
		self.assertEqual(counts(), before)

	def test_a_simulator_that_moved_is_followed(self):
		seed("http://127.0.0.1:7999")

		self.assertEqual(frappe.db.get_single_value("FSM Settings", "genieacs_url"), "http://127.0.0.1:7999")

	def test_the_last_digits_of_the_showpiece_find_only_it(self):
		serial = ont_of(STAR.name)["serial_number"]

		(result,) = search(serial[-4:])["results"]
		self.assertEqual((result["title"], result["customer_name"]), ("ONT XX230v", STAR.name))

	def test_the_showpiece_has_a_house_full_of_things(self):
		page = client_page(frappe.db.get_value("Customer", {"customer_name": STAR.name}))

		(home,) = page["locations"]
		self.assertEqual(home["title"], "12 rue des Érables, Longueuil")
		kinds = [device["equipment_type"] for device in home["equipment"]]
		self.assertEqual((kinds.count("ONT"), kinds.count("AP")), (1, 2))
		self.assertEqual(home["equipment"][0]["live"]["state"], "good")
		for part in ("contacts", "subscriptions", "tickets", "invoices", "jobs", "timeline"):
			self.assertTrue(page[part], part)

	def test_the_simulator_knows_every_modem_but_those_it_must_not_know(self):
		served = {model.serial for model in demo_devices()}
		filters = {"equipment_type": "ONT", "status": "Active"}
		fields = ["serial_number", "customer.customer_name"]
		rows = frappe.get_all("Service Equipment", filters=filters, fields=fields, order_by="name")

		strangers = {row.customer_name for row in rows if row.serial_number not in served}
		self.assertEqual(strangers, {TROUBLED[4].name, TROUBLED[5].name})
		self.assertIsNone(ont_of(TROUBLED[5].name)["serial_number"])

	def test_every_trouble_has_its_customer(self):
		states = {
			household.name: client_page(frappe.db.get_value("Customer", {"customer_name": household.name}))[
				"locations"
			][0]["equipment"][0]["live"]
			for household in TROUBLED[:3]
		}

		self.assertEqual([live["state"] for live in states.values()], ["bad", "offline", "offline"])
		self.assertEqual(ont_of(TROUBLED[6].name)["brand"], "Raisecom")
		self.assertEqual(ont_of(TROUBLED[7].name)["brand"], "Huawei")

	def test_what_is_owed_is_what_is_billed_less_what_is_paid(self):
		fields = [{"SUM": "grand_total", "as": "billed"}, {"SUM": "outstanding_amount", "as": "owed"}]
		(invoices,) = frappe.get_all("Sales Invoice", filters={"docstatus": 1}, fields=fields, order_by=None)
		(payments,) = frappe.get_all(
			"Payment Entry",
			filters={"docstatus": 1},
			fields=[{"SUM": "paid_amount", "as": "paid"}],
			order_by=None,
		)

		self.assertAlmostEqual(invoices.billed - payments.paid, invoices.owed, places=2)

	def test_nobody_can_be_called_or_written_to(self):
		for phone in frappe.get_all("Contact Phone", pluck="phone", order_by="name"):
			self.assertRegex(phone, r"^\+1\d{3}55501\d\d$")
		addresses = frappe.get_all("Contact Email", pluck="email_id", order_by="name")
		addresses += [account.email for account in ACCOUNTS]
		self.assertEqual([mail for mail in addresses if not re.search(r"\.example$", mail)], [])

	def test_each_account_has_its_role_and_language(self):
		for account in ACCOUNTS:
			with self.subTest(account=account.email):
				self.assertIn(account.role, frappe.get_roles(account.email))
				self.assertEqual(frappe.db.get_value("User", account.email, "language"), account.language)
