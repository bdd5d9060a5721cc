"""A link opens one session, once or on one phone, for its time; over HTTP, as browsers do it."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm import identity
from gigafibre_fsm.clock import from_iso
from gigafibre_fsm.identity import doors, technicians
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_fsm import make_technician
from gigafibre_fsm.tests.visitors import VisitedTestCase, Visitor


def sentence(answer: Any) -> str:
	return frappe.parse_json(frappe.parse_json(answer.json["_server_messages"])[0])["message"]


class EnteringTestCase(VisitedTestCase):
	def setUp(self):
		super().setUp()
		self.visitor = Visitor()

	def enter(self, token: str, visitor: Visitor | None = None) -> Any:
		return self.do(lambda: (visitor or self.visitor).post(self.METHOD, token=token))

	def who(self, visitor: Visitor | None = None) -> str | None:
		path = "/api/method/frappe.auth.get_logged_user"
		return self.do(lambda: (visitor or self.visitor).get(path)).json.get("message")

	def sessions_of(self, user: str) -> list[dict]:
		table = frappe.qb.DocType("Sessions")
		rows = frappe.qb.from_(table).select(table.sessiondata).where(table.user == user).run()
		return [frappe.parse_json(data) for (data,) in rows]

	def newest_row(self, subject: str) -> str:
		return frappe.db.get_value("Access Token", {"reference_name": subject}, order_by="creation desc")


class TestACustomersLink(EnteringTestCase):
	METHOD = "identity.enter"

	def setUp(self):
		super().setUp()
		self.customer = make_customer()
		self.user = identity.portal_user(self.customer.name)
		self.token = self.new_token()
		for doctype, name in (("Customer", self.customer.name), ("User", self.user)):
			self.remove(doctype, name)

	def new_token(self) -> str:
		door = doors.Door(self.customer.name, self.customer.customer_name, "en", self.user)
		token = doors.token_for(door)
		self.remove("Access Token", self.newest_row(self.customer.name))
		return token

	def test_it_opens_the_portal_as_the_customers_user_for_a_day(self):
		answer = self.enter(self.token)

		self.assertEqual((answer.status_code, answer.json["message"]), (200, {"home": "/portal"}))
		self.assertEqual(self.who(), self.user)
		[session] = self.sessions_of(self.user)
		left = datetime.fromisoformat(session["session_end"]) - datetime.now(UTC)
		self.assertAlmostEqual(left.total_seconds(), 24 * 3600, delta=60)

	def test_opened_by_many_at_once_it_makes_one_session(self):
		visitors = [Visitor() for _number in range(8)]
		answers = self.at_once(
			*(lambda visitor=visitor: visitor.post(self.METHOD, token=self.token) for visitor in visitors)
		)

		self.assertEqual(sorted(answer.status_code for answer in answers), [200, *[403] * 7])
		self.assertEqual(len(self.sessions_of(self.user)), 1)

	def test_a_second_time_it_is_refused_and_says_so(self):
		self.enter(self.token)
		answer = self.enter(self.token, Visitor())

		self.assertEqual((answer.status_code, answer.json["exc_type"]), (403, "LinkRefusedError"))
		self.assertIn("already used", sentence(answer))

	def test_who_is_signed_in_already_opens_another_with_the_pages_own_token(self):
		self.enter(self.token)
		page = self.do(lambda: self.visitor.get("/enter")).text
		csrf_token = re.search(r'"X-Frappe-CSRF-Token": "(\w+)"', page)[1]
		another = self.new_token()
		answer = self.do(lambda: self.visitor.post(self.METHOD, csrf_token, token=another))

		self.assertEqual((answer.status_code, len(self.sessions_of(self.user))), (200, 2))

	def test_a_sign_in_that_breaks_half_way_leaves_the_link_good(self):
		with patch("gigafibre_fsm.identity.sessions.to_utc", side_effect=RuntimeError("the power went")):
			self.assertEqual(self.enter(self.token).status_code, 500)

		self.assertEqual(self.enter(self.token).status_code, 200)

	def test_a_session_id_somebody_planted_is_not_taken_over(self):
		self.visitor.client.set_cookie("sid", "planted-by-somebody")
		self.enter(self.token)

		self.assertEqual(self.who(), self.user)
		self.assertNotEqual(self.visitor.client.get_cookie("sid").value, "planted-by-somebody")

	def test_the_session_is_over_when_its_time_is_also_where_no_cache_remembers_it(self):
		self.enter(self.token)
		table = frappe.qb.DocType("Sessions")
		[(sid, data)] = (
			frappe.qb.from_(table).select(table.sid, table.sessiondata).where(table.user == self.user).run()
		)
		over = frappe.parse_json(data) | {
			"session_end": (datetime.now(UTC) - timedelta(seconds=1)).isoformat()
		}
		frappe.qb.update(table).set(table.sessiondata, frappe.as_json(over)).where(table.sid == sid).run()
		frappe.cache.hdel("session", sid)

		self.assertNotEqual(self.who(), self.user)
		self.assertEqual(self.sessions_of(self.user), [])

	def test_withdrawn_it_ends_the_session_it_opened_and_opens_no_more(self):
		self.enter(self.token)
		unused = self.new_token()
		frappe.db.commit()
		for row in frappe.get_all("Access Token", {"reference_name": self.customer.name}, pluck="name"):
			identity.revoke(row)
		frappe.db.commit()

		self.assertNotEqual(self.who(), self.user)
		self.assertEqual(self.sessions_of(self.user), [])
		self.assertIn("withdrawn", sentence(self.enter(unused, Visitor())))

	def test_a_closed_account_lets_nobody_in(self):
		self.customer.reload().update({"disabled": 1}).save()
		answer = self.enter(self.token)

		self.assertIn("closed", sentence(answer))
		self.assertEqual(self.sessions_of(self.user), [])

	def test_an_account_that_got_the_desk_meanwhile_is_not_opened(self):
		frappe.get_doc("User", self.user).add_roles("FSM Agent")
		answer = self.enter(self.token)

		self.assertEqual((answer.status_code, self.sessions_of(self.user)), (403, []))

	def test_garbage_is_refused_kindly(self):
		for garbage in ("", "x", "a.b.c", self.token[:-1], self.token + "A", "é" * 3000, "[1]", "null"):
			with self.subTest(garbage=garbage[:10]):
				answer = self.enter(garbage)
				self.assertEqual((answer.status_code, answer.json["exc_type"]), (403, "LinkRefusedError"))

	def test_the_pages_tell_nobody_where_they_were_reached_from_and_are_not_kept(self):
		for page in ("/enter", "/j", "/sign-in", "/portal"):
			with self.subTest(page=page):
				headers = self.do(lambda page=page: Visitor().get(page)).headers
				self.assertEqual(headers["Referrer-Policy"], "no-referrer")
				self.assertEqual(headers["Cache-Control"], "no-store")

	def test_without_scripts_the_pages_say_what_is_missing(self):
		for page in ("/enter", "/j", "/sign-in"):
			with self.subTest(page=page):
				html = self.do(lambda page=page: Visitor().get(page)).text
				self.assertRegex(html, r"<noscript>\s*<p>This page needs JavaScript")

	def test_nothing_in_the_address_sends_elsewhere(self):
		self.enter(self.token)
		answer = self.do(
			lambda: self.visitor.get("/sign-in?redirect-to=https://evil.example&next=//evil.example")
		)

		self.assertEqual((answer.status_code, answer.headers["Location"]), (302, "/portal"))

	def test_the_portal_names_the_customer_and_sends_guests_to_sign_in(self):
		self.enter(self.token)

		self.assertIn(self.customer.customer_name, self.do(lambda: self.visitor.get("/portal")).text)
		self.assertEqual(self.do(lambda: Visitor().get("/portal")).headers["Location"], "/sign-in")


class TestATechniciansLink(EnteringTestCase):
	METHOD = "identity.enter_technician"

	def setUp(self):
		super().setUp()
		self.technician = make_technician()
		self.token = identity.technician_link(self.technician.name).rpartition("#")[2]
		self.user = self.technician.reload().user
		self.row = self.newest_row(self.technician.name)
		for doctype, name in (("User", self.user), ("Dispatch Technician", self.technician.name)):
			self.remove(doctype, name)
		self.remove("Access Token", self.row)

	def test_it_opens_on_the_first_device_until_the_working_day_ends(self):
		answer = self.enter(self.token)

		self.assertEqual((answer.status_code, answer.json["message"]), (200, {"home": "/j"}))
		self.assertEqual(self.who(), self.user)
		[session] = self.sessions_of(self.user)
		self.assertEqual(from_iso(session["session_end"]), technicians.end_of_day())

	def test_the_same_device_opens_it_again(self):
		self.enter(self.token)
		self.visitor.client.delete_cookie("sid")

		self.assertEqual(self.enter(self.token).status_code, 200)
		self.assertEqual(self.who(), self.user)

	def test_another_device_is_told_who_can_help(self):
		self.enter(self.token)
		answer = self.enter(self.token, Visitor())

		self.assertEqual(answer.status_code, 403)
		self.assertIn("opened on another device first", sentence(answer))

	def test_of_two_devices_at_once_one_gets_it(self):
		visitors = [Visitor() for _number in range(6)]
		answers = self.at_once(
			*(lambda visitor=visitor: visitor.post(self.METHOD, token=self.token) for visitor in visitors)
		)

		self.assertEqual(sorted(answer.status_code for answer in answers), [200, *[403] * 5])

	def test_what_knows_the_device_stays_out_of_scripts_and_of_the_database(self):
		answer = self.enter(self.token)
		[cookie] = [
			each for each in answer.headers.getlist("Set-Cookie") if each.startswith("gigafibre_device=")
		]

		self.assertRegex(cookie, "HttpOnly")
		self.assertRegex(cookie, "SameSite=Lax")
		secret = re.match("gigafibre_device=([^;]+)", cookie)[1]
		self.assertNotIn(secret, frappe.db.get_value("Access Token", self.row, "bound_device"))

	def test_withdrawn_by_the_dispatcher_it_ends_at_once(self):
		self.enter(self.token)

		self.assertEqual(identity.revoke_technician_links(self.technician.name), 1)
		frappe.db.commit()

		self.assertNotEqual(self.who(), self.user)
		self.assertIn("withdrawn", sentence(self.enter(self.token)))

	def test_whoever_left_gets_in_no_more(self):
		frappe.db.set_value("Dispatch Technician", self.technician.name, "status", "Inactive")

		self.assertIn("closed", sentence(self.enter(self.token)))

	def test_a_session_is_not_known_by_the_tokens_row(self):
		self.enter(self.token)
		table = frappe.qb.DocType("Sessions")
		[(sid,)] = frappe.qb.from_(table).select(table.sid).where(table.user == self.user).run()

		kept = frappe.db.get_value("Access Token", self.row, "session")
		self.assertEqual(len(kept), 64)
		self.assertNotIn(sid, kept)

	def test_an_expired_link_says_so(self):
		frappe.db.set_value("Access Token", self.row, "expires_on", add_to_date(now_datetime(), seconds=-1))

		self.assertIn("expired", sentence(self.enter(self.token)))
