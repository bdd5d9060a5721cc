"""Who tries a flow out is shown what they may read themselves; what a run would read for the site is refused them."""

from contextlib import AbstractContextManager
from unittest.mock import patch

import frappe

from gigafibre_fsm.flows import simulate_on, try_condition, variables_of
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import (
	make_company,
	make_invoice,
	make_issue,
	make_item,
	make_user,
)
from gigafibre_fsm.tests.factories_flows import drawing, step
from gigafibre_fsm.tests.factories_fsm import make_job, make_location, make_ont, make_subscription
from gigafibre_fsm.tests.factories_messages import make_reachable_customer

# The check of a drawing does not see what this reads.
ALIAS = "{% for d in [doc] %}{{ d.login_user }}{% endfor %}"
HIS_NAME = {"text_fr": "{{ customer.customer_name }}"}


class ReaderCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.own = make_reachable_customer(email="own@example.com", customer_name="Own Customer")
		self.other = make_reachable_customer(email="other@example.com", customer_name="Hidden Other")

	def as_kept_agent(self) -> AbstractContextManager:
		"""Be an agent who is kept to one customer."""
		user = make_user("FSM Agent")
		frappe.permissions.add_user_permission("Customer", self.own.name, user)
		return self.set_user(user)

	def tried(self, document, kind: str, **params) -> dict:
		"""What a simulation of one step on a record tells of it."""
		steps = [step("one", kind, params=params)]
		drawn = drawing(applies_to=document.doctype, steps=steps)
		told = simulate_on(drawn, document.doctype, document.name, {})
		self.assertTrue(told["steps"], told["problems"])
		return told["steps"][0]

	def assertHidden(self, document, kind: str, **params) -> None:
		"""The step must be refused, and tell nothing of what it would have read."""
		told = self.tried(document, kind, **params)
		self.assertIn("You may not read", told["error"] or "")
		self.assertEqual((told["shown"], told["output"]), ([], None))


class TestAnAgentKeptToACustomer(ReaderCase):
	def test_lists_hold_what_they_may_read(self):
		make_subscription(self.other)
		mine = make_subscription(self.own)
		search = {"doctype": "Service Subscription", "of_customer": False, "fields": "plan_name"}
		with self.as_kept_agent():
			found = self.tried(self.own, "find_records", **search)["output"]["records"]
			customers = self.tried(self.own, "find_records", doctype="Customer", of_customer=False)

		self.assertEqual([row["name"] for row in found], [mine.name])
		self.assertEqual([row["name"] for row in customers["output"]["records"]], [self.own.name])

	def test_another_customer_is_not_named(self):
		with self.as_kept_agent():
			self.assertHidden(self.own, "send_sms", customer=self.other.name, **HIS_NAME)
			# Named by a variable, the check of the drawing sees nothing.
			self.assertHidden(self.own, "create_ticket", subject="x", customer=self.other.name + "{{ '' }}")
			self.assertHidden(self.own, "create_job", subject="x", customer=self.other.name)

	def test_the_old_value_of_anothers_record_is_not_shown(self):
		service = make_subscription(self.other)
		target = {"target": "other", "doctype": "Service Subscription", "name": service.name}
		with self.as_kept_agent():
			self.assertHidden(self.own, "update_field", **target, other_field="plan_name", value="x")

	def test_anothers_tickets_jobs_places_and_devices_are_not_shown(self):
		place = make_location(self.other)
		ticket, job, device = make_issue(self.other), make_job(place), make_ont(place)
		tag = frappe.get_doc({"doctype": "Dispatch Tag", "tag_name": "Reader tag"}).insert().name
		with self.as_kept_agent():
			self.assertHidden(self.own, "close_ticket", ticket=ticket.name)
			self.assertHidden(self.own, "apply_tag", tag=tag, job=job.name)
			self.assertHidden(self.own, "check_line", equipment=device.name)
			self.assertHidden(self.own, "create_job", subject="x", service_location=place.name)

	def test_anothers_invoices_and_subscriptions_are_not_shown(self):
		invoice, service = make_invoice(self.other), make_subscription(self.other, item=make_item(), price=74)
		with self.as_kept_agent(), patch("frappe.defaults.get_global_default", lambda key: make_company()):
			self.assertHidden(self.own, "payment_link", invoice=invoice.name)
			self.assertHidden(self.own, "create_invoice", source="subscription", subscription=service.name)

	def test_their_own_customer_is_shown_as_before(self):
		with self.as_kept_agent():
			told = self.tried(self.own, "send_email", subject_fr="Bonjour", **HIS_NAME)

		self.assertEqual([shown["text"] for shown in told["shown"]], ["Own Customer"])

	def test_a_record_whose_customer_they_may_not_read_is_not_tried(self):
		ticket = make_issue(self.own)
		unreadable = patch.object(
			type(self.own), "has_permission", lambda self, *given, **named: self.doctype != "Customer"
		)
		drawn = drawing(applies_to="Issue", steps=[step("one", "send_sms", params=HIS_NAME)])
		with self.set_user(make_user("FSM Agent")), unreadable:
			with self.assertRaises(frappe.PermissionError):
				simulate_on(drawn, "Issue", ticket.name, {})
			with self.assertRaises(frappe.PermissionError):
				try_condition({"var": "customer.customer_name"}, "Issue", ticket.name)


class TestADispatcher(ReaderCase):
	def test_invoices_are_not_theirs_to_read(self):
		invoice = make_invoice(self.own)
		target = {"target": "other", "doctype": "Sales Invoice", "name": invoice.name}
		with self.set_user(make_user("FSM Dispatcher")):
			self.assertHidden(self.own, "find_records", doctype="Sales Invoice")
			self.assertHidden(self.own, "find_records", doctype="Payment Entry")
			self.assertHidden(self.own, "update_field", **target, other_field="remarks", value="x")
			self.assertHidden(self.own, "payment_link", invoice=invoice.name)

	def test_what_is_above_their_level_is_not_seen(self):
		device = make_ont(make_location(self.own), login_user="engineer")
		device.db_set("login_user", "engineer")
		rule = {"var": "doc.login_user"}
		search = {"doctype": "Service Equipment", "fields": "login_user"}
		for role, seen in (("FSM Dispatcher", None), ("FSM Agent", "engineer")):
			with self.subTest(role=role), self.set_user(make_user(role)):
				told = self.tried(self.own, "find_records", **search)
				paths = {
					field["path"]
					for group in variables_of(device.doctype)["groups"]
					for field in group["fields"]
				}
				self.assertEqual(try_condition(rule, device.doctype, device.name)["value"], seen)
				self.assertEqual(told["status"], "Done" if seen else "Failed")
				note = self.tried(device, "set_variable", name="a", value=ALIAS)
				self.assertEqual((note["output"] or {}).get("value"), seen)
				self.assertEqual("doc.login_user" in paths, bool(seen))
