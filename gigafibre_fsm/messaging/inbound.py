"""An SMS that comes in: kept, heard when it is a keyword, and put into the conversation it belongs to."""

import json
from datetime import date, datetime

import frappe
from frappe.model.document import Document
from frappe.utils import cint, get_datetime

from gigafibre_fsm.messaging import attachments, conversations, opt_out
from gigafibre_fsm.messaging.consent import WITHDRAWN, latest, record_consent
from gigafibre_fsm.messaging.keyword_answers import answer
from gigafibre_fsm.messaging.opt_out import Keyword
from gigafibre_fsm.messaging.outbox import identity_of, send_sms, write
from gigafibre_fsm.messaging.people import company_name, language_of
from gigafibre_fsm.messaging.phone_numbers import to_e164
from gigafibre_fsm.messaging.segments import count

# As many as Twilio lets a message have.
MOST_MEDIA = 10
CONSENTS = {"stop": WITHDRAWN, "start": "Express"}
# Twilio's Advanced Opt-Out says itself what it took a message for, and has answered it.
OF_TWILIO = {
	action.upper(): Keyword(action, "en", known_to_twilio=True) for action in ("stop", "start", "help")
}


def receive_sms(event: Document) -> None:
	"""Take in an SMS or MMS (Webhook Event of twilio_sms): its thread, its files, its keyword. A repeat changes nothing.

	All of it at the time Twilio told us: an event that failed is handled again later, after newer ones.
	"""
	form, at = json.loads(event.payload), get_datetime(event.creation)
	sid, sender, ours = (_value(form, name) for name in ("MessageSid", "From", "To"))
	if frappe.db.exists("Communication", conversations.name_of_key("received", sid)):
		return
	address, text = _number(sender), _value(form, "Body")
	_keep(sid, address, ours, text)
	communication = conversations.take_in(
		"SMS", address, text, our_number=_number(ours), at=at, external_id=sid
	)
	customer = frappe.db.get_value("Conversation", communication.conversation, "customer")
	values = {"customer": customer, "communication": communication.name}
	frappe.db.set_value("SMS Message", {"provider_id": sid}, values)
	attachments.expect(communication.name, _media(form))
	word = OF_TWILIO.get(_value(form, "OptOutType").upper()) or opt_out.find(text)
	if word and (word.action not in CONSENTS or _changes_consent(word, address, text, customer, at)):
		_answer(word, address, customer, answer_from=_number(ours), day=at.date())


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


def _changes_consent(word: Keyword, address: str, text: str, customer: str | None, at: datetime) -> bool:
	"""Keep what a keyword says of our messages; False when it says nothing new.

	What was said since stands, and START means something only of who had stopped us: others answer a question so.
	"""
	last = latest(address, "SMS")
	outdated = last and last.given_on > at
	idle = word.action == "start" and not (last and last.status == WITHDRAWN)
	if outdated or idle or not _is_number(address):
		return False
	source = f"SMS: {text[:60].strip()}"
	record_consent(address, "SMS", CONSENTS[word.action], source, customer=customer, at=at)
	return True


def _answer(word: Keyword, address: str, customer: str | None, answer_from: str, day: date) -> None:
	"""Answer a keyword where Twilio does not; help always: Twilio's answer does not tell who we are.

	The same answer goes to a number once a day: each costs, and a machine may be at the other end.
	"""
	if word.known_to_twilio and word.action != "help":
		return
	language = "fr" if word.language == "fr" or (customer and language_of(customer) == "fr") else "en"
	words = answer(word.action, language, company_name(), frappe.get_cached_doc("FSM Settings").support_phone)
	key = f"answer:{word.action}:{language}:{address}:{day}"
	send_sms(address, words, key=key, purpose="Automatic", customer=customer, sender=answer_from)


def _value(form: dict, name: str) -> str:
	"""Return a field's text as a database takes it; one that came several times, or not at all, is empty."""
	value = form.get(name)
	return value.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(value, str) else ""


def _number(text: str) -> str:
	"""Return a number in E.164, or what came (a short code, a name) as it is."""
	try:
		return to_e164(text) or ""
	except ValueError:
		return text.strip()[:140]


def _is_number(address: str) -> bool:
	return address.startswith("+")
