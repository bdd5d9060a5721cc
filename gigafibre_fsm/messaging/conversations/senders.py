"""Who an address is, as staff said last."""

import frappe

from gigafibre_fsm import messaging

DOCTYPE = "Known Sender"


def remembered(address: str) -> str | None:
	"""Return the customer staff said this number or address is."""
	return frappe.db.get_value(DOCTYPE, address.lower(), "customer")


def is_of(address: str, customer: str, channel: str = "Email") -> bool:
	"""Return whether this address, or number ("SMS"), is the customer's: staff said so, or it is in their file."""
	return remembered(address) == customer or customer in messaging.match_customers(channel, address)


def remember(address: str, customer: str | None) -> None:
	"""Keep who this address is for the next time it writes; None forgets it."""
	known = frappe.db.exists(DOCTYPE, address.lower())
	if known and customer:
		frappe.get_doc(DOCTYPE, known).update({"customer": customer}).save(ignore_permissions=True)
	elif known:
		frappe.delete_doc(DOCTYPE, known, ignore_permissions=True)
	elif customer:
		frappe.get_doc(doctype=DOCTYPE, address=address, customer=customer).insert(ignore_permissions=True)
