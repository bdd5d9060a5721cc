"""The client against a server that answers what the test tells it to."""

import json
import unittest
from urllib.parse import parse_qs, urlsplit

from gigafibre_fsm.integrations.authentik import Authentik, AuthentikError, Client, Config, SignIn, challenge
from gigafibre_fsm.integrations.genieacs.testing import ScriptedServer

MARIE = {"pk": 7, "uid": "a1b2", "username": "marie-k3", "email": "Marie@isp.example", "last_login": None}
BACK = "https://isp.example/api/method/gigafibre_fsm.api.sign_in.authentik"


def page(*results, next_page=0):
	return (200, "OK", {"pagination": {"next": next_page}, "results": list(results)})


class ScriptedCase(unittest.TestCase):
	def serve(self, *answers, **config):
		server = ScriptedServer(*answers)
		self.addCleanup(server.close)
		return server, Config(server.url, "secret-token", **config)

	def admin(self, *answers, **config):
		server, config = self.serve(*answers, **config)
		return server, Authentik(config)

	def failing(self, call, *arguments):
		with self.assertRaises(AuthentikError) as failed:
			call(*arguments)
		return failed.exception


class Accounts(ScriptedCase):
	def test_an_account_is_found_whatever_the_case_of_its_address(self):
		server, authentik = self.admin(page(), page({**MARIE, "email": "other@isp.example"}, MARIE))

		found = authentik.find_account("marie@isp.example")

		self.assertEqual((found.pk, found.uid, found.has_signed_in), (7, "a1b2", False))
		asked = [parse_qs(urlsplit(path).query) for _method, path, _body, _headers in server.requests]
		self.assertEqual(asked[0]["email"], ["marie@isp.example"])
		self.assertEqual(asked[1]["search"], ["marie@isp.example"])

	def test_every_page_is_read(self):
		server, authentik = self.admin(
			page({**MARIE, "email": "x@isp.example"}, next_page=2),
			page({**MARIE, "email": "marie@isp.example"}),
		)

		self.assertEqual(authentik.find_account("marie@isp.example").pk, 7)
		self.assertIn("page=2", server.requests[1][1])

	def test_two_accounts_of_one_address_are_named_instead_of_guessed(self):
		_server, authentik = self.admin(page(MARIE, {**MARIE, "pk": 8, "username": "marie2"}))

		error = self.failing(authentik.find_account, "marie@isp.example")

		self.assertEqual(
			(error.cause, str(error)), ("invalid", "Several accounts have this address: marie-k3, marie2")
		)

	def test_a_listing_that_never_ends_is_given_up(self):
		_server, authentik = self.admin(*[page(next_page=2)] * 50)
		self.assertEqual(self.failing(authentik.find_group, "agents").cause, "invalid")

	def test_a_group_is_found_by_its_whole_name(self):
		_server, authentik = self.admin(
			page({"pk": "g1", "name": "agents-2"}, {"pk": "g2", "name": "agents"})
		)
		self.assertEqual(authentik.find_group("agents").pk, "g2")


class Failures(ScriptedCase):
	def test_authentiks_own_words_and_a_stable_cause(self):
		for status, words, said, cause in (
			(403, {"detail": "Token invalid/expired"}, "Token invalid/expired", "denied"),
			(
				400,
				{"username": ["This field must be unique."]},
				"username: This field must be unique.",
				"invalid",
			),
			(400, {"non_field_errors": ["No."]}, "No.", "invalid"),
			(400, "", "HTTP 400 whatever", "invalid"),
			(404, {"detail": "Not found."}, "Not found.", "not_found"),
			(502, "<html>Bad Gateway</html>", "HTTP 502 whatever", "server_error"),
			(302, "", "HTTP 302 whatever", "server_error"),
		):
			with self.subTest(status=status, words=words):
				_server, authentik = self.admin((status, "whatever", words))
				error = self.failing(authentik.whoami)
				self.assertEqual((str(error), error.cause, error.http_status), (said, cause, status))

	def test_something_else_that_answers_is_told_from_authentik(self):
		for answer in ((200, "OK", "<html>hello</html>"), (200, "OK", []), (200, "OK", {"hello": 1})):
			with self.subTest(answer=answer):
				_server, authentik = self.admin(answer)
				self.assertIn("not Authentik's", str(self.failing(authentik.whoami)))

	def test_nobody_there_and_somebody_slow(self):
		server, authentik = self.admin()
		server.close()
		self.assertEqual(self.failing(authentik.whoami).cause, "unreachable")

		for slowness in ("hang", "drip"):
			_server, authentik = self.admin(slowness, read_timeout=0.2)
			self.assertEqual(self.failing(authentik.whoami).cause, "timeout")

	def test_secrets_are_in_no_repr(self):
		shown = f"{Config('https://auth.example', 'secret-token')!r} {Client('id', 'secret-of-client')!r}"
		self.assertNotIn("secret", shown)


class SigningIn(ScriptedCase):
	def sign_in(self, *answers):
		server, config = self.serve(*answers)
		return server, SignIn(config, Client("fsm", "client-secret"))

	def test_the_browser_is_sent_with_a_challenge_and_the_code_is_used_with_its_verifier(self):
		claims = {"sub": "a1b2", "email": "Marie@isp.example", "email_verified": True, "name": "Marie Roy"}
		server, sign_in = self.sign_in(
			(200, "OK", {"access_token": "T"}), (200, "OK", {**claims, "groups": ["a"]})
		)

		asked = parse_qs(urlsplit(sign_in.address(BACK, "state-1", "verifier-1")).query)
		person = sign_in.person("code-1", BACK, "verifier-1")

		self.assertEqual(asked["code_challenge"], [challenge("verifier-1")])
		self.assertEqual((asked["state"], asked["redirect_uri"]), (["state-1"], [BACK]))
		form = parse_qs(server.requests[0][2])
		self.assertEqual((form["code"], form["code_verifier"]), (["code-1"], ["verifier-1"]))
		self.assertEqual(server.requests[1][3]["Authorization"], "Bearer T")
		self.assertEqual((person.email, person.groups), ("marie@isp.example", ("a",)))
		self.assertEqual((person.first_name, person.last_name), ("Marie", "Roy"))

	def test_the_challenge_is_that_of_the_standard(self):
		# RFC 7636, appendix B.
		verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
		self.assertEqual(challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")

	def test_what_userinfo_does_not_say_is_not_taken_for_an_answer(self):
		_server, sign_in = self.sign_in((200, "OK", {"access_token": "T"}), (200, "OK", {"sub": "a1b2"}))

		person = sign_in.person("code", BACK, "verifier")

		self.assertEqual((person.email, person.email_verified, person.groups), ("", None, None))

	def test_only_true_means_verified(self):
		for told in (False, "false", 0, "true"):
			answers = (200, "OK", {"access_token": "T"}), (200, "OK", {"sub": "a", "email_verified": told})
			_server, sign_in = self.sign_in(*answers)
			self.assertIs(sign_in.person("code", BACK, "verifier").email_verified, False)

	def test_an_answer_that_names_nobody_is_nobodys(self):
		for nobody in (None, "", 7, ["a"]):
			with self.subTest(nobody):
				answers = (200, "OK", {"access_token": "T"}), (200, "OK", {"sub": nobody})
				_server, sign_in = self.sign_in(*answers)
				self.assertIn("names nobody", str(self.failing(sign_in.person, "code", BACK, "verifier")))

	def test_a_used_code_is_refused_in_authentiks_words(self):
		refusal = {"error": "invalid_grant", "error_description": "The provided grant is invalid"}
		_server, sign_in = self.sign_in((400, "Bad Request", json.dumps(refusal)))

		error = self.failing(sign_in.person, "code", BACK, "verifier")

		self.assertEqual((error.cause, str(error)), ("invalid", "The provided grant is invalid"))
