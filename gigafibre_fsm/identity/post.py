"""How links and codes leave: a text message, or an e-mail with the same words and a button."""

from dataclasses import dataclass

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm import messaging
from gigafibre_fsm.identity.addresses import Address

TEMPLATE = "gigafibre_fsm/templates/identity/mail.html"
# What such an e-mail is about, and is known by.
REFERENCE = "Access Token"
# What has not left by then never will.
DAYS_TO_LOOK_BACK = 2


@dataclass(frozen=True, slots=True)
class Letter:
	"""What we say, in the reader's language: the text of an SMS, and what an e-mail shows around link or code."""

	language: str
	text: str
	subject: str
	greeting: str
	sentence: str
	# Left alone when it was not them who asked.
	ending: str
	code: str = ""
	link: str = ""
	button: str = ""


def send_letter(
	letter: Letter,
	address: Address,
	key: str,
	customer: str | None = None,
	communication: str | None = None,
) -> None:
	"""Send it to an address; the same key twice is one message.

	The Communication that shows it, if there is one, must do so without link and code.
	"""
	about = {"customer": customer, "communication": communication}
	if address.channel == "SMS":
		messaging.send_sms(address.value, letter.text, key=key, purpose="Security", **about)
	else:
		words = {"letter": letter, "signature": messaging.signature()}
		html = frappe.render_template(TEMPLATE, words, is_path=True)
		queued = messaging.send_email(address.value, letter.subject, html, key=key, **about)
		frappe.db.set_value("Email Queue", queued, "reference_doctype", REFERENCE, update_modified=False)


def blank_sent() -> None:
	"""Take links and codes out of the e-mails that left, or never will (scheduler); as text messages lose theirs.

	Whoever may read Email Queue could sign in with them. Frappe's own job changes the state of an e-mail without a
	hook, so they are looked for, by what they are about.
	"""
	since = add_to_date(now_datetime(), days=-DAYS_TO_LOOK_BACK)
	left = {
		"reference_doctype": REFERENCE,
		"status": ["in", ["Sent", "Error"]],
		"message": ["!=", ""],
		"creation": [">", since],
	}
	frappe.db.set_value("Email Queue", left, "message", "", update_modified=False)
