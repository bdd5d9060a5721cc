"""A number or an address finds its customers, however it is written in their file."""

from gigafibre_fsm.messaging import match_customers
from gigafibre_fsm.messaging.people import mobile_numbers
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_contact, make_customer


class TestMatching(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.customer = make_customer().name

	def test_a_number_is_found_however_it_was_typed(self):
		for typed, asked in (
			("(514) 555-0161", "+15145550161"),
			("514.555.0162", "514 555 0162"),
			("+1 514-555-0163", "15145550163"),
		):
			with self.subTest(typed=typed):
				customer = make_customer().name
				make_contact(customer, phone=typed)
				self.assertEqual(match_customers("SMS", asked), [customer])

	def test_several_customers_on_one_number_are_all_found(self):
		other = make_customer().name
		for customer in (self.customer, other):
			make_contact(customer, phone="514-555-0164")

		self.assertEqual(match_customers("Phone", "+15145550164"), sorted([self.customer, other]))

	def test_one_contact_of_two_customers_is_both(self):
		other = make_customer().name
		contact = make_contact(self.customer, phone="514-555-0165")
		contact.append("links", {"link_doctype": "Customer", "link_name": other})
		contact.save()

		self.assertEqual(match_customers("SMS", "+15145550165"), sorted([self.customer, other]))

	def test_a_customer_who_left_is_found_only_when_nobody_else_has_the_number(self):
		gone = make_customer(disabled=1).name
		make_contact(gone, phone="514-555-0166")
		self.assertEqual(match_customers("SMS", "+15145550166"), [gone])

		make_contact(self.customer, phone="514-555-0166")
		self.assertEqual(match_customers("SMS", "+15145550166"), [self.customer])

	def test_a_part_of_a_number_finds_nobody(self):
		make_contact(self.customer, phone="514-555-0167")

		for asked in ("5550167", "", "anonymous", "+15145550199"):
			with self.subTest(asked=asked):
				self.assertEqual(match_customers("SMS", asked), [])

	def test_an_address_is_found_in_any_case(self):
		make_contact(self.customer, email="Alex.Test@example.com")

		self.assertEqual(match_customers("Email", "alex.TEST@example.com "), [self.customer])
		self.assertEqual(match_customers("Email", "other@example.com"), [])


class TestReaching(SiteTestCase):
	def test_a_customer_is_reached_on_a_mobile_before_another_number(self):
		customer = make_customer().name
		contact = make_contact(customer)
		contact.add_phone("450-555-0170", is_primary_phone=1)
		contact.add_phone("514-555-0171", is_primary_mobile_no=1)
		contact.save()
		nobody = make_customer().name

		self.assertEqual(mobile_numbers([customer, nobody]), {customer: "+15145550171"})
