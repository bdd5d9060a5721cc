"""A ticket made of a conversation: what is said from then on is about it, as long as it is open."""

import frappe
from frappe import _

from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.about import OVER
from gigafibre_fsm.messaging.conversations.rows import row_of
from gigafibre_fsm.messaging.conversations.text import to_html
from gigafibre_fsm.realtime import tell_conversation


def make_ticket(name: str, subject: str) -> dict:
	"""Open a ticket for the conversation's customer, unless its last one still is open; returns the row."""
	conversation = threads.for_change(name)
	if not conversation.customer:
		frappe.throw(_("Say first which customer this conversation is with"))
	if not subject.strip():
		frappe.throw(_("A ticket needs a subject"))
	if not _is_open(conversation.issue):
		conversation.issue = _open(conversation, subject.strip())
		conversation.save()
		tell_conversation(name)
	return row_of(name)


def _is_open(issue: str | None) -> bool:
	return bool(issue) and frappe.db.get_value("Issue", issue, "status") not in OVER


def _open(conversation, subject: str) -> str:
	is_mail = "@" in (conversation.channel_address or "")
	issue = frappe.get_doc(
		doctype="Issue",
		subject=subject[:140],
		customer=conversation.customer,
		raised_by=conversation.channel_address if is_mail else None,
		description=conversation.last_message or to_html(subject),
	)
	return issue.insert().name
