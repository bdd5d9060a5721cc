"""Twilio's tab is refused while nothing could be sent with it, and "Test connection" tells why in words."""

import frappe

from gigafibre_fsm.api import settings as front_door
from gigafibre_fsm.integrations.twilio import TwilioError
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.fake_twilio import OUR_NUMBER, MessagingTestCase


class TestTwilioTab(SiteTestCase):
	def save(self, **values):
		settings = frappe.get_doc("FSM Settings")
		settings.update(values)
		return settings.save()

	def test_what_twilio_needs_is_asked_for(self):
		for values, sentence in (
			({"twilio_enabled": 1, "twilio_account_sid": ""}, "is needed while Twilio is enabled"),
			(
				{"twilio_enabled": 1, "twilio_account_sid": "AC" + "0" * 32, "twilio_auth_token": ""},
				"is needed while Twilio is enabled",
			),
			(
				{"voice_enabled": 1, "twilio_api_key": ""},
				"is needed while calls from the browser are enabled",
			),
			({"twilio_account_sid": "AC123"}, "is not “AC” and 32 hexadecimal digits"),
			({"twilio_api_url": "twilio"}, "is not an address such as https://api.twilio.com"),
			({"bulk_share": 150}, "must lie between 1 and 100"),
			({"caller_id": "12"}, "is not a phone number"),
			({"sms_senders": [{"phone_number": "12", "kind": "Long Code"}]}, "is not a phone number"),
			(
				{"sms_senders": [{"phone_number": "514-555-0100"}, {"phone_number": "+15145550100"}]},
				"is listed twice",
			),
			(
				{
					"sms_senders": [
						{"phone_number": "514-555-0100", "is_default": 1},
						{"phone_number": "514-555-0101", "is_default": 1},
					]
				},
				"only one number can be the default",
			),
		):
			with self.subTest(values=values):
				self.assertRefused(sentence, lambda given=values: self.save(**given))

	def test_numbers_are_written_one_way_with_what_carriers_let_through(self):
		saved = self.save(
			sms_senders=[
				{"phone_number": "514 555-0100", "kind": "Long Code", "segments_per_second": 0},
				{"phone_number": "(800) 555-0100", "kind": "Toll-Free", "segments_per_second": 0},
				{"phone_number": "45678", "kind": "Short Code", "segments_per_second": 10},
			]
		)

		self.assertEqual(
			[(row.phone_number, row.segments_per_second) for row in saved.sms_senders],
			[("+15145550100", 1), ("+18005550100", 3), ("45678", 10)],
		)

	def test_an_empty_address_is_twilios_own(self):
		self.assertEqual(self.save(twilio_api_url="").twilio_api_url, "https://api.twilio.com")


class TestConnection(MessagingTestCase):
	def test_the_account_and_our_numbers_are_told(self):
		self.assertEqual(
			front_door.test_twilio(),
			{"ok": True, "message": f"Account “Gigafibre” answers. Our numbers: {OUR_NUMBER}"},
		)

	def test_refused_credentials_are_told_with_what_to_check(self):
		self.twilio.errors.append(TwilioError("Authenticate", 20003, 401))

		told = front_door.test_twilio()
		self.assertFalse(told["ok"])
		self.assertIn("check the account SID and the auth token", told["message"])

	def test_other_trouble_is_told_in_twilios_words(self):
		self.twilio.errors.append(TwilioError("Twilio cannot be reached.", retryable=True))

		self.assertEqual(front_door.test_twilio(), {"ok": False, "message": "Twilio cannot be reached."})

	def test_switched_off_is_told(self):
		self.settings(twilio_enabled=0)

		self.assertIn("switched off", front_door.test_twilio()["message"])
