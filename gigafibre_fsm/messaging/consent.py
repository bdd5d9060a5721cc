"""Who may be written to: the latest Message Consent of an address decides (Canada's anti-spam law wants it kept)."""

from collections.abc import Iterable
from datetime import datetime

import frappe
from frappe import _
from frappe.utils import now_datetime

from gigafibre_fsm.messaging.phone_numbers import to_e164

WITHDRAWN = "Withdrawn"
CHUNK = 500


def suppressed(address: str, channel: str) -> bool:
	"""Return whether this address has withdrawn its consent on this channel ("SMS" or "Email")."""
	return bool(suppressed_among([address], channel))


def suppressed_among(addresses: Iterable[str], channel: str) -> set[str]:
	"""Return those of many addresses that have withdrawn; the latest row of each is what counts."""
	wanted = list({_comparable(address, channel) for address in addresses})
	statuses: dict[str, str] = {}
	for start in range(0, len(wanted), CHUNK):
		filters = {"channel": channel, "address": ("in", wanted[start : start + CHUNK])}
		fields, order = ["address", "status"], "given_on asc, creation asc"
		for row in frappe.get_all("Message Consent", filters, fields, order_by=order):
			statuses[row.address] = row.status
	return {address for address, status in statuses.items() if status == WITHDRAWN}


def latest(address: str, channel: str) -> dict | None:
	"""Return `{name, status, given_on}` of the Message Consent that counts for this address, if there is any."""
	filters = {"channel": channel, "address": _comparable(address, channel)}
	fields, order = ["name", "status", "given_on"], "given_on desc, creation desc"
	found = frappe.get_all("Message Consent", filters, fields, order_by=order, limit=1)
	return found[0] if found else None


def record_consent(
	address: str,
	channel: str,
	status: str,
	source: str,
	customer: str | None = None,
	notes: str = "",
	at: datetime | None = None,
) -> str:
	"""Keep that an address gave (Express, Implied) or took back (Withdrawn) its consent, now unless `at` says when.

	Returns the row's name.
	"""
	values = {"address": address, "channel": channel, "status": status, "source": source}
	values |= {"customer": customer, "given_on": at or now_datetime(), "notes": notes}
	return frappe.get_doc({"doctype": "Message Consent", **values}).insert(ignore_permissions=True).name


def opted_out_sentence() -> str:
	"""Return what the sender reads of a message to somebody who withdrew."""
	return _("this number has opted out")


def normalise(address: str, channel: str) -> str:
	"""Return an address the one way it is stored: numbers in E.164, e-mail in lower case. Raises ValueError."""
	if channel == "Email":
		return address.strip().lower()
	number = to_e164(address)
	if not number:
		raise ValueError("an empty number")
	return number


def _comparable(address: str, channel: str) -> str:
	"""Whatever is no number (a short code, a name) never gave consent, and is compared as it is."""
	try:
		return normalise(address, channel)
	except ValueError:
		return address
