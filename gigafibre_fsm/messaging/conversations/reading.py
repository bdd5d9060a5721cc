"""A thread as it is read: the conversation, who it may be with, how to answer, and one page of what was said."""

from datetime import timedelta

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm import messaging
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.channels import candidates_of, channels_of
from gigafibre_fsm.messaging.conversations.messages import changed_since, page_before
from gigafibre_fsm.messaging.conversations.rows import row_of, row_of_nothing

MOST = 200
# A change is committed a while after it was stamped: what is asked again reaches back so far.
OVERLAP = timedelta(seconds=15)


def thread(name: str, before: str = "", after: str = "", page_length: int = 50) -> dict:
	"""Return `{conversation, messages, has_more, oldest, newest}`, oldest message first.

	Without a cursor: the last page. `before=oldest` is the page before; `after=newest` everything that is new or
	changed since that answer (some of it perhaps again: put it in its place by name).
	Raises DoesNotExistError, and PermissionError when the user may not read this conversation.
	"""
	conversation = frappe.get_doc("Conversation", name)
	conversation.check_permission("read")
	newest = (now_datetime() - OVERLAP).isoformat()
	page_length = min(max(page_length, 1), MOST)
	if after:
		messages, has_more = changed_since(name, after, page_length)
		newest = messages.newest if has_more else newest
	else:
		messages, has_more = page_before(name, before, page_length)
	return {
		"conversation": _opened(conversation),
		"messages": messages.shown,
		"has_more": has_more,
		"oldest": messages.oldest,
		"newest": newest,
	}


def of_customer(customer: str) -> dict:
	"""Return the customer's thread as `thread` does; its name is None when nothing was said yet.

	Raises PermissionError when the user may not read this customer.
	"""
	frappe.get_doc("Customer", customer).check_permission("read")
	name = threads.find(customer)
	if name:
		return thread(name)
	return {
		"conversation": {
			**row_of_nothing(customer),
			"language": messaging.language_of(customer),
			"candidates": [],
			"channels": channels_of(customer),
		},
		"messages": [],
		"has_more": False,
		"oldest": None,
		"newest": now_datetime().isoformat(),
	}


def _opened(conversation) -> dict:
	return {
		**row_of(conversation.name),
		"language": messaging.language_of(conversation.customer),
		"candidates": candidates_of(conversation),
		"channels": channels_of(conversation.customer, conversation),
	}
