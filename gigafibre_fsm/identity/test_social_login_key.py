"""The tab Sign-In: what it refuses, and what becomes of it on Frappe's sign-in page."""

import frappe

from gigafibre_fsm.identity import remove_social_login_key
from gigafibre_fsm.tests.fake_authentik import URL, AuthentikTestCase


class TestSocialLoginKey(AuthentikTestCase):
	def key(self):
		return frappe.get_doc("Social Login Key", "authentik")

	def test_the_key_is_made_and_follows_the_settings(self):
		key = self.key()
		self.assertEqual((key.enable_social_login, key.client_id, key.base_url), (1, "fsm", URL))
		self.assertEqual(key.access_token_url, f"{URL}/application/o/token/")
		self.assertEqual(key.api_endpoint, f"{URL}/application/o/userinfo/")
		self.assertEqual((key.user_id_property, key.sign_ups), ("sub", "Deny"))
		self.assertEqual(frappe.parse_json(key.auth_url_data)["scope"], "openid profile email groups")

		self.set_settings(authentik_url="https://elsewhere.example/", authentik_client_id="fsm-2")
		self.assertEqual((self.key().client_id, self.key().base_url), ("fsm-2", "https://elsewhere.example"))

	def test_off_means_no_button(self):
		self.set_settings(authentik_enabled=0)
		self.assertEqual(self.key().enable_social_login, 0)

		self.set_settings()
		self.assertEqual(self.key().enable_social_login, 1)

	def test_a_key_that_is_not_ours_is_left_alone_until_authentik_is_switched_on(self):
		frappe.db.set_value(
			"Social Login Key", "authentik", {"redirect_url": "/elsewhere", "enable_social_login": 1}
		)
		self.set_settings(authentik_enabled=0)
		self.assertEqual((self.key().enable_social_login, self.key().redirect_url), (1, "/elsewhere"))

		secret = self.key().get_password("client_secret")
		self.set_settings()
		self.assertTrue(self.key().redirect_url.endswith("sign_in.authentik"))
		self.assertNotEqual(self.key().get_password("client_secret"), secret)

	def test_it_goes_with_the_app(self):
		remove_social_login_key()
		self.assertFalse(frappe.db.exists("Social Login Key", "authentik"))

	def test_the_true_secret_stays_in_the_settings(self):
		kept = self.key().get_password("client_secret")
		self.assertNotEqual(kept, "client-secret")
		self.set_settings(authentik_client_id="fsm-2")
		self.assertEqual(self.key().get_password("client_secret"), kept)


class TestSignInTab(AuthentikTestCase):
	def refused(self, sentence, **values):
		self.assertRefused(sentence, lambda: self.set_settings(**values))

	def test_authentik_cannot_be_on_without_what_it_needs(self):
		for fieldname in ("authentik_url", "authentik_client_id", "authentik_client_secret"):
			self.refused("is needed while Authentik is enabled", **{fieldname: ""})
		self.refused("nobody could sign in", group_roles=[])
		self.refused("such as https://auth.example", authentik_url="auth.example")

	def test_no_group_gives_what_frappe_gives_itself(self):
		for role in ("Administrator", "All", "Guest", "Desk User"):
			self.refused("no group can give this role", group_roles=[{"group_name": "a", "role": role}])

	def test_a_line_twice_is_refused(self):
		row = {"group_name": "agents", "role": "FSM Agent"}
		self.refused("is there twice", group_roles=[row, {**row, "group_name": " agents "}])

	def test_a_proxy_must_be_named_and_must_not_be_everybody(self):
		self.refused(
			"is needed while the headers of a proxy are trusted", proxy_sign_in=1, trusted_proxies=""
		)
		self.refused("is not a network such as", proxy_sign_in=1, trusted_proxies="192.0.2.999")
		for everybody in ("0.0.0.0/0", "192.0.2.10\n::/0"):
			self.refused("everybody could sign in as anybody", proxy_sign_in=1, trusted_proxies=everybody)
