"""Twilio as the demo has it: the simulator's account, with a long code and a toll-free number."""

import frappe

from sandbox.simulators.twilio import LONG_CODE, TOLL_FREE, Account

SENDERS = (
	{"phone_number": LONG_CODE, "kind": "Long Code", "segments_per_second": 1, "is_default": 1},
	{"phone_number": TOLL_FREE, "kind": "Toll-Free", "segments_per_second": 3},
)
# Invented, as the account itself: they sign tokens that no real Twilio knows.
VOICE = {
	"voice_enabled": 1,
	"twilio_api_key": "SK5f1b3e00d1e5c0de5f1b3e00d1e5c0de",
	"twilio_api_secret": "1nventedsecret0fthes1mulat0r0n1y",
	"twiml_app_sid": "AP5f1b3e00d1e5c0de5f1b3e00d1e5c0de",
	"caller_id": LONG_CODE,
}


def point_at_twilio(url: str) -> None:
	"""Tell FSM Settings where Twilio is, and the account when it has none. Does not commit."""
	settings = frappe.get_doc("FSM Settings")
	if settings.twilio_enabled and settings.twilio_api_url == url:
		return
	account = Account()
	settings.update({"twilio_enabled": 1, "twilio_api_url": url})
	if not settings.twilio_account_sid:
		settings.update(
			{"twilio_account_sid": account.sid, "twilio_auth_token": account.token, "sms_senders": SENDERS}
		)
		settings.update(VOICE)
	settings.save(ignore_permissions=True)
