"""Where somebody without a password can be reached: a mobile number or an e-mail address."""

import re
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.utils import validate_email_address

from gigafibre_fsm.messaging import to_e164

MOST_CHARACTERS = 140
SEVERAL = re.compile(r"[\s,;]")


@dataclass(frozen=True, slots=True)
class Address:
	"""`channel` is "SMS" or "Email"; `value` a number in E.164 or an address in small letters."""

	channel: str
	value: str


def read_address(text: str) -> Address:
	"""Return the address somebody typed. Raises ValidationError with what they typed when it is none."""
	typed = text.strip()
	if len(typed) <= MOST_CHARACTERS:
		if "@" in typed and not SEVERAL.search(typed) and validate_email_address(typed) == typed:
			return Address("Email", typed.lower())
		if number := _number(typed):
			return Address("SMS", number)
	frappe.throw(
		_(
			"Address “{0}”: is neither an e-mail address such as alex@example.com nor a number such as 514 555-0123"
		).format(typed[:MOST_CHARACTERS])
	)


def _number(text: str) -> str | None:
	try:
		return to_e164(text)
	except ValueError:
		return None
