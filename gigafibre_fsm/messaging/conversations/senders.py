"""Who an address is, as staff said last."""

import frappe

DOCTYPE = "Known Sender"


def remembered(address: str) -> str | None:
	"""Return the customer staff said this number or address is."""
	return frappe.db.get_value(DOCTYPE, address.lower(), "customer")


def remember(address: str, customer: str | None) -> None:
	"""Keep who this address is for the next time it writes; None forgets it."""
	known = frappe.db.exists(DOCTYPE, address.lower())
	if known and customer:
		frappe.get_doc(DOCTYPE, known).update({"customer": customer}).save(ignore_permissions=True)
	elif known:
		frappe.delete_doc(DOCTYPE, known, ignore_permissions=True)
	elif customer:
		frappe.get_doc(doctype=DOCTYPE, address=address, customer=customer).insert(ignore_permissions=True)
