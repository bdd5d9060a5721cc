"""The link that ends our mass mail for an address: about the consent it was sent under, valid for 90 days.

Canada's anti-spam law wants it to work for 60 days, and without signing in.
"""

import frappe
from frappe import _
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm import identity
from gigafibre_fsm.messaging.consent import latest, record_consent, suppressed
from gigafibre_fsm.public_address import public_address

PURPOSE = "unsubscribe"
DAYS = 90


def links(address: str, customer: str | None) -> tuple[str, str]:
	"""Return (page, one click): where a person unsubscribes this address, and where their mail program does.

	A customer who never said anything is written to under the consent the law implies, kept from then on.
	"""
	kept = latest(address, "Email")
	consent = (
		kept.name
		if kept
		else record_consent(address, "Email", "Implied", _("Customer of ours"), customer=customer)
	)
	token = identity.issue(
		PURPOSE,
		subject=("Message Consent", consent),
		expires_on=add_to_date(now_datetime(), days=DAYS),
	)
	one_click = f"/api/method/gigafibre_fsm.api.messages.unsubscribe?token={token}"
	return public_address(f"/unsubscribe#{token}"), public_address(one_click)


def unsubscribe(token: str) -> dict:
	"""Keep that the address of this link wants no more mass mail; `{address}`. A second time changes nothing."""
	row = identity.open_token(token, PURPOSE)
	consent = frappe.get_doc("Message Consent", row.reference_name)
	if not suppressed(consent.address, "Email"):
		record_consent(
			consent.address, "Email", "Withdrawn", _("Link in an e-mail of ours"), customer=consent.customer
		)
	return {"address": consent.address}
