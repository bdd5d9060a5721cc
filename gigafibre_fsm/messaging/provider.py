"""The SMS provider of this site: FSM Settings turned into a Twilio client, and our numbers."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

import frappe
from frappe import _

from gigafibre_fsm.integrations.twilio import Config, Twilio, TwilioError, reason
from gigafibre_fsm.public_address import public_address

# Of a number's rate (%), when the settings say nothing.
ALL_OF_IT = 100
STATUS_PATH = "/api/method/gigafibre_fsm.api.webhooks.twilio_status.receive"


class TwilioOff(Exception):
	"""Twilio is switched off in FSM Settings, or what is written there cannot work; `str(error)` says which."""


@dataclass(frozen=True, slots=True)
class Sender:
	"""A number of ours and what the carrier lets through it (segments a second)."""

	number: str
	rate: float


def twilio() -> Twilio:
	"""Return the client; its connections are shared by the process. Raises TwilioOff."""
	settings = frappe.get_cached_doc("FSM Settings")
	if not settings.twilio_enabled:
		raise TwilioOff(_("SMS and calls are switched off in FSM Settings"))
	try:
		return client(_config(settings))
	except ValueError as error:
		raise TwilioOff(_("Twilio is not set up in FSM Settings: {0}").format(error)) from error


def _config(settings) -> Config:
	token = settings.get_password("twilio_auth_token", raise_exception=False) or ""
	return Config(settings.twilio_api_url or "", settings.twilio_account_sid or "", token)


@lru_cache(maxsize=8)
def client(config: Config) -> Twilio:
	"""Return the process's client of this account."""
	return Twilio(config)


def senders() -> list[Sender]:
	"""Return our numbers, the default one first."""
	rows = frappe.get_cached_doc("FSM Settings").sms_senders
	ordered = sorted(rows, key=lambda row: (not row.is_default, row.idx))
	return [Sender(row.phone_number, row.segments_per_second or 1) for row in ordered]


def default_sender() -> str | None:
	"""Return the number messages leave from unless told otherwise; None when no number is set."""
	numbers = senders()
	return numbers[0].number if numbers else None


def bulk_rates() -> dict[str, float]:
	"""Return number → segments a second a blast may send through it; the rest is left to replies."""
	share = (frappe.get_cached_doc("FSM Settings").bulk_share or ALL_OF_IT) / 100
	return {sender.number: sender.rate * share for sender in senders()}


def status_callback(message: str) -> str:
	"""Return the address Twilio reports to what becomes of this SMS Message."""
	return public_address(f"{STATUS_PATH}?{urlencode({'sms': message})}")


def call_callback(communication: str, leg: str) -> str:
	"""Return the address Twilio reports to how a leg of a call ended: "agent" or "customer"."""
	return public_address(f"{STATUS_PATH}?{urlencode({'call': communication, 'leg': leg})}")


def test_connection() -> dict:
	"""Return `{ok, message}`: whose account answers and which numbers we send from, or Twilio's own words."""
	try:
		account = twilio().test()
	except TwilioOff as off:
		return {"ok": False, "message": str(off)}
	except TwilioError as error:
		known = reason(error.code)
		return {"ok": False, "message": _(known) if known else str(error)}
	if account.status != "active":
		return {"ok": False, "message": _("The account “{0}” is {1}").format(account.name, account.status)}
	numbers = ", ".join(sender.number for sender in senders()) or _("none yet")
	return {"ok": True, "message": _("Account “{0}” answers. Our numbers: {1}").format(account.name, numbers)}
