"""E-mails Frappe received, or staff sent from a form of the desk, put in the thread of who they are with.

A mail that a machine wrote (an absence, a bounce) is shown in the thread it answers, but opens nothing and is nobody's
to answer: Frappe keeps no headers, so it is known by its sender and its subject.
"""

import re

import frappe
from frappe.model.document import Document
from frappe.utils import parse_addr

from gigafibre_fsm import messaging
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.intake import take_in
from gigafibre_fsm.messaging.conversations.senders import is_of
from gigafibre_fsm.messaging.conversations.text import to_text
from gigafibre_fsm.realtime import tell_conversation

MACHINES = re.compile(
	r"^(mailer-daemon|postmaster|no-?reply|do-?not-?reply|ne-pas-repondre|bounces?)([+@-]|$)", re.I
)
AUTOMATIC = re.compile(
	r"^\s*(automatic reply|auto(matic)?[- ]?(reply|response)|out of (the )?office|r[ée]ponse automatique|"
	r"absen(t|ce)\b|message d'absence|undeliver|delivery (status|failure|has failed)|mail delivery|"
	r"returned mail|failure notice|[ée]chec de (la )?(remise|distribution)|non remis)",
	re.I,
)
FILED_UNDER = ("Issue", "Customer", "Conversation")


def adopt_email(communication: Document, method: str | None = None) -> None:
	"""Put a new e-mail in its thread (document event of Communication)."""
	if communication.conversation or not _is_mail(communication):
		return
	if communication.sent_or_received == "Sent":
		_adopt_sent(communication)
	elif _is_automatic(communication):
		_show(communication, _thread_it_answers(communication))
	else:
		_adopt_received(communication)


def email_changed(communication: Document, method: str | None = None) -> None:
	"""Tell who watches the thread that a message of it changed, as its delivery does (document event)."""
	if communication.conversation:
		tell_conversation(communication.conversation)


def _is_mail(communication: Document) -> bool:
	is_message = communication.communication_type == "Communication"
	return (
		is_message and communication.communication_medium == "Email" and communication.email_status != "Spam"
	)


def _is_automatic(communication: Document) -> bool:
	"""Also what one of us wrote with their own mail program: Frappe takes it for received."""
	sender = communication.sender or ""
	if MACHINES.match(sender) or AUTOMATIC.match(communication.subject or ""):
		return True
	return bool(frappe.db.exists("User", {"email": sender, "user_type": "System User", "enabled": 1}))


def _adopt_received(communication: Document) -> None:
	said = _read_once(communication)
	sender = _sender_of(communication)
	customer = _believed_customer(communication)
	take_in(
		"Email",
		sender,
		said or communication.subject,
		customer=customer,
		communication=communication,
		external_id=communication.name,
	)
	if communication.reference_doctype == "Issue" and customer:
		_follow_ticket(communication.conversation, communication.reference_name, customer)


def _follow_ticket(conversation: str, issue: str, customer: str) -> None:
	"""Staff may have said that the address is another customer's: that one's thread is not about this ticket."""
	frappe.db.set_value("Conversation", {"name": conversation, "customer": customer}, "issue", issue)


def _adopt_sent(communication: Document) -> None:
	"""What staff wrote from a ticket, a customer or a conversation; invoices and the like are not conversation."""
	if communication.reference_doctype not in FILED_UNDER:
		return
	if communication.reference_doctype == "Conversation":
		conversation = threads.locked(communication.reference_name)
	else:
		customer = _filed_customer(communication)
		if not customer:
			return
		conversation = threads.find_or_make(customer)
	communication.db_set("conversation", conversation.name, update_modified=False)
	first = parse_addr((communication.recipients or "").split(",")[0])[1]
	threads.sent(conversation, _read_once(communication), ("Email", first))


def _show(communication: Document, conversation: str | None) -> None:
	if conversation:
		_read_once(communication)
		communication.db_set("conversation", conversation, update_modified=False)
		tell_conversation(conversation)


def _read_once(communication: Document) -> str:
	"""Return its text, kept with it: a mail of HTML alone is not read again whenever its thread is opened."""
	if not communication.text_content:
		text = to_text(communication.content or "")
		communication.db_set("text_content", text, update_modified=False)
	return communication.text_content


def _thread_it_answers(communication: Document) -> str | None:
	if communication.in_reply_to:
		answered = frappe.db.get_value("Communication", communication.in_reply_to, "conversation")
		if answered:
			return answered
	customer = _believed_customer(communication)
	if not customer and communication.sender:
		matches = messaging.match_customers("Email", communication.sender)
		customer = matches[0] if len(matches) == 1 else None
	return threads.find(customer) if customer else None


def _believed_customer(communication: Document) -> str | None:
	"""Return the customer whom a mail we received is about, as far as its sender can be believed.

	An answer to a mail of ours may come from any address. Anybody can name a ticket in a subject, and Frappe files
	the mail there without looking at who writes: only the customer and who raised the ticket are believed.
	"""
	customer = _filed_customer(communication)
	is_ticket = communication.reference_doctype == "Issue"
	if not is_ticket or not customer or _customer_answered(communication) == customer:
		return customer
	sender = _sender_of(communication)
	raised_by = frappe.db.get_value("Issue", communication.reference_name, "raised_by") or ""
	return customer if sender == raised_by.lower() or is_of(sender, customer) else None


def _filed_customer(communication: Document) -> str | None:
	"""Return the customer of what it is filed under, else of the thread of ours it answers.

	Frappe files under a customer only what answers a mail that was queued for one.
	"""
	if communication.reference_doctype == "Customer":
		return communication.reference_name
	if communication.reference_doctype == "Issue":
		return frappe.db.get_value("Issue", communication.reference_name, "customer")
	return _customer_answered(communication)


def _customer_answered(communication: Document) -> str | None:
	"""Return whose thread the mail of ours is in that this one answers: only who got ours knows its Message-ID."""
	ours = {"name": communication.in_reply_to or "", "sent_or_received": "Sent"}
	thread = frappe.db.get_value("Communication", ours, "conversation")
	return thread and frappe.db.get_value("Conversation", thread, "customer")


def _sender_of(communication: Document) -> str:
	return parse_addr(communication.sender)[1].lower()
