"""Calls made from here: by the browser through Twilio, or by the agent's own phone, which Twilio rings first."""

import re

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_fullname

from gigafibre_fsm.integrations.twilio import (
	TwilioError,
	VoiceKeys,
	twiml,
	voice_token,
)
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.call_rules import refusal
from gigafibre_fsm.messaging.people import language_of_user, match_customers
from gigafibre_fsm.messaging.phone_numbers import as_said, to_e164
from gigafibre_fsm.messaging.provider import TwilioOff, call_callback, default_sender, twilio
from gigafibre_fsm.messaging.reports import sentence
from gigafibre_fsm.words import N_

REFUSALS = {
	"not a number": N_("This is not a phone number"),
	"premium": N_("Premium-rate numbers cannot be called"),
	"abroad": N_("Only customers can be called abroad"),
}
LANGUAGES = {"fr": "fr-CA", "en": "en-CA"}


def browser_token(user: str) -> dict:
	"""Return `{token, identity, expires}` for Twilio's Voice SDK in the user's browser; `expires` is Unix time (s)."""
	settings = _settings()
	secret = settings.get_password("twilio_api_secret", raise_exception=False)
	if not (settings.twilio_api_key and secret and settings.twiml_app_sid):
		frappe.throw(_("Calls from the browser need the API key and the TwiML application in FSM Settings"))
	made = voice_token(
		VoiceKeys(settings.twilio_account_sid, settings.twilio_api_key, secret, settings.twiml_app_sid), user
	)
	return {"token": made.token, "identity": made.identity, "expires": made.expires}


def browser_call(form: dict[str, str]) -> str:
	"""Return the TwiML of a call a browser makes: `To` is the number typed, `From` is "client:" and the user.

	Calls nobody may make are refused aloud, in the caller's language.
	"""
	settings, typed, user = _settings(), form.get("To"), _user_of(form.get("From", ""))
	known = match_customers("Phone", typed or "")
	refused = refusal(typed, bool(known))
	if refused:
		spoken = language_of_user(user)
		return twiml.say(_(REFUSALS[refused], lang=spoken), LANGUAGES[spoken])
	number = to_e164(typed)
	key = f"twilio:{form.get('CallSid')}"
	conversations.log_call(conversations.LoggedCall(number, False, _words(number, user), user=user), key)
	callback = call_callback(conversations.name_of_key("call", key), "customer")
	return twiml.dial(number, _caller_id(settings), status_callback=callback)


def call_customer(customer: str, number: str, key: str) -> dict:
	"""Ring the phone of the signed-in agent, then the number, once the transaction is committed: `{communication}`.

	The same key twice is one call. How it went is told in the conversation. Raises ValidationError, in words.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	settings = _settings()
	refused = refusal(number, customer in match_customers("Phone", number))
	if refused:
		frappe.throw(_(REFUSALS[refused]))
	number, agent = to_e164(number), _phone_of(frappe.session.user)
	text = _words(number, frappe.session.user)
	logged = conversations.LoggedCall(number, False, text, user=frappe.session.user)
	communication = conversations.log_call(logged, f"{frappe.session.user}:{key}", customer)
	if communication:
		frappe.enqueue(
			"gigafibre_fsm.messaging.voice.ring",
			queue="short",
			enqueue_after_commit=True,
			communication=communication,
			agent=agent,
			number=number,
			caller_id=_caller_id(settings),
		)
	return {"communication": communication}


def ring(communication: str, agent: str, number: str, caller_id: str) -> None:
	"""Have Twilio ring the agent and put them through (a job, never done again: a phone must not ring by itself)."""
	spoken = language_of_user(frappe.session.user)
	announcement = _("Connecting you to {0}", lang=spoken).format(" ".join(number.removeprefix("+")))
	told = twiml.dial(
		number,
		caller_id,
		announcement=announcement,
		language=LANGUAGES[spoken],
		status_callback=call_callback(communication, "customer"),
	)
	try:
		twilio().call(agent, caller_id, twiml=told, status_callback=call_callback(communication, "agent"))
	except TwilioOff as off:
		_failed(communication, str(off))
	except TwilioError as error:
		_failed(communication, sentence(error.code, str(error)))


def _failed(communication: str, why: str) -> None:
	conversations.call_failed(communication, _("The call could not be made: {0}").format(why))


def _settings() -> Document:
	settings = frappe.get_cached_doc("FSM Settings")
	if not (settings.twilio_enabled and settings.voice_enabled):
		frappe.throw(_("Calls are switched off in FSM Settings"))
	return settings


def _caller_id(settings: Document) -> str:
	number = settings.caller_id or default_sender()
	if not number:
		frappe.throw(_("No number to call from is set in FSM Settings"))
	return number


def _phone_of(user: str) -> str:
	try:
		number = to_e164(frappe.db.get_value("User", user, "mobile_no"))
	except ValueError:
		number = None
	if not number:
		frappe.throw(_("Your profile has no mobile number: we ring it first, then the customer"))
	return number


def _words(number: str, user: str | None) -> str:
	"""Return what is kept of a call we make, in its agent's language; how it ended is added later."""
	spoken, number = language_of_user(user), as_said(number)
	if not user:
		return _("Call to {0}", lang=spoken).format(number)
	return _("Call to {0} by {1}", lang=spoken).format(number, get_fullname(user))


def _user_of(caller: str) -> str | None:
	"""Return whose browser this is: the reverse of `client_identity`."""
	identity = caller.removeprefix("client:")
	name = re.sub(r"_([0-9a-f]{1,6})_", lambda found: chr(int(found[1], 16)), identity)
	return frappe.db.get_value("User", name, "name")
