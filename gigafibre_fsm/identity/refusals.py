"""How we say no to somebody with a link: kindly, and with what to do next."""

from typing import NoReturn

import frappe
from frappe import _

from gigafibre_fsm.words import N_

NOT_VALID = N_("This link is not valid. Copy it whole, or ask for a new one.")
OVER = N_("This link has expired. Ask for a new one.")
USED = N_("This link was already used: it opens once. Ask for a new one.")
REVOKED = N_("This link was withdrawn. Ask for a new one.")
OTHER_DEVICE = N_("This link was opened on another device first, and opens only there. Ask for a new one.")
CLOSED = N_("This account is closed. Please call us.")


class LinkRefusedError(frappe.PermissionError):
	"""The link does not open, and why."""


def refuse(sentence: str) -> NoReturn:
	"""Refuse with one of the sentences above. Raises LinkRefusedError."""
	frappe.throw(_(sentence), LinkRefusedError)
