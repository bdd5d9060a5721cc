"""Codes by address: what is sent to whom, where and how often it may be tried, and that strangers learn nothing."""

from typing import Any
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm import identity
from gigafibre_fsm.identity import codes, doors
from gigafibre_fsm.permissions import customers_of
from gigafibre_fsm.rate import Limit
from gigafibre_fsm.tests.address_case import BROWSER, PURPOSE, AddressTestCase
from gigafibre_fsm.tests.factories import make_contact, make_customer, make_user
from gigafibre_fsm.tests.visitors import VisitedTestCase, Visitor


class TestCodes(AddressTestCase):
	def request(self, address: str | None = None, browser: str = BROWSER) -> str:
		"""Ask for a code; returns the name of its row."""
		self.later()
		with patch("frappe.enqueue") as enqueued:
			identity.request_code(address or self.email, PURPOSE, browser)
		return enqueued.call_args.kwargs["name"]

	def code(self, browser: str = BROWSER) -> str:
		with self.mailbox() as mail:
			codes.send_code(self.request(browser=browser), "Email")
		return mail[0][0].code

	def check(self, code: str, address: str | None = None, browser: str = BROWSER) -> dict:
		return identity.check_code(address or self.email, PURPOSE, code, browser)

	def test_the_right_code_opens_the_account(self):
		[choice] = self.check(self.code())["choices"]

		row = identity.open_token(choice["token"], doors.PURPOSE)
		self.assertEqual((row.reference_name, customers_of(row.user)), (self.customer, [self.customer]))

	def test_it_has_six_digits_and_is_not_in_the_table(self):
		code = self.code()

		self.assertRegex(code, r"^\d{6}$")
		self.assertNotIn(
			code, str(frappe.get_all("One Time Code", {"address": self.email}, ["*"], order_by="name"))
		)

	def test_it_is_good_once(self):
		code = self.code()
		self.check(code)

		self.assertFalse(self.check(code)["granted"])

	def test_spaces_people_type_do_not_matter(self):
		code = self.code()

		self.assertTrue(self.check(f" {code[:3]} {code[3:]} ")["granted"])

	def test_a_wrong_one_is_an_answer_that_counts_the_try(self):
		code = self.code()
		wrong = f"{(int(code) + 1) % 10**6:06}"
		left = [self.check(wrong)["tries_left"] for _count in range(5)]

		self.assertEqual(left, [4, 3, 2, 1, 0])
		self.assertEqual(frappe.local.response.http_status_code, 403)
		self.assertFalse(self.check(code)["granted"])

	def test_the_fifth_try_may_still_be_right(self):
		code = self.code()
		for _count in range(4):
			self.check("nothing")

		self.assertTrue(self.check(code)["granted"])

	def test_while_somebody_is_guessing_no_code_is_looked_at_and_people_are_told_what_else_to_do(self):
		code = self.code()
		with patch("gigafibre_fsm.identity.limits.WRONG_CODES", Limit(2, 3600)):
			for number in range(2):
				self.check("000000", f"victim{number}@example.com")
			refused = self.check(code)

			self.assertEqual((refused["granted"], frappe.local.response.http_status_code), (False, 429))
			self.assertIn("ask for a link instead", refused["message"])
		self.assertTrue(self.check(code)["granted"])

	def test_it_is_over_after_ten_minutes(self):
		code = self.code()
		row = frappe.get_last_doc("One Time Code", {"address": self.email})
		life = (frappe.utils.get_datetime(row.expires_on) - frappe.utils.get_datetime(row.creation)).seconds
		self.assertAlmostEqual(life, 600, delta=2)
		row.db_set("expires_on", add_to_date(now_datetime(), seconds=-1))

		self.assertFalse(self.check(code)["granted"])

	def test_a_new_code_kills_the_older(self):
		older = self.code()
		newer = self.code()

		self.assertFalse(self.check(older)["granted"])
		self.assertTrue(self.check(newer)["granted"])

	def test_what_others_try_and_ask_for_at_the_address_leaves_the_code_as_it_is(self):
		code = self.code()
		self.code(browser="elsewhere")
		left = [self.check("000000", browser="elsewhere")["tries_left"] for _count in range(6)]

		self.assertEqual(left, [4, 3, 2, 1, 0, 0])
		self.assertTrue(self.check(code)["granted"])

	def test_it_is_good_only_where_it_was_asked_for(self):
		code = self.code()
		for browser in ("elsewhere", ""):
			with self.subTest(browser):
				self.assertFalse(self.check(code, browser=browser)["granted"])

	def test_a_strangers_code_is_nobodys(self):
		with self.mailbox() as mail:
			codes.send_code(self.request("nobody@example.com"), "Email")

		self.assertEqual(mail, [])
		known, unknown = self.check("000000", self.email), self.check("000000", "nobody@example.com")
		self.assertEqual(set(known), set(unknown))
		self.assertEqual(unknown["tries_left"], 4)

	def test_several_customers_of_one_address_are_chosen_from(self):
		other = make_customer().name
		make_contact(other, email=self.email)
		choices = self.check(self.code())["choices"]

		opened = {identity.open_token(choice["token"], doors.PURPOSE).reference_name for choice in choices}
		self.assertEqual(opened, {self.customer, other})

	def test_a_code_of_another_purpose_is_not_asked_for(self):
		self.assertRefused(
			"Purpose “admin”: is not one of", lambda: identity.request_code(self.email, "admin", BROWSER)
		)

	def test_a_code_outlives_the_key_it_was_hashed_with(self):
		code = self.code()
		identity.issue("look", subject=("User", make_user()), expires_on=add_to_date(now_datetime(), hours=1))
		identity.rotate_key()

		self.assertTrue(self.check(code)["granted"])


class TestCodesOverHTTP(VisitedTestCase):
	def setUp(self):
		super().setUp()
		self.address = f"{frappe.generate_hash(length=10)}@example.com"
		self.addCleanup(self.forget)

	def forget(self):
		frappe.db.delete("One Time Code", {"address": self.address})
		frappe.db.commit()

	def tries(self) -> list[int]:
		return frappe.get_all("One Time Code", {"address": self.address}, pluck="attempts", order_by="name")

	def test_a_wrong_try_is_refused_and_still_counted(self):
		visitor = Visitor()
		asked = self.do(lambda: visitor.post("identity.request_code", address=self.address))
		wrong = self.do(lambda: visitor.post("identity.check_code", address=self.address, code="000000"))

		self.assertEqual((asked.status_code, asked.json["message"]["resend_in"]), (200, 30))
		self.assertEqual((wrong.status_code, wrong.json["message"]["tries_left"]), (403, 4))
		self.assertEqual(self.tries(), [1])

	def test_tries_at_the_same_time_are_each_counted_and_no_more_than_five_made(self):
		asked = self.do(lambda: Visitor().post("identity.request_code", address=self.address))
		[cookie] = [
			each for each in asked.headers.getlist("Set-Cookie") if each.startswith("gigafibre_asked=")
		]
		self.assertRegex(cookie, "HttpOnly")
		answers = self.at_once(*[lambda: self.wrong_code(cookie)] * 8)

		left = sorted(answer.json["message"]["tries_left"] for answer in answers)
		self.assertEqual(left, [0, 0, 0, 0, 1, 2, 3, 4])
		self.assertEqual(self.tries(), [5])

	def wrong_code(self, cookie: str) -> Any:
		visitor = Visitor()
		visitor.client.set_cookie(*cookie.split(";")[0].split("="))
		return visitor.post("identity.check_code", address=self.address, code="000000")

	def test_a_second_request_at_once_has_to_wait(self):
		ask = dict(address=self.address)
		answers = self.at_once(*[lambda: Visitor().post("identity.request_code", **ask)] * 4)

		self.assertEqual(sorted(answer.status_code for answer in answers), [200, 429, 429, 429])
		self.assertEqual(len(self.tries()), 1)
