"""Every customer signs in as a user of its own, and never as one that opens more than that."""

import frappe

from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.identity import portal_user
from gigafibre_fsm.permissions import customers_of
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_contact, make_customer, make_user
from gigafibre_fsm.tests.factories_fsm import make_technician
from gigafibre_fsm.tests.visitors import VisitedTestCase


def an_address() -> str:
	return f"{frappe.generate_hash(length=10)}@example.com"


class TestPortalUsers(SiteTestCase):
	def customer_at(self, email: str) -> str:
		customer = make_customer()
		make_contact(customer, email=email)
		return customer.name

	def test_the_user_has_the_contacts_address_and_names_and_only_the_customers_role(self):
		email = an_address()
		customer = self.customer_at(email)
		user = frappe.get_doc("User", portal_user(customer))

		self.assertEqual((user.name, user.first_name, user.last_name), (email, "Alex", "Test"))
		self.assertEqual((user.user_type, [row.role for row in user.roles]), ("Website User", ["Customer"]))
		self.assertEqual(customers_of(user.name), [customer])

	def test_a_second_call_gives_the_same_user(self):
		customer = self.customer_at(an_address())

		self.assertEqual(portal_user(customer), portal_user(customer))
		self.assertEqual(frappe.db.count("Portal User", {"parent": customer}), 1)

	def test_nobody_is_sent_a_welcome(self):
		before = frappe.db.count("Email Queue")
		portal_user(self.customer_at(an_address()))

		self.assertEqual(frappe.db.count("Email Queue"), before)

	def test_a_customer_without_address_gets_one_no_server_takes(self):
		customer = make_customer(f"Éloïse Côté {frappe.generate_hash(length=6)}")

		self.assertRegex(portal_user(customer.name), r"^eloise-cote-\w{6}@customers\.invalid$")

	def test_two_customers_whose_names_are_written_alike_have_two_users(self):
		tail = frappe.generate_hash(length=6)
		users = {portal_user(make_customer(f"{name} {tail}").name) for name in ("Côté", "Cote")}

		self.assertEqual(len(users), 2)

	def test_a_colleagues_address_never_opens_their_account(self):
		staff = make_user("FSM Agent")
		user = portal_user(self.customer_at(staff))

		self.assertTrue(user.endswith("@customers.invalid"))

	def test_a_technicians_address_never_opens_their_account(self):
		technician = make_technician().user
		user = portal_user(self.customer_at(technician))

		self.assertTrue(user.endswith("@customers.invalid"))

	def test_two_customers_at_one_address_have_two_users(self):
		email = an_address()
		first, second = portal_user(self.customer_at(email)), portal_user(self.customer_at(email))

		self.assertEqual(first, email)
		self.assertTrue(second.endswith("@customers.invalid"))

	def test_an_account_somebody_made_on_the_website_is_taken(self):
		account = make_user()

		self.assertEqual(portal_user(self.customer_at(account)), account)
		self.assertIn("Customer", frappe.get_roles(account))

	def test_the_staffs_choice_of_portal_user_stands(self):
		account = make_user()
		customer = make_customer(portal_users=[{"user": account}])

		self.assertEqual(portal_user(customer.name), account)

	def test_a_portal_user_that_opens_more_is_not_signed_in_by_a_link(self):
		accountant = make_user("Customer")
		make_customer(portal_users=[{"user": accountant}])
		for listed in (make_user("FSM Manager"), make_technician().user, accountant):
			with self.subTest(listed):
				customer = make_customer(portal_users=[{"user": listed}]).name
				own = portal_user(customer)

				self.assertTrue(own.endswith("@customers.invalid"))
				self.assertEqual(customers_of(own), [customer])
				self.assertEqual(portal_user(customer), own)

	def test_one_that_would_open_a_disabled_customer_too_is_not_taken(self):
		account = make_user("Customer")
		make_customer(portal_users=[{"user": account}], disabled=1)

		self.assertNotEqual(portal_user(make_customer(portal_users=[{"user": account}]).name), account)

	def test_a_disabled_customer_has_none(self):
		self.assertIsNone(portal_user(make_customer(disabled=1).name))
		self.assertIsNone(portal_user("nobody"))

	def test_a_user_somebody_disabled_is_not_replaced(self):
		customer = self.customer_at(an_address())
		frappe.db.set_value("User", portal_user(customer), "enabled", 0)

		self.assertIsNone(portal_user(customer))
		self.assertEqual(frappe.db.count("Portal User", {"parent": customer}), 1)


class TestPortalUsersAtOnce(VisitedTestCase):
	def test_called_twice_at_once_it_makes_one_user(self):
		customer = make_customer().name
		users = self.at_once(*[lambda: _in_a_site_of_its_own(customer, self.place)] * 4)
		self.remove("User", users[0])
		self.remove("Customer", customer)

		self.assertEqual(len(set(users)), 1)
		self.assertEqual(frappe.db.count("Portal User", {"parent": customer}), 1)

	def setUp(self):
		super().setUp()
		self.place = (frappe.local.site, frappe.local.sites_path)


def _in_a_site_of_its_own(customer: str, place: tuple[str, str]) -> str | None:
	frappe.init(place[0], sites_path=place[1], force=True)
	frappe.connect()
	try:
		user = begin_again(portal_user)(customer)
		frappe.db.commit()
		return user
	finally:
		frappe.destroy()
