"""What others say to us, put in the one thread it belongs to, whatever channel it came on."""

from datetime import datetime

import frappe
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from gigafibre_fsm import flows, messaging
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.about import reference_of
from gigafibre_fsm.messaging.conversations.keys import name_of_key, said_already
from gigafibre_fsm.messaging.conversations.senders import remembered
from gigafibre_fsm.messaging.conversations.text import to_html


def take_in(
	channel: str,
	address: str,
	text: str,
	*,
	customer: str | None = None,
	our_number: str | None = None,
	at: datetime | None = None,
	subject: str | None = None,
	communication: Document | None = None,
	external_id: str,
) -> Document:
	"""Put what came in from an address into its thread and return its Communication; the same `external_id` is one.

	`channel` is SMS, Email, Chat or Phone. The customer is who staff said this address is, else `customer`, else
	the only one whose contact has it; with none or several the thread is the address's own, until staff says.
	A `communication` that exists already (an e-mail Frappe received) is adopted as it is.
	"""
	customer = _customer_of(channel, address, customer)
	conversation = threads.find_or_make(customer, None if customer else address)
	if communication:
		_adopt(communication, conversation)
	else:
		name = name_of_key("received", external_id)
		if said_already("Communication", name):
			return frappe.get_doc("Communication", name)
		communication = _write(name, conversation, channel, address, text, at, subject)
	threads.received(conversation, channel, address, text, our_number)
	told = {"text": text, "channel": channel, "from": address, "message": communication.name}
	flows.fire("on_message_received", conversation, told, communication.name)
	return communication


def _adopt(communication: Document, conversation: Document) -> None:
	"""What Frappe filed somewhere stays there; a date of the sender's that is yet to come becomes the present."""
	values = {"conversation": conversation.name}
	if not communication.reference_name:
		values |= reference_of(conversation) | {"status": "Linked"}
	if (
		not communication.communication_date
		or get_datetime(communication.communication_date) > now_datetime()
	):
		values["communication_date"] = now_datetime()
	communication.db_set(values, update_modified=False)


def _customer_of(channel: str, address: str, known: str | None) -> str | None:
	"""The portal is sure of who writes; a number or an address is whose staff said last."""
	if channel == "Chat":
		return known
	return remembered(address) or known or _only_match(channel, address)


def _only_match(channel: str, address: str) -> str | None:
	matches = messaging.match_customers(channel, address)
	return matches[0] if len(matches) == 1 else None


def _write(
	name: str,
	conversation: Document,
	channel: str,
	address: str,
	text: str,
	at: datetime | None,
	subject: str | None,
) -> Document:
	is_mail = channel == "Email" or "@" in address
	said = frappe.get_doc(
		doctype="Communication",
		communication_type="Communication",
		communication_medium=channel,
		sent_or_received="Received",
		sender=address if is_mail else None,
		sender_full_name=_name_of(address, conversation.customer),
		phone_no=None if is_mail else address,
		subject=subject or threads.excerpt(text) or channel,
		content=to_html(text),
		text_content=text,
		communication_date=min(at or now_datetime(), now_datetime()),
		conversation=conversation.name,
		**reference_of(conversation),
	)
	return said.insert(ignore_permissions=True, set_name=name)


def _name_of(address: str, customer: str | None) -> str | None:
	"""Return the name of the customer's contact who has this number or address."""
	if not customer:
		return None
	link, contact = frappe.qb.DocType("Dynamic Link"), frappe.qb.DocType("Contact")
	names = (
		frappe.qb.from_(link)
		.join(contact)
		.on(contact.name == link.parent)
		.select(contact.full_name)
		.where((link.parenttype == "Contact") & (link.link_doctype == "Customer"))
		.where(link.link_name == customer)
		.where((contact.mobile_no == address) | (contact.phone == address) | (contact.email_id == address))
		.limit(1)
		.run(pluck=True)
	)
	return names[0] if names else None
