"""What staff say: an answer on the customer's own channel, or a note among themselves. The same key is one message."""

import frappe
from frappe import _

from gigafibre_fsm.messaging.conversations import sending, threads
from gigafibre_fsm.messaging.conversations.keys import name_of_key, said_already
from gigafibre_fsm.messaging.conversations.messages import one
from gigafibre_fsm.messaging.conversations.rows import row_of
from gigafibre_fsm.messaging.conversations.text import to_html
from gigafibre_fsm.realtime import tell_conversation

LONGEST = 5000


def reply(name: str, text: str, key: str, channel: str = "", subject: str = "") -> dict:
	"""Answer on the conversation's channel unless another is named; returns `{conversation, message}`.

	Throws the reason when nothing can be sent there: opted out, no such number or address.
	"""
	conversation = threads.for_change(name)
	said = name_of_key("sent", frappe.session.user, key)
	if not said_already("Communication", said):
		sending.send(conversation, sending.Words(said, _required(text), channel, subject))
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
