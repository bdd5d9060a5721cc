"""An SMS that comes in: kept, heard when it is a keyword, and put into the conversation it belongs to."""

import json

import frappe
from frappe.model.document import Document
from frappe.utils import cint

from gigafibre_fsm.messaging import attachments, conversations, opt_out
from gigafibre_fsm.messaging.consent import record_consent
from gigafibre_fsm.messaging.keyword_answers import answer
from gigafibre_fsm.messaging.opt_out import Keyword
from gigafibre_fsm.messaging.outbox import identity_of, send_sms, write
from gigafibre_fsm.messaging.people import company_name, language_of
from gigafibre_fsm.messaging.phone_numbers import to_e164
from gigafibre_fsm.messaging.segments import count

# As many as Twilio lets a message have.
MOST_MEDIA = 10
CONSENTS = {"stop": "Withdrawn", "start": "Express"}
# Twilio's Advanced Opt-Out says itself what it took a message for, and has answered it.
OF_TWILIO = {
	action.upper(): Keyword(action, "en", known_to_twilio=True) for action in ("stop", "start", "help")
}


def receive_sms(event: Document) -> None:
	"""Take in an SMS or MMS (Webhook Event of twilio_sms): its thread, its files, its keyword. A repeat changes nothing."""
	form = json.loads(event.payload)
	sid, sender, ours = (_value(form, name) for name in ("MessageSid", "From", "To"))
	address, text = _number(sender), _value(form, "Body")
	_keep(sid, address, ours, text)
	word = OF_TWILIO.get(_value(form, "OptOutType").upper()) or opt_out.find(text)
	communication = conversations.take_in("SMS", address, text, our_number=_number(ours), external_id=sid)
	customer = frappe.db.get_value("Conversation", communication.conversation, "customer")
	values = {"customer": customer, "communication": communication.name}
	frappe.db.set_value("SMS Message", {"provider_id": sid}, values)
	attachments.expect(communication.name, _media(form))
	if word:
		_obey(word, address, text, customer, answer_from=_number(ours), key=f"answer:{sid}")


def _media(form: dict) -> list[tuple[str, str]]:
	"""Return the addresses of an MMS's files and the types their sender declared."""
	number = min(cint(_value(form, "NumMedia")), MOST_MEDIA)
	named = ((_value(form, f"MediaUrl{i}"), _value(form, f"MediaContentType{i}")) for i in range(number))
	return [(address, content_type) for address, content_type in named if address]


def _keep(sid: str, address: str, ours: str, text: str) -> None:
	counted = count(text)
	row = {**identity_of(sid), "direction": "Received", "status": "Received"}
	row |= {"from_number": address, "to_number": _number(ours), "body": text, "provider_id": sid}
	row |= {"purpose": "Reply", "segments": counted.segments, "encoding": counted.encoding}
	write([row])


def _obey(word: Keyword, address: str, text: str, customer: str | None, answer_from: str, key: str) -> None:
	"""Keep what a keyword says of our messages, and answer it where Twilio does not.

	Help is answered whatever Twilio says: its answer does not tell who we are.
	"""
	if word.action in CONSENTS and not _is_number(address):
		return
	if word.action in CONSENTS:
		record_consent(address, "SMS", CONSENTS[word.action], f"SMS: {text[:60].strip()}", customer=customer)
	if word.action == "help" or not word.known_to_twilio:
		language = "fr" if word.language == "fr" or (customer and language_of(customer) == "fr") else "en"
		phone = frappe.get_cached_doc("FSM Settings").support_phone
		words = answer(word.action, language, company_name(), phone)
		send_sms(address, words, key=key, purpose="Automatic", customer=customer, sender=answer_from)


def _value(form: dict, name: str) -> str:
	"""Return a field's text; one that came several times, or not at all, is empty."""
	value = form.get(name)
	return value if isinstance(value, str) else ""


def _number(text: str) -> str:
	"""Return a number in E.164, or what came (a short code, a name) as it is."""
	try:
		return to_e164(text) or ""
	except ValueError:
		return text.strip()[:140]


def _is_number(address: str) -> bool:
	return address.startswith("+")
