"""What is sent to a customer without anybody writing it, a flow's SMS or a contract's link, as their thread keeps it.

Nobody was answered, and nobody has to do anything: a thread stays where it is in the inbox, with what people said last
and what is unread. One that is made for it is closed, until the customer writes.
"""

from dataclasses import dataclass
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm import flows
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.keys import name_of_key, said_already
from gigafibre_fsm.messaging.conversations.text import to_html


@dataclass(frozen=True, slots=True)
class Sending:
	"""A message by "SMS" (to a number in E.164) or "Email" as anybody may read it: without the secrets in it."""

	channel: str
	address: str
	text: str
	subject: str = ""


def keep_sent(customer: str, sending: Sending, key: str) -> str:
	"""Write what is being sent to a customer into their thread and return its Communication; the same key is one.

	It is in the caller's transaction, as the sending must be, which is given the Communication. The address is the
	customer's (`is_of`). Its author is the flow at work, else the user.
	"""
	conversation = threads.find_or_make(customer, status="Closed")
	name = name_of_key("automatic", sending.channel, key)
	if not said_already("Communication", name):
		_write(name, conversation, sending)
		threads.told(conversation, sending.text)
	return name


def _write(name: str, conversation: Document, sending: Sending) -> None:
	"""It is about the customer, never about a ticket: that would count as its first answer (ERPNext's SLA)."""
	is_mail = sending.channel == "Email"
	said = frappe.get_doc(
		doctype="Communication",
		communication_type="Communication",
		communication_medium=sending.channel,
		sent_or_received="Sent",
		recipients=sending.address if is_mail else None,
		phone_no=None if is_mail else sending.address,
		subject=sending.subject or threads.excerpt(sending.text),
		content=to_html(sending.text),
		text_content=sending.text,
		communication_date=now_datetime(),
		conversation=conversation.name,
		reference_doctype="Customer",
		reference_name=conversation.customer,
		**_author(),
	)
	# Whom it names was read, or locked, just now; many are sent one after the other.
	said.insert(ignore_permissions=True, ignore_links=True, set_name=name)


def _author() -> dict[str, Any]:
	"""Return the fields that say who it is from; the flow's title is kept, since runs are deleted one day."""
	run = flows.run_at_work()
	if run:
		return {"flow_run": run.name, "sender_full_name": run.title}
	user = frappe.session.user
	return {"user": user, "sender": frappe.db.get_value("User", user, "email")}
