"""How links and codes leave: a text message, or an e-mail with the same words and a button."""

from dataclasses import dataclass

import frappe

from gigafibre_fsm import messaging
from gigafibre_fsm.identity.addresses import Address

TEMPLATE = "gigafibre_fsm/templates/identity/mail.html"


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


def send(letter: Letter, address: Address, key: str, customer: str | None = None) -> None:
	"""Send it to an address; the same key twice is one message."""
	if address.channel == "SMS":
		messaging.send_sms(address.value, letter.text, key=key, purpose="Security", customer=customer)
	else:
		words = {"letter": letter, "signature": messaging.signature()}
		html = frappe.render_template(TEMPLATE, words, is_path=True)
		messaging.send_email(address.value, letter.subject, html, key=key, customer=customer)
