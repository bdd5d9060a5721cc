"""A place is written one way, whoever typed it, and lies on the map."""

import frappe

from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_fsm import make_job, make_location, make_ont, make_subscription

IGNORE_TEST_RECORD_DEPENDENCIES = ["Customer", "Contact", "Address", "Country"]


class TestServiceLocation(SiteTestCase):
	def test_its_title_is_the_address_on_one_line(self):
		home = make_location(address_line2="app. 4", city="Brossard")

		self.assertEqual(home.title, "12 rue des Érables, app. 4, Brossard")

	def test_a_very_long_address_still_has_a_title(self):
		home = make_location(address_line1="rue " + "x" * 130, city="Sainte-Adèle-des-Laurentides")

		self.assertEqual(len(home.title), 140)

	def test_postal_codes_are_written_one_way(self):
		for typed in ("j4k3x8", "J4K-3X8", " J4K 3x8 "):
			with self.subTest(typed=typed):
				self.assertEqual(make_location(postal_code=typed).postal_code, "J4K 3X8")

	def test_a_wrong_postal_code_is_refused_with_its_value(self):
		self.assertRefused(
			"“D4K 3X8”: is not a Canadian postal code", lambda: make_location(postal_code="D4K 3X8")
		)

	def test_another_country_has_its_own_postal_codes(self):
		self.assertEqual(make_location(country="United States", postal_code="05401").postal_code, "05401")

	def test_coordinates_and_vlan_must_exist(self):
		for field, value in (("latitude", 91), ("longitude", -181), ("vlan", 4095)):
			with self.subTest(field=field):
				self.assertRefused("must lie between", lambda wrong={field: value}: make_location(**wrong))


class TestHandOver(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.home = make_location()
		self.device = make_ont(self.home)
		self.tenant = make_customer()

	def hand_over(self):
		self.home.customer = self.tenant.name
		return self.home.save()

	def test_what_stands_there_follows_its_home_to_the_new_customer(self):
		before = self.home.customer
		self.hand_over()

		self.assertEqual(self.device.reload().customer, self.tenant.name)
		moved = {"equipment": self.device.name, "from_customer": before, "to_customer": self.tenant.name}
		self.assertEqual(frappe.db.count("Equipment Move Log", moved), 1)

	def test_it_is_refused_while_the_old_customer_is_still_served_there(self):
		subscription = make_subscription(self.home.customer, service_location=self.home.name, status="Active")

		self.assertRefused(f"{subscription.name} is still open here", self.hand_over)

	def test_it_is_refused_while_a_job_is_open_there(self):
		job = make_job(self.home)

		self.assertRefused(f"{job.name} is still open here", self.hand_over)
