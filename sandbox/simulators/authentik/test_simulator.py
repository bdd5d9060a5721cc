"""The simulator through our own client: what a bug in either would break."""

import unittest
from urllib.parse import parse_qs, urlsplit

import requests

from gigafibre_fsm.integrations.authentik import Authentik, AuthentikError, Client, Config, SignIn
from sandbox.simulators.authentik import (
	CLIENT_ID,
	CLIENT_SECRET,
	PASSWORD,
	TOKEN,
	AuthentikSimulator,
	User,
	demo_directory,
)
from sandbox.simulators.authentik.demo import READING_TOKEN

BACK = "http://isp.example/api/method/gigafibre_fsm.api.sign_in.authentik"


class SimulatorCase(unittest.TestCase):
	def setUp(self):
		self.simulator = AuthentikSimulator(demo_directory()).start()
		self.addCleanup(self.simulator.close)
		self.authentik = Authentik(Config(self.simulator.url, TOKEN))

	def control(self, verb, address, **content):
		return requests.request(verb, f"{self.simulator.url}/_sim{address}", json=content, timeout=5)

	def failing(self, call, *arguments):
		with self.assertRaises(AuthentikError) as failed:
			call(*arguments)
		return failed.exception


class Inviting(SimulatorCase):
	def test_an_account_is_made_put_into_a_group_and_given_a_password(self):
		made = self.authentik.create_account("zoe-k3", "Zoé Roy", "zoe@gigafibre.example", {"why": "a test"})
		self.authentik.add_to_group(made, self.authentik.find_group("fsm-agents"))
		self.authentik.set_password(made, "Bak-duz-mer-473")

		found = self.authentik.find_account("ZOE@gigafibre.example")
		self.assertEqual(
			(found.pk, found.groups, found.attributes), (made.pk, ("fsm-agents",), {"why": "a test"})
		)
		self.assertEqual(self.simulator.directory.named("zoe-k3").password, "Bak-duz-mer-473")

	def test_it_refuses_what_authentik_refuses(self):
		error = self.failing(self.authentik.create_account, "agent", "", "a@gigafibre.example", {})
		self.assertIn("must be unique", str(error))

		agent = self.authentik.find_account("agent@gigafibre.example")
		self.assertIn("too short", str(self.failing(self.authentik.set_password, agent, "short")))

		reader = Authentik(Config(self.simulator.url, READING_TOKEN))
		self.assertEqual(self.failing(reader.set_password, agent, "long enough").cause, "denied")
		stranger = Authentik(Config(self.simulator.url, "no such token"))
		self.assertIn("Token invalid", str(self.failing(stranger.whoami)))

	def test_more_people_than_a_page_holds_are_all_found(self):
		for number in range(45):
			self.simulator.directory.add(User(f"z{number}", f"x{number}-marie@isp.example"))
		self.simulator.directory.add(User("zz", "MARIE@isp.example"))

		self.assertEqual(self.authentik.find_account("marie@isp.example").username, "zz")

	def test_a_failure_comes_where_it_was_ordered_and_once(self):
		agent = self.authentik.find_account("agent@gigafibre.example")
		self.control(
			"POST", "/failures", method="POST", path="/set_password/", status=503, body={"detail": "busy"}
		)

		self.assertEqual(str(self.failing(self.authentik.set_password, agent, "long enough")), "busy")
		self.authentik.set_password(agent, "long enough")

		self.assertEqual(self.simulator.directory.named("agent").password, "long enough")

	def test_down_is_unreachable(self):
		self.control("PUT", "", down=True)
		self.assertEqual(self.failing(self.authentik.whoami).cause, "unreachable")


class SigningIn(SimulatorCase):
	def setUp(self):
		super().setUp()
		self.sign_in = SignIn(Config(self.simulator.url), Client(CLIENT_ID, CLIENT_SECRET))

	def code(self, username="agent", address=None):
		"""What comes back to us once this person has signed in."""
		browser = requests.Session()
		page = browser.get(address or self.sign_in.address(BACK, "state", "verifier"), timeout=5)
		onwards = parse_qs(urlsplit(page.url).query)["next"][0]
		form = {"uid_field": username, "password": PASSWORD, "next": onwards}
		answer = browser.post(page.url.partition("?")[0], form, allow_redirects=False, timeout=5)
		location = browser.get(
			self.simulator.url + answer.headers["Location"], allow_redirects=False, timeout=5
		)
		return parse_qs(urlsplit(location.headers["Location"]).query)["code"][0]

	def test_a_person_signs_in_and_is_told_with_their_groups(self):
		person = self.sign_in.person(self.code(), BACK, "verifier")

		self.assertEqual((person.email, person.groups), ("agent@gigafibre.example", ("fsm-agents",)))
		self.assertEqual(person.sub, self.simulator.directory.named("agent").uid)
		self.assertIsNotNone(self.simulator.directory.named("agent").last_login)

	def test_a_code_works_once(self):
		code = self.code()
		self.sign_in.person(code, BACK, "verifier")
		self.assertEqual(self.failing(self.sign_in.person, code, BACK, "verifier").cause, "invalid")

	def test_a_code_without_its_verifier_its_address_or_its_client_is_refused(self):
		for arguments in ((BACK, "another verifier"), (BACK, ""), (f"{BACK}/x", "verifier")):
			with self.subTest(arguments):
				self.assertEqual(self.failing(self.sign_in.person, self.code(), *arguments).cause, "invalid")
		stranger = SignIn(Config(self.simulator.url), Client(CLIENT_ID, "not the secret"))
		self.assertIn(
			"Client authentication", str(self.failing(stranger.person, self.code(), BACK, "verifier"))
		)

	def test_a_stranger_to_its_list_of_addresses_is_not_sent_anything(self):
		address = self.sign_in.address("https://elsewhere.example/", "state", "verifier")
		answer = requests.get(address, allow_redirects=False, timeout=5)
		self.assertEqual(answer.status_code, 400)
		self.assertIn("Redirect URI Error", answer.text)

	def test_a_wrong_password_is_no_sign_in(self):
		form = {"uid_field": "agent", "password": "wrong", "next": "/application/o/authorize/"}
		answer = requests.post(f"{self.simulator.url}/if/flow/login/", form, timeout=5)
		self.assertIn("Invalid password", answer.text)
		self.assertNotIn("authentik_session", answer.cookies)
