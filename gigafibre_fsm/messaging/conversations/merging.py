"""Saying who an unknown number or address is: what it wrote moves to that customer's thread, and back again."""

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.messaging.conversations import senders, threads
from gigafibre_fsm.messaging.conversations.about import reference_of
from gigafibre_fsm.messaging.conversations.rows import row_of
from gigafibre_fsm.realtime import tell_conversation


def set_customer(name: str, customer: str = "") -> dict:
	"""Move what the conversation's address wrote (and was answered) to this customer's thread; returns its row.

	The choice is kept for what the address writes next. Undone by choosing again: another customer, or none, which
	makes it unknown again. A conversation nothing is left of is deleted.
	"""
	conversation = threads.for_change(name)
	if customer == (conversation.customer or ""):
		return row_of(name)
	address = _address_in_question(conversation)
	if customer:
		frappe.get_doc("Customer", customer).check_permission("read")
	senders.remember(address, customer or None)
	target = threads.find_or_make(customer or None, None if customer else address)
	_move(conversation, target, _messages_with(conversation, address))
	return row_of(target.name)


def _address_in_question(conversation: Document) -> str:
	if conversation.address:
		return conversation.address
	if conversation.channel == "Chat" or not conversation.channel_address:
		frappe.throw(_("The portal says who its users are: this cannot be given to another customer"))
	return conversation.channel_address


def _messages_with(conversation: Document, address: str) -> list[str]:
	table = frappe.qb.DocType("Communication")
	query = frappe.qb.from_(table).select(table.name).where(table.conversation == conversation.name)
	if conversation.customer:
		exchanged = (table.phone_no == address) | (table.sender == address) | (table.recipients == address)
		query = query.where(exchanged)
	return query.run(pluck=True)


def _move(source: Document, target: Document, messages: list[str]) -> None:
	_move_messages(source, target, messages)
	left = frappe.db.exists("Communication", {"conversation": source.name})
	if left:
		source.db_set({"unread": 0, **threads.summary(source.name)})
	else:
		_move_notes(source, target)
		frappe.delete_doc("Conversation", source.name, ignore_permissions=True)
	target.db_set(
		{
			**threads.summary(target.name),
			"status": "Open" if "Open" in (source.status, target.status) else target.status,
			"unread": target.unread + source.unread,
			"assigned_to": target.assigned_to or source.assigned_to,
			"our_number": target.our_number or source.our_number,
		}
	)
	for name in (source.name, target.name):
		tell_conversation(name)


def _move_messages(source: Document, target: Document, messages: list[str]) -> None:
	"""What was filed under the old customer or conversation is filed anew; what is about a ticket stays about it."""
	if not messages:
		return
	frappe.db.set_value("Communication", {"name": ("in", messages)}, "conversation", target.name)
	before = [("Conversation", source.name), ("Customer", source.customer or "")]
	for doctype, name in before:
		filed = {"name": ("in", messages), "reference_doctype": doctype, "reference_name": name}
		frappe.db.set_value("Communication", filed, reference_of(target))
	frappe.db.set_value("SMS Message", {"communication": ("in", messages)}, "customer", target.customer)


def _move_notes(source: Document, target: Document) -> None:
	notes = {"reference_doctype": "Conversation", "reference_name": source.name, "comment_type": "Comment"}
	frappe.db.set_value("Comment", notes, "reference_name", target.name)


def follow_rename(document: Document, method: str, old: str, new: str, merge: bool = False) -> None:
	"""Keep the thread of a customer who got another name; of two customers made one, the threads too (document event)."""
	mine = frappe.get_all("Conversation", {"customer": new}, pluck="name", order_by="creation")
	for name in mine[1:]:
		source, target = threads.locked(name), threads.locked(mine[0])
		everything = frappe.get_all(
			"Communication", {"conversation": name}, pluck="name", order_by="creation"
		)
		_move(source, target, everything)
	if mine:
		threads.locked(mine[0]).save(ignore_permissions=True)
