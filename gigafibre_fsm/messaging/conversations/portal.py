"""The customer's side of the chat: what was said in the portal, by them and to them, and nothing of the other channels."""

import frappe
from frappe import _
from frappe.utils import now_datetime

from gigafibre_fsm import messaging
from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.intake import take_in
from gigafibre_fsm.messaging.conversations.messages import moment_of
from gigafibre_fsm.messaging.conversations.reading import OVERLAP
from gigafibre_fsm.messaging.conversations.text import bounded, to_text
from gigafibre_fsm.permissions import customers_of
from gigafibre_fsm.rate import Limit, count

LONGEST = 2000
# Nobody writes as fast; what comes faster would push every other conversation out of the inbox.
PACE = Limit(30, 60)
MOST = 50
# Of what is new to a page that was out of reach: more than a day of talk, for the whole of it must come.
MOST_NEW = 500
FIELDS = ["name", "sent_or_received", "communication_date", "modified", "text_content", "content", "user"]


def portal_me() -> dict:
	"""Return `{user, full_name, customer, customer_name, language, support_phone}` of the signed-in customer."""
	customer = _customer()
	return {
		"user": frappe.session.user,
		"full_name": frappe.utils.get_fullname(frappe.session.user),
		"customer": customer,
		"customer_name": frappe.db.get_value("Customer", customer, "customer_name"),
		"language": messaging.language_of(customer),
		"support_phone": frappe.db.get_single_value("FSM Settings", "support_phone") or None,
	}


def portal_words() -> dict[str, str]:
	"""Return what public/portal/messages.js says, in the reader's language."""
	return {
		"title": _("Your messages with us"),
		"label": _("Your message"),
		"placeholder": _("How can we help?"),
		"send": _("Send"),
		"you": _("You"),
		"us": _("Customer service"),
		"loading": _("Loading your messages…"),
		"empty": _("Nothing yet: write to us, we answer here."),
		"sending": _("Sending…"),
		"waiting": _("Not sent yet"),
		"retry": _("Try again"),
		"edit": _("Edit"),
		"offline": _("No connection: it will be sent when you are back online."),
		"not_live": _("New messages cannot be fetched at the moment."),
		"signed_out": _("Your session is over."),
		"sign_in": _("Sign in again"),
	}


def portal_messages(after: str = "") -> dict:
	"""Return `{messages, newest}`: the last ones, or what is new since an answer's `newest` (some perhaps again).

	A message is `{name, mine, at, by_name, text}`, oldest first; who answered is named by their first name only.
	"""
	newest = (now_datetime() - OVERLAP).isoformat()
	thread = threads.find(_customer())
	rows = _chat(thread, after) if thread else []
	return {"messages": [_shown(row) for row in reversed(rows)], "newest": newest}


def portal_send(text: str, key: str) -> dict:
	"""Say something to the staff; returns the message. The same `key` is one message."""
	text = text.strip()
	if not text:
		frappe.throw(_("There is nothing to send: the message is empty"))
	if len(text) > LONGEST:
		frappe.throw(_("The message is longer than {0} characters").format(LONGEST))
	user = frappe.session.user
	if wait := count(PACE, "portal_send", user):
		sentence = _("You have sent many messages in a short time. Try again in {0} seconds.")
		frappe.throw(sentence.format(wait), frappe.RateLimitExceededError)
	said = take_in("Chat", user, text, customer=_customer(), external_id=f"{user}:{key}")
	return _shown(said.as_dict())


def _customer() -> str:
	return customers_of(frappe.session.user)[0]


def _chat(thread: str, after: str) -> list[dict]:
	filters = {"conversation": thread, "communication_medium": "Chat"}
	if after:
		filters["modified"] = (">=", moment_of(after))
	order = "communication_date desc, name desc"
	return frappe.get_all("Communication", filters, FIELDS, order_by=order, limit=MOST_NEW if after else MOST)


def _shown(row: dict) -> dict:
	mine = row["sent_or_received"] == "Received"
	return {
		"name": row["name"],
		"mine": mine,
		"at": to_iso(row["communication_date"]),
		"by_name": None if mine else frappe.get_cached_value("User", row["user"], "first_name"),
		"text": bounded(row["text_content"] or to_text(row["content"] or "")),
	}
