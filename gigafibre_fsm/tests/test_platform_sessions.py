"""How Frappe lets somebody in without a password, until when, and who a request's Authorization header names."""

import base64
from datetime import UTC, datetime, timedelta

import frappe
from frappe.sessions import clear_sessions, delete_session
from frappe.utils import get_test_client
from frappe.utils.password import set_encrypted_password

from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.http_case import HTTPTestCase, remove_user

WHOAMI = "/api/method/frappe.auth.get_logged_user"


def enter():
	"""Sign in as the user of the header, until the moment in another."""
	headers = frappe.request.headers
	frappe.local.login_manager.login_as(headers["X-User"], session_end=headers.get("X-Until"))
	if headers.get("X-Keep-Cookies"):
		frappe.local.cookie_manager.to_delete.clear()


def trust():
	"""An auth hook: take the user from a header."""
	if user := frappe.get_request_header("X-Trusted-User"):
		frappe.set_user(user)


class SessionCase(HTTPTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.user = make_user()
		frappe.db.commit()
		cls.addClassCleanup(remove_user, cls.user)

	def whoami(self, client=None, **headers):
		answer = self.ask("GET", WHOAMI, client, headers=headers)
		return answer.json.get("message", answer.status_code)


class TestSessions(SessionCase):
	def setUp(self):
		super().setUp()
		self.door = self.open_to_guests(enter)

	def enter(self, client=None, headers=None, **time):
		headers = {"X-User": self.user, **(headers or {})}
		if time:
			headers["X-Until"] = (datetime.now(UTC) + timedelta(**time)).isoformat()
		return self.ask("POST", self.door, client, headers=headers)

	def sessions(self):
		sessions = frappe.qb.DocType("Sessions")
		return (
			frappe.qb.from_(sessions).select(sessions.sid).where(sessions.user == self.user).run(pluck=True)
		)

	def test_a_method_can_sign_somebody_in(self):
		self.enter()
		self.assertEqual(self.whoami(), self.user)

	def test_a_session_lasts_until_its_end(self):
		clear_sessions(self.user)
		self.enter(seconds=60)
		self.assertEqual(self.whoami(), self.user)

	def test_a_session_past_its_end_is_gone(self):
		clear_sessions(self.user)
		self.enter(seconds=-1)
		self.assertEqual(self.whoami(), 403)
		self.assertEqual(self.sessions(), [])

	def test_the_cookie_of_a_dead_session_takes_the_new_one_with_it_unless_kept_from_it(self):
		for keep, expected in (("", 403), ("yes", self.user)):
			with self.subTest(keep=keep):
				self.enter()
				clear_sessions(self.user)
				self.enter(headers={"X-Keep-Cookies": keep})
				self.assertEqual(self.whoami(), expected)

	def test_an_ended_session_is_gone_at_once(self):
		self.enter()
		for sid in self.sessions():
			delete_session(sid)
		self.assertEqual(self.whoami(), 403)

	def test_all_sessions_of_somebody_else_are_ended_together(self):
		clear_sessions(self.user)
		other = get_test_client()
		self.enter()
		self.enter(other)
		self.assertEqual(len(self.sessions()), 2)
		clear_sessions(self.user)

		self.assertEqual((self.whoami(), self.whoami(other)), (403, 403))

	def test_a_disabled_user_is_not_let_in(self):
		frappe.db.set_value("User", self.user, "enabled", 0)
		frappe.clear_document_cache("User", self.user)
		self.addCleanup(frappe.clear_document_cache, "User", self.user)
		self.addCleanup(frappe.db.commit)
		self.addCleanup(frappe.db.set_value, "User", self.user, "enabled", 1)

		self.assertEqual((self.enter().status_code, self.whoami()), (417, 403))


class TestAuthorization(SessionCase):
	def give_key(self):
		key = frappe.generate_hash(length=12)
		frappe.db.set_value("User", self.user, "api_key", key)
		set_encrypted_password("User", self.user, "drawer", "api_secret")
		return f"{key}:drawer"

	def test_an_api_key_names_its_user(self):
		pair = self.give_key()
		encoded = base64.b64encode(pair.encode()).decode()

		self.assertEqual(self.whoami(Authorization=f"token {pair}"), self.user)
		self.assertEqual(self.whoami(Authorization=f"Basic {encoded}"), self.user)
		self.assertEqual(self.whoami(Authorization=f"token {pair}x"), 401)

	def test_who_names_nobody_is_refused_also_where_guests_may_go(self):
		for header in (
			"Bearer unknown",
			"token unknown",
			"token un:known",
			"Basic bm9ib2R5",
			"Basic /w==",
			"Else x",
		):
			with self.subTest(header=header):
				answer = self.ask("GET", "/api/method/ping", headers={"Authorization": header})
				self.assertEqual((answer.status_code, answer.json["exc_type"]), (401, "AuthenticationError"))

	def test_a_header_that_is_no_base64_is_refused(self):
		answer = self.ask("GET", "/api/method/ping", headers={"Authorization": "Basic x"})
		self.assertEqual((answer.status_code, answer.json["exc_type"]), (400, "InvalidAuthorizationToken"))

	def test_a_header_of_one_word_is_overlooked(self):
		answer = self.ask("GET", "/api/method/ping", headers={"Authorization": "Bearer"})
		self.assertEqual(answer.json, {"message": "pong"})

	def test_a_hook_can_name_the_user(self):
		self.hook("auth_hooks", trust)

		self.assertEqual(self.whoami(X_Trusted_User=""), 403)
		self.assertEqual(self.whoami(**{"X-Trusted-User": self.user}), self.user)
		self.assertEqual(self.whoami(), 403)
