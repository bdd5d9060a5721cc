"""The thread itself: found or made once whoever asks, locked while it changes, and told to those who watch."""

from html import escape

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm.gigafibre_fsm.doctype.conversation.conversation import thread_key
from gigafibre_fsm.messaging.conversations.senders import is_of
from gigafibre_fsm.messaging.conversations.text import to_text
from gigafibre_fsm.realtime import tell_conversation

EXCERPT = 140
TRIES = 3


def find(customer: str | None, address: str | None = None) -> str | None:
	"""Return the name of the thread of a customer, or of an unknown address."""
	return frappe.db.get_value("Conversation", {"thread_key": thread_key(customer, address)})


def find_or_make(customer: str | None, address: str | None = None, *, status: str = "Open") -> Document:
	"""Return the thread, locked until the transaction ends; two who need it at once get the same one.

	`status` is what a new one has.
	"""
	for _attempt in range(TRIES):
		name = find(customer, address) or _make(customer, address, status)
		# None: whoever made it took it back. Gone: it was merged into a customer's thread since we looked.
		if name and (conversation := locked_if_there(name)):
			return conversation
	frappe.throw(_("The conversation is being changed by others: try again"), frappe.QueryTimeoutError)


def locked_if_there(name: str) -> Document | None:
	"""Return the conversation, locked, or None when it was merged into another meanwhile."""
	try:
		return locked(name)
	except frappe.DoesNotExistError:
		frappe.clear_last_message()
		return None


def locked(name: str) -> Document:
	"""Return the conversation as it is now, and keep others from changing it until the transaction ends."""
	return frappe.get_doc("Conversation", name, for_update=True)


def for_change(name: str) -> Document:
	"""Return the conversation, locked. Raises PermissionError unless the user may write it."""
	conversation = locked(name)
	conversation.check_permission("write")
	return conversation


def _make(customer: str | None, address: str | None, status: str) -> str | None:
	frappe.db.savepoint("fsm_conversation")
	try:
		made = frappe.get_doc(doctype="Conversation", customer=customer, address=address, status=status)
		return made.insert(ignore_permissions=True).name
	except frappe.UniqueValidationError:
		frappe.db.rollback(save_point="fsm_conversation")
		frappe.clear_last_message()
		# A locking read: the other's thread was committed after our snapshot was taken.
		return frappe.db.get_value(
			"Conversation", {"thread_key": thread_key(customer, address)}, for_update=True
		)


def received(conversation: Document, channel: str, address: str, text: str, our_number: str | None) -> None:
	"""The other side said something: the thread is open, one more is unread, and an answer goes where they wrote from."""
	conversation.db_set(
		{
			**_last("Received", text),
			"status": "Open",
			"snoozed_until": None,
			"unread": conversation.unread + 1,
			"our_number": our_number or conversation.our_number,
			**_way_back(conversation.customer, channel, address),
		}
	)
	tell_conversation(conversation.name)


def sent(conversation: Document, text: str, at_channel: tuple[str, str] | None = None) -> None:
	"""We said something: what was unread is answered. A thread nobody wrote in yet takes our channel."""
	values = {**_last("Sent", text), "unread": 0}
	if at_channel and not conversation.channel:
		values |= _way_back(conversation.customer, *at_channel)
	if conversation.status != "Open":
		values |= {"status": "Open", "snoozed_until": None}
	conversation.db_set(values)
	tell_conversation(conversation.name)


def told(conversation: Document, text: str) -> None:
	"""Something was sent that nobody wrote: it is only shown in the inbox while there is nothing else to show."""
	if not conversation.last_message_at:
		conversation.db_set(_last("Sent", text))
	tell_conversation(conversation.name)


def touch(communication: str) -> None:
	"""Something about a message changed (its delivery, an attachment): who watches its thread reads it again."""
	conversation = frappe.db.get_value("Communication", communication, "conversation")
	if conversation:
		frappe.db.set_value("Communication", communication, "modified", now_datetime(), update_modified=False)
		tell_conversation(conversation)


def summary(name: str) -> dict:
	"""Return what the inbox shows of the last message, read anew: after messages moved.

	What a flow sent is shown only where nobody has said anything.
	"""
	fields = ["sent_or_received", "communication_date", "text_content", "content"]
	last = _newest(name, fields, {"flow_run": ("is", "not set")}) or _newest(name, fields, {})
	heard = _newest(name, ["communication_medium", "sender", "phone_no"], {"sent_or_received": "Received"})
	values = {"last_message_at": None, "last_message": "", "last_direction": ""}
	if last:
		text = last.text_content or to_text(last.content or "")
		values = {**_last(last.sent_or_received, text), "last_message_at": last.communication_date}
	if heard:
		customer = frappe.db.get_value("Conversation", name, "customer")
		values |= _way_back(customer, heard.communication_medium, heard.phone_no or heard.sender)
	return values


def _way_back(customer: str | None, channel: str, address: str) -> dict[str, str]:
	"""Return where answers go from now on: never to an e-mail address that is not the customer's, whoever wrote from it."""
	if channel == "Email" and customer and not is_of(address, customer):
		return {}
	return {"channel": channel, "channel_address": address}


def _newest(name: str, fields: list[str], filters: dict) -> dict | None:
	order = "communication_date desc, name desc"
	rows = frappe.get_all("Communication", {"conversation": name, **filters}, fields, order_by=order, limit=1)
	return rows[0] if rows else None


def _last(direction: str, text: str) -> dict:
	return {
		"last_message_at": now_datetime(),
		"last_message": excerpt(text),
		"last_direction": direction,
	}


def excerpt(text: str) -> str:
	"""Return the start of a message on one line, as HTML: so the desk shows a Small Text."""
	return escape(" ".join(text.split())[:EXCERPT], quote=False)
