"""The client page in one call: everything about one customer, and nothing the reader may not see."""

import frappe
from frappe.permissions import add_user_permission
from frappe.utils import add_days, now_datetime

from gigafibre_fsm.boot import capabilities
from gigafibre_fsm.clients import client_page
from gigafibre_fsm.clients.records import records_of
from gigafibre_fsm.clients.timeline import timeline
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import (
	make_contact,
	make_customer,
	make_invoice,
	make_issue,
	make_payment,
	make_user,
)
from gigafibre_fsm.tests.factories_fsm import (
	make_equipment,
	make_job,
	make_location,
	make_ont,
	make_subscription,
	make_technician,
)


def happened(customer: str) -> list[dict]:
	return timeline(customer, records_of(customer))


def make_reading(device, **values):
	fields = {"read_on": now_datetime(), "online": 1, "signal": "Good", "rx_dbm": -19.6, **values}
	return frappe.get_doc(doctype="Device Reading", equipment=device.name, **fields).insert()


class TestWhatThePageHolds(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.customer = make_customer("Maude Zremblay")
		self.home = make_location(self.customer)

	def page(self) -> dict:
		return client_page(self.customer.name)

	def test_each_place_has_its_devices_and_subscriptions(self):
		cottage = make_location(self.customer, address_line1="48 chemin du Lac-Bleu")
		ont = make_ont(self.home)
		subscription = make_subscription(self.customer, service_location=cottage.name)

		places = {place["name"]: place for place in self.page()["locations"]}
		self.assertEqual([device["name"] for device in places[self.home.name]["equipment"]], [ont.name])
		self.assertEqual(places[self.home.name]["subscriptions"], [])
		self.assertEqual([row["name"] for row in places[cottage.name]["subscriptions"]], [subscription.name])

	def test_the_fibre_modem_comes_first(self):
		make_equipment(self.home, equipment_type="Router")
		ont = make_ont(self.home)

		(place,) = self.page()["locations"]
		self.assertEqual(place["equipment"][0]["name"], ont.name)

	def test_a_device_at_no_place_is_not_lost(self):
		device = make_ont(self.home)
		device.update({"status": "Inactive", "service_location": None})
		device.save()

		page = self.page()
		self.assertEqual([row["name"] for row in page["equipment_elsewhere"]], [device.name])
		self.assertEqual(page["locations"][0]["equipment"], [])

	def test_a_chip_shows_the_last_reading_and_its_age(self):
		device = make_ont(self.home)
		make_reading(device, read_on=add_days(now_datetime(), -2), signal="Good", rx_dbm=-20)
		make_reading(device, read_on=add_days(now_datetime(), -1), signal="Bad", rx_dbm=-28.5)

		live = self.page()["locations"][0]["equipment"][0]["live"]
		self.assertEqual((live["state"], live["rx_dbm"], live["online"]), ("bad", -28.5, True))
		self.assertAlmostEqual(live["age_s"], 86_400, delta=60)

	def test_a_modem_never_read_says_so_by_saying_nothing(self):
		make_ont(self.home)

		self.assertIsNone(self.page()["locations"][0]["equipment"][0]["live"])

	def test_the_primary_contact_comes_first(self):
		make_contact(self.customer, "Aline")
		primary = make_contact(self.customer, "Zoé", phone="+14185550177", email="zoe@courriel.example")
		primary.db_set("is_primary_contact", 1)

		first = self.page()["contacts"][0]
		self.assertEqual((first["name"], first["is_primary"]), (primary.name, True))
		self.assertEqual((first["mobile"], first["email"]), ("+14185550177", "zoe@courriel.example"))

	def test_tickets_and_jobs_are_there(self):
		issue = make_issue(self.customer, "No internet")
		job = make_job(self.home, make_technician(full_name="Simon Landry"))

		page = self.page()
		self.assertEqual([row["name"] for row in page["tickets"]], [issue.name])
		self.assertEqual(
			[(row["name"], row["technician_name"]) for row in page["jobs"]], [(job.name, "Simon Landry")]
		)

	def test_money_is_what_was_submitted_and_not_paid(self):
		make_invoice(self.customer, amount=100)
		make_payment(make_invoice(self.customer, amount=50))
		make_subscription(self.customer, price=74.95)

		page = self.page()
		self.assertEqual((page["customer"]["outstanding"], page["customer"]["monthly"]), (100, 74.95))
		self.assertEqual(sorted(row["outstanding_amount"] for row in page["invoices"]), [0, 100])

	def test_what_a_flow_sent_is_the_flows_in_the_timeline(self):
		values = {
			"communication_medium": "SMS",
			"content": "Your payment is late",
			"phone_no": "+15145550100",
		}
		values |= {"reference_doctype": "Customer", "reference_name": self.customer.name}
		values |= {"sent_or_received": "Sent", "flow_run": "RUN-1", "sender_full_name": "Late payment"}
		frappe.get_doc(doctype="Communication", **values).insert()

		messages = [event for event in self.page()["timeline"] if event["kind"] == "message"]
		self.assertEqual(
			[(event["detail"], event["by"]) for event in messages], [("Your payment is late", "Late payment")]
		)

	def test_the_timeline_goes_back_in_time(self):
		issue = make_issue(self.customer, "No internet")
		frappe.db.set_value("Issue", issue.name, "creation", "2020-01-01", update_modified=False)
		make_job(self.home)
		self.customer.add_comment("Comment", "Called back")

		events = self.page()["timeline"]
		self.assertEqual(events[-1]["kind"], "ticket")
		self.assertEqual([event["at"] for event in events], sorted((e["at"] for e in events), reverse=True))
		self.assertIn(("comment", "Called back"), [(event["kind"], event["title"]) for event in events])

	def test_a_modem_that_left_stays_in_the_file_of_who_had_it(self):
		device, neighbour = make_ont(self.home), make_location()
		device.service_location = neighbour.name
		device.save()
		device.status = "Returned"
		device.save()

		had_it, has_it = happened(self.customer.name), happened(neighbour.customer)
		self.assertEqual([event["detail"] for event in had_it], ["Active → Active", "— → Active"])
		self.assertEqual([event["detail"] for event in has_it], ["Active → Returned", "Active → Active"])
		self.assertEqual({event["name"] for event in had_it + has_it}, {device.name})

	def test_an_invoice_without_a_due_date_has_none(self):
		invoice = make_invoice(self.customer, amount=100)
		frappe.db.set_value("Sales Invoice", invoice.name, "due_date", None)

		(row,) = self.page()["invoices"]
		self.assertIsNone(row["due_date"])


def make_message(doctype: str, name: str, subject: str):
	values = {"reference_doctype": doctype, "reference_name": name, "subject": subject, "content": subject}
	return frappe.get_doc(
		doctype="Communication", communication_medium="Email", sent_or_received="Sent", **values
	).insert()


class TestWhoReadsIt(SiteTestCase):
	def test_the_timeline_holds_what_the_reader_may_read(self):
		home = make_location()
		customer = frappe.get_doc("Customer", home.customer)
		make_ont(home)
		make_job(home)
		make_payment(make_invoice(customer, amount=50))
		make_message("Issue", make_issue(customer).name, "About the ticket")
		make_message("Customer", customer.name, "About the customer")
		customer.add_comment("Comment", "Called back")

		everything = {"ticket", "job", "move", "message", "comment", "invoice", "payment"}
		expected = {
			"FSM Agent": everything,
			"FSM Dispatcher": everything - {"invoice", "payment"},
			"Sales User": {"message", "comment"},
		}
		for role, kinds in expected.items():
			with self.subTest(role=role), self.set_user(make_user(role)):
				self.assertEqual({event["kind"] for event in happened(customer.name)}, kinds)

	def test_what_was_said_on_a_ticket_is_for_who_may_read_the_ticket(self):
		customer = make_customer()
		make_message("Issue", make_issue(customer).name, "About the ticket")
		make_message("Customer", customer.name, "About the customer")

		said = {}
		for role in ("FSM Agent", "Sales User"):
			with self.set_user(make_user(role)):
				events = happened(customer.name)
			said[role] = {event["title"] for event in events if event["kind"] == "message"}

		self.assertEqual(said["FSM Agent"], {"About the ticket", "About the customer"})
		self.assertEqual(said["Sales User"], {"About the customer"})

	def test_billing_is_for_who_may_read_invoices_whatever_the_role_is_called(self):
		expected = {
			("FSM Agent",): True,
			("FSM Manager",): True,
			("FSM Dispatcher",): False,
			("FSM Dispatcher", "Accounts User"): True,
		}
		for roles, allowed in expected.items():
			with self.subTest(roles=roles), self.set_user(make_user(*roles)):
				self.assertEqual(capabilities()["see_billing"], allowed)

	def test_the_settings_are_for_who_may_change_them(self):
		for roles in (("FSM Manager",), ("FSM Agent", "System Manager")):
			with self.subTest(roles=roles), self.set_user(make_user(*roles)):
				self.assertTrue(capabilities()["settings"])
		with self.set_user(make_user("FSM Agent")):
			self.assertFalse(capabilities()["settings"])

	def test_a_dispatcher_sees_no_money(self):
		customer = make_customer("Maude Zremblay")
		make_invoice(customer, amount=100)
		make_subscription(customer, price=74.95)

		with self.set_user(make_user("FSM Dispatcher")):
			page = client_page(customer.name)

		self.assertFalse(page["permissions"]["see_billing"])
		self.assertEqual((page["invoices"], page["customer"]["outstanding"]), ([], None))
		self.assertNotIn("invoice", [event["kind"] for event in page["timeline"]])

	def test_an_agent_sees_the_money(self):
		customer = make_customer("Maude Zremblay")
		invoice = make_invoice(customer, amount=100)

		with self.set_user(make_user("FSM Agent")):
			page = client_page(customer.name)

		self.assertEqual([row["name"] for row in page["invoices"]], [invoice.name])
		self.assertEqual(page["customer"]["outstanding"], 100)

	def test_another_customer_is_refused_to_who_is_kept_to_one(self):
		mine, other = make_customer(), make_customer()
		agent = make_user("FSM Agent")
		add_user_permission("Customer", mine.name, agent)

		with self.set_user(agent):
			self.assertEqual(client_page(mine.name)["customer"]["name"], mine.name)
			self.assertRaises(frappe.PermissionError, client_page, other.name)

	def test_an_unknown_customer_is_said_to_be_unknown(self):
		self.assertRaises(frappe.DoesNotExistError, client_page, "CUST-NOWHERE")
