"""The client against a Twilio that answers what the test tells it to."""

import unittest
from datetime import UTC, datetime

import requests
from urllib3.exceptions import MaxRetryError, NewConnectionError

from gigafibre_fsm.integrations.twilio import Account, Config, TwilioError
from gigafibre_fsm.integrations.twilio.testing import ACCOUNT, CONFIG, MESSAGE, scripted

TO, SENDER = MESSAGE["to"], MESSAGE["from"]
MEDIA = f"{ACCOUNT}/Messages/MM1/Media/ME1"
STORE = "https://mms.twiliocdn.com/AC0a/1?Signature=x"


def page(*messages):
	return {"messages": [MESSAGE | message for message in messages], "next_page_uri": None}


class Messages(unittest.TestCase):
	def test_a_text_is_handed_over_with_the_address_that_hears_what_becomes_of_it(self):
		twilio, server = scripted((201, MESSAGE))

		sent = twilio.send(SENDER, TO, "Bonjour", status_callback="https://fsm.example/status?sms=1")

		self.assertEqual((sent.sid, sent.status, sent.segments), (MESSAGE["sid"], "queued", 1))
		self.assertEqual(
			server.form(),
			{
				"To": TO,
				"From": SENDER,
				"Body": "Bonjour",
				"StatusCallback": "https://fsm.example/status?sms=1",
			},
		)
		self.assertEqual(server.requests[0].url, f"{ACCOUNT}/Messages.json")

	def test_what_became_of_a_message_comes_with_its_error(self):
		twilio, _server = scripted((200, MESSAGE | {"status": "undelivered", "error_code": 30003}))

		self.assertEqual(twilio.fetch(MESSAGE["sid"]).error_code, 30003)

	def test_a_message_taken_by_a_twilio_that_was_not_heard_is_found_by_its_text(self):
		twilio, _server = scripted(
			(
				200,
				page(
					{"sid": "SM3", "body": "Autre chose"},
					{"sid": "SM2", "body": "Bonjour\n"},
					{"sid": "SM1", "date_created": "Sat, 21 Nov 2026 05:00:00 +0000"},
				),
			)
		)

		found = twilio.find(TO, datetime(2026, 11, 21, 6, 0, 5, tzinfo=UTC), "Bonjour")

		self.assertEqual([message.sid for message in found], ["SM2"])

	def test_a_call_carries_what_to_do_when_it_is_answered(self):
		twilio, server = scripted((201, {"sid": "CA1", "status": "queued", "to": TO, "from": SENDER}))

		call = twilio.call(TO, SENDER, twiml="<Response/>")

		self.assertEqual((call.sid, call.status, call.to, call.sender), ("CA1", "queued", TO, SENDER))
		self.assertEqual(server.form(), {"To": TO, "From": SENDER, "Twiml": "<Response/>"})

	def test_the_credentials_are_proved_by_the_accounts_name(self):
		twilio, _server = scripted((200, {"friendly_name": "Fibre", "status": "active"}))
		self.assertEqual(twilio.test(), Account("Fibre", "active"))


class Errors(unittest.TestCase):
	def failing(self, *answers):
		twilio, self.server = scripted(*answers)
		with self.assertRaises(TwilioError) as failed:
			twilio.send(SENDER, TO, "Bonjour")
		return failed.exception

	def test_twilios_own_words_and_code(self):
		error = self.failing((400, {"code": 21610, "message": "Unsubscribed recipient", "status": 400}))

		self.assertEqual((str(error), error.code, error.status), ("Unsubscribed recipient", 21610, 400))
		self.assertFalse(error.retryable or error.maybe_done)

	def test_a_refusal_for_now_may_be_asked_again_a_broken_server_must_be_looked_at_first(self):
		for status, retryable, maybe_done in ((429, True, False), (503, True, False), (500, True, True)):
			with self.subTest(status):
				error = self.failing((status, {"code": 20429, "message": "no"}))
				self.assertEqual((error.retryable, error.maybe_done), (retryable, maybe_done))

	def test_a_post_is_sent_once_whatever_happens(self):
		refused = requests.ConnectionError(
			MaxRetryError(None, "", NewConnectionError(None, "refused"))  # type: ignore[arg-type]
		)
		for failure, maybe_done, words in (
			(requests.ConnectTimeout(), False, "does not answer"),
			(refused, False, "cannot be reached"),
			(requests.ReadTimeout(), True, "gave no answer within 15 s"),
			(requests.ConnectionError("reset"), True, "broke the connection off"),
		):
			with self.subTest(words):
				error = self.failing(failure)
				self.assertIn(words, str(error))
				self.assertEqual((error.retryable, error.maybe_done), (True, maybe_done))
				self.assertEqual(len(self.server.requests), 1)

	def test_a_page_that_is_not_twilios_is_said_to_be_none(self):
		for answer in ((200, b"<html>hello</html>"), (200, [1]), (200, {}), (201, b"\xff\xfe")):
			with self.subTest(answer):
				self.assertIn("does not answer as Twilio does", str(self.failing(answer)))
		self.assertEqual(str(self.failing((502, b"<html>", {}))), "Twilio answered HTTP 502")

	def test_an_endless_answer_is_cut_off(self):
		self.assertIn("too large", str(self.failing((200, b" " * 4_100_000))))

	def test_the_token_is_in_no_text_about_the_configuration(self):
		self.assertNotIn(CONFIG.auth_token, repr(CONFIG))

	def test_a_configuration_that_cannot_be_one_is_refused_at_once(self):
		for values in (
			("api.twilio.com", CONFIG.account_sid, "t"),
			("https://api.twilio.com", "AC12", "t"),
			("https://api.twilio.com", CONFIG.account_sid, ""),
		):
			with self.subTest(values), self.assertRaises(ValueError):
				Config(*values)


class Attachments(unittest.TestCase):
	def refused(self, url, *answers):
		twilio, self.server = scripted(*answers)
		with self.assertRaises(TwilioError) as failed:
			twilio.media(url, 100)
		return str(failed.exception)

	def test_the_content_comes_from_the_store_which_never_sees_our_credentials(self):
		twilio, server = scripted(
			(307, b"", {"Location": STORE}), (200, b"jpeg", {"Content-Type": "image/jpeg"})
		)

		media = twilio.media(MEDIA, 100)

		self.assertEqual((media.content, media.content_type), (b"jpeg", "image/jpeg"))
		self.assertEqual([request.url for request in server.requests], [MEDIA, STORE])
		self.assertIn("Authorization", server.requests[0].headers)
		self.assertNotIn("Authorization", server.requests[1].headers)

	def test_an_address_that_is_not_our_accounts_is_not_even_asked(self):
		for url in (
			"https://evil.example/2010-04-01/Accounts/" + MEDIA.rpartition("Accounts/")[2],
			MEDIA.replace("https", "http"),
			MEDIA.replace("api.twilio.com", "api.twilio.com@evil.example"),
			MEDIA.replace("api.twilio.com", "api.twilio.com:8443"),
			MEDIA.replace(CONFIG.account_sid, "AC" + "0b" * 16),
			f"{ACCOUNT}/Messages/../../../x/Media/ME1",
			f"{ACCOUNT}.json",
			"file:///etc/passwd",
		):
			with self.subTest(url):
				self.assertIn("not one of our Twilio account's", self.refused(url))
				self.assertEqual(self.server.requests, [])

	def test_a_redirect_to_anywhere_else_is_not_followed(self):
		for target in (
			"http://169.254.169.254/",
			"http://mms.twiliocdn.com/x",
			"https://mms.twiliocdn.com.evil.example/x",
			"https://mms.twiliocdn.com:22/x",
		):
			with self.subTest(target):
				self.assertIn("not Twilio's", self.refused(MEDIA, (302, b"", {"Location": target})))
				self.assertEqual(len(self.server.requests), 1)

	def test_a_chain_of_redirects_ends(self):
		self.assertIn("on and on", self.refused(MEDIA, *[(302, b"", {"Location": STORE})] * 9))

	def test_a_content_larger_than_we_take_is_cut_off(self):
		self.assertIn("too large", self.refused(MEDIA, (200, b"x" * 101)))


if __name__ == "__main__":
	unittest.main()
