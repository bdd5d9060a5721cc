"""Signing in through an OAuth provider: the button of the sign-in page, and who is let in on the way back."""

import json
from base64 import b64decode
from urllib.parse import parse_qs, urlsplit

import frappe
from frappe.sessions import clear_sessions
from frappe.tests import IntegrationTestCase
from frappe.utils import get_url
from frappe.utils.oauth import get_oauth2_authorize_url, get_redirect_uri, login_oauth_user

from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.http_case import HTTPTestCase, remove_user

BACK = "/api/method/frappe.ping"
AUTHORIZE = "https://sso.example/authorize"
PROVIDER = "platform_sign_in"


def make_provider(**values):
	"""A Social Login Key."""
	document = {
		"doctype": "Social Login Key",
		"provider_name": "Platform Sign In",
		"social_login_provider": "Custom",
		"enable_social_login": 1,
		"client_id": "fsm",
		"client_secret": "drawer",
		"base_url": "https://sso.example",
		"authorize_url": AUTHORIZE,
		"access_token_url": "https://sso.example/token",
		"redirect_url": BACK,
		"auth_url_data": '{"response_type": "code", "scope": "openid"}',
		"sign_ups": "Deny",
	}
	return frappe.get_doc({**document, **values}).insert()


class TestProviders(IntegrationTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.db.rollback)

	def test_a_provider_is_named_after_itself(self):
		self.assertEqual(make_provider().name, PROVIDER)

	def test_an_enabled_provider_is_complete(self):
		for field in ("client_id", "client_secret", "authorize_url", "access_token_url", "redirect_url"):
			with self.subTest(field=field), self.assertRaises(frappe.ValidationError):
				make_provider(**{field: None})

	def test_people_are_sent_there_with_who_we_are_and_where_they_come_back(self):
		make_provider()
		address = get_oauth2_authorize_url(PROVIDER, "/ops")
		asked = parse_qs(urlsplit(address).query)

		self.assertTrue(address.startswith(f"{AUTHORIZE}?"))
		self.assertEqual((asked["client_id"], asked["scope"]), (["fsm"], ["openid"]))
		self.assertEqual(asked["redirect_uri"], [get_url(BACK)])
		self.assertEqual(get_redirect_uri(PROVIDER), get_url(BACK))
		self.assertEqual(json.loads(b64decode(asked["state"][0]))["redirect_to"], "/ops")


def come_back():
	"""Let in whom the header names."""
	headers = frappe.request.headers
	visitor = {"email": headers["X-User"], "sub": "1"}
	login_oauth_user(visitor, provider=PROVIDER, state={"token": "t", "redirect_to": headers.get("X-Wanted")})


class TestComingBack(HTTPTestCase):
	def setUp(self):
		super().setUp()
		self.provider = make_provider()
		self.user = make_user(social_logins=[{"provider": PROVIDER, "userid": "1"}])
		frappe.db.commit()
		self.addCleanup(self.remove)
		self.door = self.open_to_guests(come_back)

	def remove(self):
		remove_user(self.user)
		frappe.delete_doc("Social Login Key", PROVIDER)
		frappe.db.commit()

	def come_back(self, user, **headers):
		return self.ask("GET", self.door, headers={"X-User": user, **headers})

	def whoami(self):
		return self.ask("GET", "/api/method/frappe.auth.get_logged_user").json.get("message")

	def test_who_is_linked_is_let_in_and_sent_where_they_wanted(self):
		answer = self.come_back(self.user.upper(), **{"X-Wanted": "/ops/inbox"})

		self.assertEqual((answer.status_code, answer.headers["Location"]), (302, "/ops/inbox"))
		self.assertEqual(self.whoami(), self.user)
		clear_sessions(self.user)

	def test_who_is_disabled_is_not_let_in(self):
		frappe.db.set_value("User", self.user, "enabled", 0)
		frappe.clear_document_cache("User", self.user)
		self.come_back(self.user)

		self.assertIsNone(self.whoami())

	def test_who_has_no_account_gets_none(self):
		answer = self.come_back("stranger@example.com")

		self.assertEqual(answer.status_code, 403)
		self.assertFalse(frappe.db.exists("User", "stranger@example.com"))

	def test_the_sign_in_page_has_its_button(self):
		page = self.ask("GET", "/login", headers={"Accept": "text/html"}).text

		self.assertIn(f'href="{AUTHORIZE}?', page)
		self.assertIn("Platform Sign In", page)
