"""The tab Twilio: refused while nothing could be sent, written one way otherwise."""

import re

from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.messaging import to_e164
from gigafibre_fsm.validation import normalise_address, reject, require_range

API_URL = "https://api.twilio.com"
IDS = {"twilio_account_sid": "AC", "twilio_api_key": "SK", "twiml_app_sid": "AP"}
NEEDED = ("twilio_account_sid", "twilio_auth_token")
NEEDED_BY_CALLS = ("twilio_api_key", "twilio_api_secret", "twiml_app_sid")
# What carriers let through (segments a second), where nobody wrote it.
RATES = {"Long Code": 1.0, "Toll-Free": 3.0, "Short Code": 100.0}
SHORT_CODE = re.compile(r"\d{5,6}")


def validate(settings: Document) -> None:
	"""Refuse a tab that could not work, with a sentence that says what to write instead."""
	settings.twilio_api_url = settings.twilio_api_url or API_URL
	normalise_address(settings, "twilio_api_url", API_URL)
	_require_account(settings)
	_require_ids(settings)
	_require_senders(settings)
	_normalise_number(settings, "caller_id")
	require_range(settings, "bulk_share", 1, 100)


def _require_account(settings: Document) -> None:
	for fieldname in NEEDED if settings.twilio_enabled else ():
		if not settings.get(fieldname):
			reject(settings, fieldname, _("is needed while Twilio is enabled"))
	for fieldname in NEEDED_BY_CALLS if settings.voice_enabled else ():
		if not settings.get(fieldname):
			reject(settings, fieldname, _("is needed while calls from the browser are enabled"))


def _require_ids(settings: Document) -> None:
	for fieldname, start in IDS.items():
		settings.set(fieldname, (settings.get(fieldname) or "").strip())
		if settings.get(fieldname) and not re.fullmatch(start + "[0-9a-fA-F]{32}", settings.get(fieldname)):
			reject(settings, fieldname, _("is not “{0}” and 32 hexadecimal digits").format(start))


def _require_senders(settings: Document) -> None:
	seen = set()
	for row in settings.sms_senders:
		if row.kind != "Short Code" or not SHORT_CODE.fullmatch((row.phone_number or "").strip()):
			_normalise_number(row, "phone_number")
		row.segments_per_second = row.segments_per_second or RATES[row.kind]
		if row.phone_number in seen:
			reject(row, "phone_number", _("is listed twice; remove one"))
		seen.add(row.phone_number)
	if sum(bool(row.is_default) for row in settings.sms_senders) > 1:
		reject(settings, "sms_senders", _("only one number can be the default"))


def _normalise_number(document: Document, fieldname: str) -> None:
	try:
		document.set(fieldname, to_e164(document.get(fieldname)))
	except ValueError:
		reject(document, fieldname, _("is not a phone number such as 514 555-0123"))
