"""The signature that tells Twilio's requests from anybody's."""

import hashlib
import json
import unittest

from gigafibre_fsm.integrations.twilio import signature

TOKEN = "12345"
URL = "https://mycompany.com/myapp.php?foo=1&bar=2"
CALL = {
	"CallSid": "CA1234567890ABCDE",
	"Caller": "+14158675309",
	"Digits": "1234",
	"From": "+14158675309",
	"To": "+18005551212",
}
SIGNATURE = "RSOYDt4T1cUTdK1PDd93/VVr8B8="


class Signature(unittest.TestCase):
	def test_the_published_vector(self):
		self.assertEqual(signature.sign(TOKEN, URL, CALL), SIGNATURE)
		self.assertTrue(signature.valid(TOKEN, URL, CALL, SIGNATURE))

	def test_any_change_of_what_was_signed_is_noticed(self):
		tampered = (
			("67890", URL, CALL, SIGNATURE),
			(TOKEN, URL + "&sms=SMS-2", CALL, SIGNATURE),
			(TOKEN, URL.replace("https", "http"), CALL, SIGNATURE),
			(TOKEN, URL, CALL | {"Digits": "1235"}, SIGNATURE),
			(TOKEN, URL, CALL | {"Body": "more"}, SIGNATURE),
			(TOKEN, URL, {}, SIGNATURE),
			(TOKEN, URL, CALL, SIGNATURE[:-2] + "9="),
			(TOKEN, URL, CALL, "é"),
		)
		for case in tampered:
			with self.subTest(case):
				self.assertFalse(signature.valid(*case))

	def test_without_a_token_or_a_signature_nobody_is_twilio(self):
		self.assertFalse(signature.valid("", URL, CALL, signature.sign("", URL, CALL)))
		self.assertFalse(signature.valid(TOKEN, URL, CALL, ""))

	def test_the_default_port_may_be_written_or_left_out(self):
		for signed, received in (
			("https://fsm.example:443/hook?a=1", "https://fsm.example/hook?a=1"),
			("https://fsm.example/hook?a=1", "https://fsm.example:443/hook?a=1"),
			("http://fsm.example:80/hook", "http://fsm.example/hook"),
		):
			with self.subTest(signed):
				self.assertTrue(signature.valid(TOKEN, received, CALL, signature.sign(TOKEN, signed, CALL)))

	def test_another_port_of_ours_is_part_of_the_address(self):
		url = "http://127.0.0.1:8080/hook"
		self.assertTrue(signature.valid(TOKEN, url, CALL, signature.sign(TOKEN, url, CALL)))

	def test_accents_and_emoji_are_signed_as_utf8(self):
		message = {"Body": "Ça marche déjà 👍 œuf", "From": "+15145550101"}
		signed = signature.sign(TOKEN, URL, message)
		self.assertTrue(signature.valid(TOKEN, URL, message, signed))
		self.assertFalse(signature.valid(TOKEN, URL, message | {"Body": "Ca marche deja 👍 oeuf"}, signed))

	def test_the_values_of_a_repeated_name_are_signed_in_order_each_once(self):
		signed = signature.sign(TOKEN, URL, {"a": ["2", "1", "2"]})
		self.assertEqual(signed, signature.sign(TOKEN, URL, {"a": ["1", "2"]}))
		self.assertTrue(signature.valid(TOKEN, URL, {"a": ["1", "2", "2"]}, signed))
		self.assertFalse(signature.valid(TOKEN, URL, {"a": ["1"]}, signed))

	def test_a_json_body_is_vouched_for_by_its_hash_in_the_url(self):
		body = json.dumps({"status": "é"})
		url = URL + "&bodySHA256=" + hashlib.sha256(body.encode()).hexdigest()
		signed = signature.sign(TOKEN, url, body)
		self.assertTrue(signature.valid(TOKEN, url, body, signed))
		self.assertFalse(signature.valid(TOKEN, url, body + " ", signed))
		self.assertFalse(signature.valid(TOKEN, URL, body, signature.sign(TOKEN, URL, body)))

	def test_text_that_is_no_text_is_refused_not_stumbled_over(self):
		self.assertFalse(signature.valid(TOKEN, URL, {"Body": "\ud800"}, SIGNATURE))
		self.assertFalse(signature.valid(TOKEN, "https://fsm.example:bad/", CALL, SIGNATURE))


if __name__ == "__main__":
	unittest.main()
