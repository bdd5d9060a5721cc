"""What needs no connection: sentences for codes, tokens for the browser, TwiML."""

import unittest
from xml.etree import ElementTree

import jwt

from gigafibre_fsm.integrations.twilio import VoiceKeys, client_identity, reason, twiml, voice_token

KEYS = VoiceKeys("AC" + "0a" * 16, "SK" + "1" * 32, "invented-secret-of-32-characters", "AP" + "2" * 32)


class Reasons(unittest.TestCase):
	def test_who_opted_out_is_said_in_words(self):
		self.assertEqual(reason(21610), "this number has opted out")

	def test_a_code_we_have_no_words_for_has_none(self):
		self.assertIsNone(reason(99999))
		self.assertIsNone(reason(None))


class VoiceTokens(unittest.TestCase):
	def test_the_browser_may_call_and_be_called_until_it_expires(self):
		made = voice_token(KEYS, "agent@fsm.example", lifetime=60)

		claims = jwt.decode(made.token, KEYS.api_secret, algorithms=["HS256"])
		self.assertEqual(jwt.get_unverified_header(made.token)["cty"], "twilio-fpa;v=1")
		self.assertEqual((claims["iss"], claims["sub"]), (KEYS.api_key, KEYS.account_sid))
		self.assertEqual(
			claims["grants"],
			{
				"identity": made.identity,
				"voice": {
					"incoming": {"allow": True},
					"outgoing": {"application_sid": KEYS.application_sid},
				},
			},
		)
		self.assertEqual(claims["exp"], made.expires)

	def test_secret_and_token_are_in_no_text_about_them(self):
		made = voice_token(KEYS, "agent@fsm.example")
		self.assertNotIn(KEYS.api_secret, repr(KEYS))
		self.assertNotIn(made.token, repr(made))

	def test_different_users_have_different_names_that_twilio_accepts(self):
		names = [client_identity(user) for user in ("a.b@x.example", "a_b@x.example", "a-b@x.example", "é@x")]
		self.assertEqual(len(set(names)), 4)
		for name in names:
			self.assertRegex(name, r"^[A-Za-z0-9_]+$")


class Instructions(unittest.TestCase):
	def test_nothing_to_do_is_an_empty_response(self):
		self.assertEqual(len(ElementTree.fromstring(twiml.empty())), 0)

	def test_the_customer_is_rung_from_our_number_after_the_announcement(self):
		root = ElementTree.fromstring(
			twiml.dial("+15145550111", "+15145550100", announcement="Côté & <fils>", language="fr-CA")
		)
		say, dial = root
		self.assertEqual((say.text, say.get("language")), ("Côté & <fils>", "fr-CA"))
		self.assertEqual((dial.get("callerId"), dial[0].text), ("+15145550100", "+15145550111"))

	def test_why_a_call_cannot_be_made_is_said_before_hanging_up(self):
		root = ElementTree.fromstring(twiml.say("Ce numéro n'est pas valide."))
		self.assertEqual([step.tag for step in root], ["Say", "Hangup"])


if __name__ == "__main__":
	unittest.main()
