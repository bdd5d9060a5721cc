"""One message of ours on its way: where it goes, what it answers, how it leaves on each channel."""

import re
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm import messaging
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.about import reference_of
from gigafibre_fsm.messaging.conversations.channels import blocked, channels_of, portal_users
from gigafibre_fsm.messaging.conversations.text import to_html
from gigafibre_fsm.realtime import tell_portal
from gigafibre_fsm.words import N_

ANSWERED = re.compile(r"^\s*(re|aw|rép?)\s*:", re.I)
# Its sender wrote it: it must not end a line of ours, nor be longer than a line of a mail may.
MESSAGE_ID = re.compile(r"[\x21-\x7e]{1,250}")
FIRST_SUBJECT = {"fr": "Un message de {0}", "en": "A message from {0}"}
NO_ADDRESS = {
	"SMS": N_("This customer has no mobile number"),
	"Email": N_("This customer has no e-mail address"),
	"Chat": N_("This customer has no portal account"),
}


@dataclass(frozen=True, slots=True)
class Words:
	"""What somebody of the staff wrote, and the name its Communication will have."""

	name: str
	text: str
	channel: str = ""
	subject: str = ""


def send(conversation: Document, words: Words) -> None:
	"""Write the message and let it leave after the commit. Throws the reason when nothing can be sent there."""
	channel, address = _way(conversation, words.channel)
	answers = _mail_to_answer(conversation) if channel == "Email" else None
	communication = _write(conversation, words, channel, address, answers)
	LEAVE[channel](conversation, communication, address)
	threads.sent(conversation, words.text, (channel, address))


def _way(conversation: Document, channel: str) -> tuple[str, str]:
	"""Return (channel, address) a reply takes: a call is answered by SMS. Throws when it cannot be taken."""
	ways = channels_of(conversation.customer, conversation)
	wanted = channel or conversation.channel or (ways[0]["channel"] if ways else "SMS")
	wanted = "SMS" if wanted == "Phone" else wanted
	if wanted not in LEAVE:
		frappe.throw(_("{0} is not a way to write to customers").format(wanted))
	way = next((way for way in ways if way["channel"] == wanted), None)
	if not way:
		frappe.throw(_(NO_ADDRESS[wanted]))
	if reason := blocked(wanted, way["address"]):
		frappe.throw(reason)
	return wanted, way["address"]


def _mail_to_answer(conversation: Document) -> dict | None:
	filters = {"conversation": conversation.name, "communication_medium": "Email"}
	filters["sent_or_received"] = "Received"
	order = "communication_date desc, name desc"
	found = frappe.get_all("Communication", filters, ["name", "subject"], order_by=order, limit=1)
	return found[0] if found else None


def _subject(words: Words, channel: str, answers: dict | None, customer: str | None) -> str:
	if words.subject.strip():
		return words.subject.strip()
	if answers:
		return answers.subject if ANSWERED.match(answers.subject) else f"Re: {answers.subject}"
	if channel != "Email":
		return threads.excerpt(words.text)
	# The customer reads it, whatever the language of who writes.
	return FIRST_SUBJECT[messaging.language_of(customer)].format(messaging.company_name())


def _write(
	conversation: Document, words: Words, channel: str, address: str, answers: dict | None
) -> Document:
	communication = frappe.get_doc(
		doctype="Communication",
		communication_type="Communication",
		communication_medium=channel,
		sent_or_received="Sent",
		sender=frappe.db.get_value("User", frappe.session.user, "email"),
		user=frappe.session.user,
		recipients=address if channel == "Email" else None,
		phone_no=address if channel == "SMS" else None,
		subject=_subject(words, channel, answers, conversation.customer),
		content=to_html(words.text),
		text_content=words.text,
		in_reply_to=answers and answers.name,
		communication_date=now_datetime(),
		conversation=conversation.name,
		**reference_of(conversation),
	)
	return communication.insert(ignore_permissions=True, set_name=words.name)


def _by_sms(conversation: Document, communication: Document, address: str) -> None:
	messaging.send_sms(
		address,
		communication.text_content,
		key=communication.name,
		purpose="Reply",
		customer=conversation.customer,
		communication=communication.name,
		sender=conversation.our_number,
	)


def _by_email(conversation: Document, communication: Document, address: str) -> None:
	writer = frappe.utils.get_fullname(communication.user)
	messaging.send_email(
		address,
		communication.subject,
		messaging.html_of(communication.text_content) + messaging.signature(writer),
		key=communication.name,
		customer=conversation.customer,
		communication=communication.name,
		headers=_threading(communication.in_reply_to),
	)


def _threading(answered: str | None) -> dict[str, str]:
	"""Return the headers that make a mail program put this mail under the one it answers (RFC 5322, 3.6.4)."""
	message_id = answered and frappe.db.get_value("Communication", answered, "message_id")
	if not message_id or not MESSAGE_ID.fullmatch(message_id):
		return {}
	return {"In-Reply-To": f"<{message_id}>", "References": f"<{message_id}>"}


def _by_chat(conversation: Document, communication: Document, address: str) -> None:
	for user in portal_users(conversation.customer):
		tell_portal(user)


LEAVE = {"SMS": _by_sms, "Email": _by_email, "Chat": _by_chat}
