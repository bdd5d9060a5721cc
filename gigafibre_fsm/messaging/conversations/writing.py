"""What staff say: an answer on the customer's own channel, or a note among themselves. The same key is one message."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm import messaging
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.about import reference_of
from gigafibre_fsm.messaging.conversations.channels import blocked, channels_of, portal_users
from gigafibre_fsm.messaging.conversations.keys import name_of_key, said_already
from gigafibre_fsm.messaging.conversations.messages import one
from gigafibre_fsm.messaging.conversations.rows import row_of
from gigafibre_fsm.messaging.conversations.text import to_html
from gigafibre_fsm.realtime import tell_conversation, tell_portal

LONGEST = 5000


def reply(
	name: str, text: str, key: str, channel: str = "", subject: str = "", attachments: list[str] | None = None
) -> dict:
	"""Answer on the conversation's channel unless another is named; returns `{conversation, message}`.

	Throws the reason when nothing can be sent there: opted out, no such number or address.
	"""
	conversation = threads.for_change(name)
	said = name_of_key("sent", frappe.session.user, key)
	if not said_already("Communication", said):
		_send(conversation, said, _required(text), channel, subject)
	return {"conversation": row_of(conversation.name), "message": one(said)}


def start(customer: str, channel: str, text: str, key: str, subject: str = "") -> dict:
	"""Write to a customer, in their thread or a new one; returns what `reply` does."""
	frappe.get_doc("Customer", customer).check_permission("read")
	frappe.has_permission("Conversation", "write", throw=True)
	return reply(threads.find_or_make(customer).name, text, key, channel, subject)


def note(name: str, text: str, key: str) -> dict:
	"""Leave a note only staff see; returns it as a message."""
	conversation = threads.for_change(name)
	noted = name_of_key("note", frappe.session.user, key)
	if not said_already("Comment", noted):
		comment = frappe.get_doc(
			doctype="Comment",
			comment_type="Comment",
			reference_doctype="Conversation",
			reference_name=conversation.name,
			comment_email=frappe.session.user,
			comment_by=frappe.utils.get_fullname(frappe.session.user),
			content=to_html(_required(text)),
		)
		comment.insert(ignore_permissions=True, set_name=noted)
		tell_conversation(conversation.name)
	return one(noted)


def _required(text: str) -> str:
	text = text.strip()
	if not text:
		frappe.throw(_("There is nothing to send: the message is empty"))
	if len(text) > LONGEST:
		frappe.throw(_("The message is longer than {0} characters").format(LONGEST))
	return text


def _send(conversation: Document, name: str, text: str, channel: str, subject: str) -> None:
	channel, address = _way(conversation, channel)
	subject = subject.strip() or _subject(conversation, channel)
	communication = _write(conversation, name, text, channel, address, subject)
	SENDERS[channel](conversation, communication, address, text)
	threads.sent(conversation, text, (channel, address))


def _way(conversation: Document, channel: str) -> tuple[str, str]:
	"""Return (channel, address) a reply takes. A call is answered by SMS. Throws when it cannot be taken."""
	wanted = channel or conversation.channel or ""
	ways = channels_of(conversation.customer, conversation)
	if wanted in ("", "Phone"):
		wanted = "SMS" if wanted else next((way["channel"] for way in ways), "SMS")
	way = next((way for way in ways if way["channel"] == wanted), None)
	if not way:
		frappe.throw(_(NO_ADDRESS.get(wanted, NO_ADDRESS[""])))
	reason = blocked(wanted, way["address"])
	if reason:
		frappe.throw(reason)
	return wanted, way["address"]


def _subject(conversation: Document, channel: str) -> str:
	return threads.excerpt(_("Your message to us")) if channel == "Email" else channel


def _write(
	conversation: Document, name: str, text: str, channel: str, address: str, subject: str
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
		subject=subject,
		content=to_html(text),
		text_content=text,
		communication_date=now_datetime(),
		conversation=conversation.name,
		**reference_of(conversation),
	)
	return communication.insert(ignore_permissions=True, set_name=name)


def _by_sms(conversation: Document, communication: Document, address: str, text: str) -> None:
	messaging.send_sms(
		address,
		text,
		key=communication.name,
		purpose="Reply",
		customer=conversation.customer,
		communication=communication.name,
		sender=conversation.our_number,
	)


def _by_email(conversation: Document, communication: Document, address: str, text: str) -> None:
	messaging.send_email(
		address,
		communication.subject,
		communication.content,
		key=communication.name,
		customer=conversation.customer,
		communication=communication.name,
	)


def _by_chat(conversation: Document, communication: Document, address: str, text: str) -> None:
	for user in portal_users(conversation.customer):
		tell_portal(user)


SENDERS = {"SMS": _by_sms, "Email": _by_email, "Chat": _by_chat}
NO_ADDRESS = {
	"SMS": "This customer has no mobile number",
	"Email": "This customer has no e-mail address",
	"Chat": "This customer has no portal account",
	"": "There is no such channel",
}
