"""Nobody is signed in by another site, nor signed out of their account by a link they did not mean to follow."""

import re
from typing import Any

import frappe

from gigafibre_fsm import identity
from gigafibre_fsm.identity import doors
from gigafibre_fsm.identity.test_entering import EnteringTestCase, sentence
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_fsm import make_technician
from gigafibre_fsm.tests.visitors import Visitor

SIGNING_IN = {
	"identity.enter": {"token": "x"},
	"identity.enter_technician": {"token": "x"},
	"identity.check_code": {"address": "nobody@example.com", "code": "000000"},
	"identity.request_code": {"address": "nobody@example.com"},
	"identity.request_link": {"address": "nobody@example.com"},
}


class TestAnotherSite(EnteringTestCase):
	def ask(self, method: str, **headers: str) -> Any:
		self.visitor.headers |= {name.replace("_", "-"): value for name, value in headers.items()}
		return self.do(lambda: self.visitor.post(method, **SIGNING_IN[method]))

	def test_what_it_has_a_browser_send_is_refused_with_a_sentence(self):
		for method in SIGNING_IN:
			for headers in (
				{"Sec_Fetch_Site": "cross-site"},
				{"Origin": "https://evil.example"},
				{"Origin": "null"},
				{"Sec_Fetch_Site": "same-site", "Origin": "https://blog.isp.example"},
			):
				with self.subTest(method=method, **headers):
					self.visitor = Visitor()
					answer = self.ask(method, **headers)
					self.assertEqual((answer.status_code, answer.json["exc_type"]), (403, "ForeignPageError"))
					self.assertIn("another site", sentence(answer))

	def test_our_own_page_may_ask(self):
		for headers in (
			{"Origin": "http://localhost"},
			{"Sec_Fetch_Site": "same-origin", "Origin": "null"},
			{"Sec_Fetch_Site": "none"},
		):
			with self.subTest(**headers):
				self.visitor = Visitor()
				self.assertEqual(self.ask("identity.enter", **headers).json["exc_type"], "LinkRefusedError")


class TestAnythingMissing(EnteringTestCase):
	def test_who_sends_nothing_is_refused_and_fills_no_error_log(self):
		for method in SIGNING_IN:
			with self.subTest(method):
				answer = self.do(lambda method=method: Visitor().post(method))
				self.assertIn(answer.status_code, (403, 417))


class TestSomebodyElseIsThere(EnteringTestCase):
	METHOD = "identity.enter"

	def setUp(self):
		super().setUp()
		self.here, self.comes = self.new_customer(), self.new_customer()
		self.enter(self.token_for(*self.here))

	def new_customer(self) -> tuple[str, str]:
		customer = make_customer().name
		user = identity.portal_user(customer)
		self.remove("Customer", customer)
		self.remove("User", user)
		return customer, user

	def token_for(self, customer: str, user: str) -> str:
		token = doors.token_for(doors.Door(customer, customer, "en", user))
		self.remove("Access Token", self.newest_row(customer))
		return token

	def csrf_token(self) -> str:
		page = self.do(lambda: self.visitor.get("/enter")).text
		return re.search(r'"X-Frappe-CSRF-Token": "(\w+)"', page)[1]

	def test_they_are_asked_first_and_the_link_is_good_still(self):
		token, csrf_token = self.token_for(*self.comes), self.csrf_token()
		asked = self.do(lambda: self.visitor.post(self.METHOD, csrf_token, token=token))

		names = [
			frappe.db.get_value("User", user, "full_name") for _customer, user in (self.here, self.comes)
		]
		self.assertEqual(asked.status_code, 409)
		self.assertIn("signed in here as {}. Continue as {}?".format(*names), sentence(asked))
		self.assertEqual(self.who(), self.here[1])

		answer = self.do(lambda: self.visitor.post(self.METHOD, csrf_token, token=token, instead=1))
		self.assertEqual((answer.status_code, self.who()), (200, self.comes[1]))

	def test_a_technicians_link_asks_too(self):
		technician = make_technician()
		token = identity.technician_link(technician.name).rpartition("#")[2]
		for doctype, name in (
			("User", technician.reload().user),
			("Dispatch Technician", technician.name),
			("Access Token", self.newest_row(technician.name)),
		):
			self.remove(doctype, name)
		csrf_token = self.csrf_token()
		enter = "identity.enter_technician"

		self.assertEqual(self.do(lambda: self.visitor.post(enter, csrf_token, token=token)).status_code, 409)
		self.do(lambda: self.visitor.post(enter, csrf_token, token=token, instead=1))
		self.assertEqual(self.who(), technician.user)

	def test_the_pages_have_the_button(self):
		for page in ("/enter", "/j"):
			with self.subTest(page):
				self.assertRegex(
					self.do(lambda page=page: Visitor().get(page)).text, r'id="instead".*>Continue<'
				)
