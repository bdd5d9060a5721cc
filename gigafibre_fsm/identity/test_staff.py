"""Signing in through Authentik, over HTTP: who comes in, with which roles, and who cannot be tricked into it."""

import json
from base64 import b64encode
from unittest.mock import patch
from urllib.parse import parse_qs, urlencode, urlsplit

import frappe
from frappe.utils import get_test_client

from gigafibre_fsm.integrations.authentik import AuthentikError, Person, challenge
from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.fake_authentik import URL, FakeSignIn
from gigafibre_fsm.tests.http_case import HTTPTestCase, remove_user

START = "/api/method/gigafibre_fsm.api.sign_in.start"
BACK = "/api/method/gigafibre_fsm.api.sign_in.authentik"
WHOAMI = "/api/method/frappe.auth.get_logged_user"
FIELDS = (
	"authentik_enabled",
	"authentik_url",
	"authentik_client_id",
	"authentik_client_secret",
	"group_roles",
)
TABLE = [
	{"group_name": "agents", "role": "FSM Agent"},
	{"group_name": "managers", "role": "FSM Manager"},
]


class StaffCase(HTTPTestCase):
	def setUp(self):
		super().setUp()
		frappe.set_user("Administrator")
		settings = frappe.get_doc("FSM Settings")
		before = {fieldname: settings.get(fieldname) for fieldname in FIELDS}
		self.addCleanup(self.set_settings, **before)
		self.set_settings(
			authentik_enabled=1,
			authentik_url=URL,
			authentik_client_id="fsm",
			authentik_client_secret="client-secret",
			group_roles=TABLE,
		)
		self.sign_in = FakeSignIn()
		self.enterContext(patch("gigafibre_fsm.identity.authentik.sign_in", lambda: self.sign_in))
		self.email = f"zoe.{frappe.generate_hash(length=8)}@example.com"
		self.addCleanup(self.remove, self.email)

	def remove(self, user):
		frappe.db.rollback()
		if frappe.db.exists("User", user):
			remove_user(user)

	def set_settings(self, **values):
		settings = frappe.get_doc("FSM Settings")
		settings.update(values)
		settings.save()
		frappe.db.commit()

	def person(self, *groups, **changes):
		told = {"sub": f"sub-{self.email}", "email": self.email, "email_verified": True, "first_name": "Zoé"}
		return Person(**{**told, "groups": groups, "last_name": "Roy", **changes})

	def make_user(self, *roles, **fields):
		user = make_user(*roles, **fields)
		self.addCleanup(self.remove, user)
		return user

	def begin(self, redirect_to=None, client=None):
		"""Press the button of Frappe's sign-in page; return what Authentik is asked."""
		state = b64encode(
			json.dumps({"site": "x", "token": "y", "redirect_to": redirect_to}).encode()
		).decode()
		answer = self.ask("GET", f"{START}?{urlencode({'state': state, 'hopped': 1})}", client=client)
		self.assertEqual(answer.status_code // 100, 3)
		location = urlsplit(answer.headers["Location"])
		self.assertEqual(
			f"{location.scheme}://{location.netloc}{location.path}", f"{URL}/application/o/authorize/"
		)
		return {key: values[0] for key, values in parse_qs(location.query).items()}

	def come_back(self, person, state=None, client=None, **told):
		self.sign_in.person_behind_code = person
		asked = {"code": "code", "state": state or self.begin(client=client)["state"], **told}
		return self.ask("GET", f"{BACK}?{urlencode(asked)}", client=client)

	def assertSignedIn(self, answer, user=None, path="/ops"):
		self.assertEqual((answer.status_code // 100, urlsplit(answer.headers["Location"]).path), (3, path))
		self.assertEqual(self.ask("GET", WHOAMI).json["message"], user or self.email)

	def assertSentAway(self, answer, sentence):
		self.assertEqual(answer.status_code, 403)
		self.assertIn(sentence, answer.get_data(as_text=True))
		self.assertIn(self.ask("GET", WHOAMI).status_code, (401, 403))

	def roles(self, user=None):
		return {row.role for row in frappe.get_doc("User", user or self.email).roles}


class TestComingIn(StaffCase):
	def test_somebody_new_in_a_group_of_ours_gets_a_user_with_its_roles(self):
		self.assertSignedIn(self.come_back(self.person("agents", "accounting")))

		user = frappe.get_doc("User", self.email)
		self.assertEqual((user.full_name, user.user_type), ("Zoé Roy", "System User"))
		self.assertEqual(self.roles(), {"FSM Agent"})

	def test_roles_follow_the_groups_at_each_sign_in(self):
		self.make_user("FSM Agent", "Sales User", email=self.email)
		self.make_user("FSM Manager")

		self.assertSignedIn(self.come_back(self.person("managers")))
		self.assertEqual(self.roles(), {"FSM Manager", "Sales User"})
		self.assertSignedIn(self.come_back(self.person("agents")))
		self.assertEqual(self.roles(), {"FSM Agent", "Sales User"})

	def test_they_go_on_to_where_they_wanted(self):
		state = self.begin("/ops/inbox?view=mine")["state"]
		answer = self.come_back(self.person("agents"), state)
		self.assertSignedIn(answer, path="/ops/inbox")
		self.assertEqual(urlsplit(answer.headers["Location"]).query, "view=mine")

	def test_nobody_is_sent_to_another_site(self):
		for elsewhere in (
			"https://evil.example/ops",
			"//evil.example/ops",
			"/\\evil.example",
			"https:evil.example",
			"javascript:alert(1)",
			"/ops\r\nSet-Cookie: sid=x",
			"http://[::1",
			"x" * 5000,
			{"a": 1},
			7,
		):
			with self.subTest(elsewhere):
				state = self.begin(elsewhere)["state"]
				self.assertSignedIn(self.come_back(self.person("agents"), state), path="/ops")

	def test_an_account_is_known_again_when_its_address_changed(self):
		self.assertSignedIn(self.come_back(self.person("agents")))
		self.client = get_test_client()

		changed = self.person("agents", email="other@example.com", email_verified=False)
		self.assertSignedIn(self.come_back(changed))
		self.assertFalse(frappe.db.exists("User", "other@example.com"))

	def test_a_technician_without_a_desk_comes_in_once_linked(self):
		self.make_user("FSM Technician", email=self.email)
		self.set_settings(group_roles=[*TABLE, {"group_name": "technicians", "role": "FSM Technician"}])
		self.assertSentAway(self.come_back(self.person("technicians")), "not a staff account")

		user = frappe.get_doc("User", self.email)
		user.append("social_logins", {"provider": "authentik", "userid": f"sub-{self.email}"})
		user.save(ignore_permissions=True)
		self.come_back(self.person("technicians"))
		self.assertEqual(self.ask("GET", WHOAMI).json["message"], self.email)


class TestSentAway(StaffCase):
	def test_somebody_in_no_group_of_ours(self):
		self.assertSentAway(self.come_back(self.person("accounting")), "None of your groups in Authentik")
		self.assertFalse(frappe.db.exists("User", self.email))

	def test_who_left_their_groups_is_refused_and_what_these_gave_is_taken_back(self):
		self.make_user("FSM Agent", "Sales User", email=self.email)

		self.assertSentAway(self.come_back(self.person()), "None of your groups in Authentik")

		self.assertEqual(self.roles(), {"Sales User"})

	def test_groups_that_were_not_told_take_nothing_away(self):
		self.make_user("FSM Agent", email=self.email)
		self.assertSentAway(self.come_back(self.person(groups=None)), "did not tell your groups")
		self.assertEqual(self.roles(), {"FSM Agent"})

	def test_an_address_that_is_not_sure_opens_no_account(self):
		self.make_user("FSM Agent", email=self.email)
		unsure = self.person("agents", email_verified=False)
		self.assertSentAway(self.come_back(unsure), "has not verified your e-mail address")
		self.assertSentAway(
			self.come_back(self.person("agents", email="")), "did not tell your e-mail address"
		)

		self.assertSignedIn(self.come_back(self.person("agents", email_verified=None)))

	def test_another_account_with_the_same_address(self):
		self.assertSignedIn(self.come_back(self.person("agents")))
		self.client = get_test_client()
		answer = self.come_back(self.person("managers", sub="somebody else"))
		self.assertSentAway(answer, "belongs to another account of Authentik")
		self.assertEqual(self.roles(), {"FSM Agent"})

	def test_administrator_the_disabled_and_customers(self):
		administrator = self.person("managers", sub="sub-of-administrator")
		row = frappe.get_doc(
			doctype="User Social Login",
			parenttype="User",
			parent="Administrator",
			parentfield="social_logins",
			provider="authentik",
			userid=administrator.sub,
		).insert(ignore_permissions=True)
		self.addCleanup(frappe.db.commit)
		self.addCleanup(frappe.db.delete, "User Social Login", {"name": row.name})
		self.assertSentAway(self.come_back(administrator), "signs in with a password only")

		self.make_user("FSM Agent", email=self.email, enabled=0)
		self.assertSentAway(self.come_back(self.person("agents")), "is disabled here")
		customer = self.make_user("Customer")
		self.assertSentAway(self.come_back(self.person("agents", email=customer)), "is not a staff account")
		self.assertEqual(self.roles(customer), {"Customer"})

	def test_what_authentik_refuses_is_said_in_its_words(self):
		refusal = AuthentikError("The provided authorization grant is invalid", "invalid")
		self.assertSentAway(self.come_back(refusal), "The provided authorization grant is invalid")
		answer = self.come_back(
			None, code="", error="access_denied", error_description="The user said <b>no</b>"
		)
		self.assertSentAway(answer, "The user said &lt;b&gt;no&lt;/b&gt;")

	def test_nobody_puts_words_into_our_mouth(self):
		answer = self.ask("GET", f"{BACK}?error=x&error_description=Call+555-0199")
		self.assertSentAway(answer, "was not begun in this browser")
		self.assertNotIn("555-0199", answer.get_data(as_text=True))

	def test_when_it_is_off(self):
		from gigafibre_fsm.identity.authentik import AuthentikOff

		with patch("gigafibre_fsm.identity.authentik.sign_in", side_effect=AuthentikOff):
			self.assertSentAway(self.ask("GET", START), "Authentik is switched off")


class TestState(StaffCase):
	sentence = "was not begun in this browser"

	def test_authentik_is_shown_a_challenge_that_only_we_can_answer(self):
		asked = self.begin()
		seen = []

		def person(code, redirect_uri, verifier):
			seen.append((code, redirect_uri, challenge(verifier)))
			return self.person("agents")

		with patch.object(self.sign_in, "person", person):
			self.assertSignedIn(self.come_back(None, asked["state"]))
		self.assertEqual(seen, [("code", asked["redirect_uri"], asked["code_challenge"])])
		self.assertEqual((asked["code_challenge_method"], asked["response_type"]), ("S256", "code"))
		self.assertTrue(asked["redirect_uri"].endswith(BACK))

	def test_a_sign_in_begun_in_another_browser_signs_nobody_in(self):
		theirs = self.begin(client=get_test_client())["state"]
		self.begin()
		self.assertSentAway(self.come_back(self.person("agents"), theirs), self.sentence)

		stranger = get_test_client()
		answer = self.come_back(self.person("agents"), theirs, client=stranger)
		self.assertEqual(answer.status_code, 403)
		self.assertIn(self.ask("GET", WHOAMI, client=stranger).status_code, (401, 403))

	def test_a_sign_in_is_finished_once(self):
		state = self.begin()["state"]
		self.assertSignedIn(self.come_back(self.person("agents"), state))
		self.ask("POST", "/api/method/logout")
		self.client.delete_cookie("sid")
		self.assertSentAway(self.come_back(self.person("agents"), state), self.sentence)

	def test_one_that_failed_is_over_too(self):
		state = self.begin()["state"]
		self.come_back(AuthentikError("busy", "server_error"), state)
		self.assertSentAway(self.come_back(self.person("agents"), state), self.sentence)

	def test_a_state_nobody_made_is_refused(self):
		for state in ("x", "fsm_sign_in:", "\x00", "é" * 100):
			with self.subTest(state):
				self.assertSentAway(self.come_back(self.person("agents"), state), self.sentence)

	def test_two_tabs_of_one_browser_can_both_finish(self):
		first, second = self.begin()["state"], self.begin()["state"]
		self.assertSignedIn(self.come_back(self.person("agents"), second))
		self.assertSignedIn(self.come_back(self.person("agents"), first))

	def test_the_browsers_secret_is_out_of_reach_of_scripts(self):
		answer = self.ask("GET", f"{START}?hopped=1")
		cookie = next(
			line for line in answer.headers.getlist("Set-Cookie") if line.startswith("fsm_sign_in=")
		)
		self.assertIn("HttpOnly", cookie)
		self.assertIn("SameSite=Lax", cookie)

	def test_the_browser_is_first_brought_to_the_host_it_will_come_back_to(self):
		with patch(
			"gigafibre_fsm.identity.staff.get_redirect_uri", lambda provider: f"https://isp.example{BACK}"
		):
			answer = self.ask("GET", f"{START}?state=abc")
			self.assertEqual(answer.headers["Location"], f"https://isp.example{START}?state=abc&hopped=1")
			self.begin()
