"""How often links and codes are asked for: by address, by caller, and whatever a caller says of themselves."""

from unittest.mock import patch

import frappe

from gigafibre_fsm import identity
from gigafibre_fsm.tests.address_case import BROWSER, PURPOSE, AddressTestCase


class TestLimits(AddressTestCase):
	def test_another_has_to_wait_and_is_told_how_long(self):
		with patch("frappe.enqueue") as enqueued:
			identity.request_link(self.email)
			answer = identity.request_link(f" {self.email.upper()}")

		self.assertFalse(answer["sent"])
		self.assertTrue(0 < answer["resend_in"] <= 30)
		self.assertEqual(frappe.local.response.http_status_code, 429)
		enqueued.assert_called_once()

	def test_an_address_is_asked_for_so_often_an_hour_whoever_asks(self):
		with patch("frappe.enqueue"):
			sent = [self.ask_from(f"198.51.100.{number}") for number in range(8)]

		self.assertEqual(sent, [True] * 6 + [False] * 2)

	def ask_from(self, caller: str) -> bool:
		self.come_from(caller)
		frappe.cache.delete_keys("fsm_counted_asked_pause")
		return identity.request_link(self.email)["sent"]

	def test_who_counts_at_the_very_end_of_the_pause_does_not_make_it_last_for_ever(self):
		with patch("frappe.enqueue"), patch.object(frappe.cache, "set"):
			answers = [identity.request_link(self.email) for _count in range(2)]
		self.assertTrue(1 < answers[1]["resend_in"] <= 30)

	def test_one_caller_asks_for_so_many_addresses_an_hour(self):
		with patch("frappe.enqueue"):
			sent = [identity.request_link(f"a{number}@example.com")["sent"] for number in range(32)]

		self.assertEqual(sent, [True] * 30 + [False] * 2)

	def test_who_forges_where_they_come_from_counts_as_the_same_caller(self):
		with patch("frappe.enqueue"):
			for number in range(30):
				self.come_from(f"198.51.100.{number}, 203.0.113.5")
				identity.request_link(f"a{number}@example.com")
			self.come_from("198.51.100.99, 203.0.113.5")

			self.assertFalse(identity.request_link("another@example.com")["sent"])

	def test_an_address_is_written_to_so_often_a_day_by_links_and_codes_together(self):
		with patch("frappe.enqueue"):
			sent = [self.ask_next_hour(number) for number in range(17)]

		self.assertEqual(sent, [True] * 15 + [False] * 2)

	def ask_next_hour(self, number: int) -> bool:
		for kind in ("pause", "address", "caller"):
			frappe.cache.delete_keys(f"fsm_counted_asked_{kind}")
		if number % 2:
			return identity.request_link(self.email)["sent"]
		return identity.request_code(self.email, PURPOSE, BROWSER)["sent"]

	def test_who_uses_up_the_links_of_an_address_leaves_the_codes(self):
		with patch("frappe.enqueue"):
			sent = [self.ask_from("198.51.100.1") for _count in range(7)]
			frappe.cache.delete_keys("fsm_counted_asked_pause")

			self.assertEqual(
				(sent[-1], identity.request_code(self.email, PURPOSE, BROWSER)["sent"]), (False, True)
			)
