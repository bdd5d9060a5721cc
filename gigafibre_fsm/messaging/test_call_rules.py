"""Nobody can have our account call a premium or a far-away number that is no customer's."""

import unittest

from gigafibre_fsm.messaging.call_rules import refusal


class TestRules(unittest.TestCase):
	def test_numbers_of_here_may_be_called(self):
		for number in ("+15145550142", "514 555-0142", "+12125550142", "1-800-555-0100"):
			with self.subTest(number=number):
				self.assertIsNone(refusal(number))

	def test_what_costs_more_may_not_even_for_a_customer(self):
		for is_a_customers in (False, True):
			self.assertEqual(refusal("+1 900 555-1234", is_a_customers), "premium")

	def test_abroad_may_be_called_only_when_it_is_a_customers(self):
		for number in ("+33612345678", "+18765551234", "+18095551234"):
			with self.subTest(number=number):
				self.assertEqual(refusal(number), "abroad")
				self.assertIsNone(refusal(number, is_a_customers=True))

	def test_what_is_no_number_may_not(self):
		for text in (
			"",
			None,
			"911",
			"client:eve",
			"sip:a@example.com",
			"+1",
			"+999123456789",
			"+19115550100",
		):
			with self.subTest(text=text):
				self.assertEqual(refusal(text), "not a number")
