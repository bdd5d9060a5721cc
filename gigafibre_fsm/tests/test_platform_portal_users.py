"""The people of a customer who may sign in, as ERPNext keeps them."""

import frappe
from frappe.tests import IntegrationTestCase

from gigafibre_fsm.tests.factories import make_customer, make_user


class TestPortalUsers(IntegrationTestCase):
	def test_a_customer_lists_who_may_sign_in_for_it(self):
		user = make_user()
		customer = make_customer(portal_users=[{"user": user}])

		rows = frappe.get_all("Portal User", {"user": user}, ["parent", "parenttype"], order_by="creation")
		self.assertEqual(rows, [{"parent": customer.name, "parenttype": "Customer"}])

	def test_such_a_person_becomes_a_customer_and_stays_out_of_the_desk(self):
		user = make_user()
		make_customer(portal_users=[{"user": user}])

		self.assertIn("Customer", frappe.get_roles(user))
		self.assertEqual(frappe.db.get_value("User", user, "user_type"), "Website User")

	def test_who_may_not_give_roles_gives_none(self):
		user = make_user()
		with self.set_user(make_user("Sales User", "Sales Master Manager")):
			make_customer(portal_users=[{"user": user}])

		self.assertNotIn("Customer", frappe.get_roles(user))

	def test_who_is_not_a_user_cannot_be_listed(self):
		with self.assertRaises(frappe.LinkValidationError):
			make_customer(portal_users=[{"user": "nobody@example.com"}])
