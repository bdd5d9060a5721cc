"""A conversation's life: whose it is, whether it waits, sleeps or is over, and what is read."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import now_datetime

from gigafibre_fsm.clock import from_iso
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.rows import row_of
from gigafibre_fsm.realtime import tell_conversation


def assign(name: str, user: str = "") -> dict:
	"""Give the conversation to somebody of the staff, who is told; nobody when no user is given. Returns its row."""
	conversation = threads.for_change(name)
	before, conversation.assigned_to = conversation.assigned_to, user or None
	conversation.save()
	if user and user not in (before, frappe.session.user):
		_notify(conversation, user)
	return _told(conversation)


def close(name: str) -> dict:
	"""Close it, read; the next message opens it again. Returns its row."""
	return _change(name, status="Closed", unread=0)


def reopen(name: str) -> dict:
	"""Open it again. Returns its row."""
	return _change(name, status="Open")


def snooze(name: str, until: str) -> dict:
	"""Put it away until a moment (ISO 8601), or until they write again. Returns its row."""
	try:
		moment = from_iso(until)
	except ValueError:
		frappe.throw(_("{0} is not a date and time").format(until))
	if moment <= now_datetime():
		frappe.throw(_("A conversation can only be snoozed until later"))
	return _change(name, status="Snoozed", snoozed_until=moment)


def mark_read(name: str) -> dict:
	"""Nothing in it is unread. Returns its row."""
	return _mark(name, 0)


def mark_unread(name: str) -> dict:
	"""Somebody should look at it again. Returns its row."""
	return _mark(name, 1)


def wake() -> None:
	"""Open what was snoozed until now, as unread: somebody wanted to be reminded (scheduler)."""
	filters = {"status": "Snoozed", "snoozed_until": ("<=", now_datetime())}
	for name in frappe.get_all("Conversation", filters, pluck="name", order_by="snoozed_until", limit=500):
		frappe.db.savepoint("fsm_wake")
		try:
			_wake(name)
		except Exception:
			# The others wake all the same; this one is tried again in a minute.
			frappe.db.rollback(save_point="fsm_wake")
			frappe.log_error(title=f"Conversation {name}")


def _wake(name: str) -> None:
	"""Somebody may have closed it, put it off or merged it since it was found."""
	conversation = threads.locked_if_there(name)
	if not conversation or conversation.status != "Snoozed" or conversation.snoozed_until > now_datetime():
		return
	conversation.db_set({"status": "Open", "snoozed_until": None, "unread": max(1, conversation.unread)})
	tell_conversation(name)


def _mark(name: str, unread: int) -> dict:
	"""Reading is no change of the conversation: it leaves no trace in its history."""
	conversation = threads.for_change(name)
	if bool(conversation.unread) == bool(unread):
		return row_of(name)
	conversation.db_set("unread", unread, update_modified=False)
	return _told(conversation)


def _change(name: str, **values) -> dict:
	conversation = threads.for_change(name)
	conversation.update(values).save()
	return _told(conversation)


def _told(conversation: Document) -> dict:
	tell_conversation(conversation.name)
	return row_of(conversation.name)


def _notify(conversation: Document, user: str) -> None:
	who = frappe.utils.get_fullname(frappe.session.user)
	frappe.get_doc(
		doctype="Notification Log",
		type="Assignment",
		for_user=user,
		from_user=frappe.session.user,
		document_type="Conversation",
		document_name=conversation.name,
		subject=_("{0} gave you the conversation with {1}").format(who, conversation.title),
	).insert(ignore_permissions=True)
