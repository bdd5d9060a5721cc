"""Who an address is, as staff said last."""

import frappe


def remembered(address: str) -> str | None:
	"""Return the customer staff said this number or address is."""
	return frappe.db.get_value("Known Sender", address, "customer")


def remember(address: str, customer: str | None) -> None:
	"""Keep who this address is for the next time it writes; None forgets it."""
	if frappe.db.exists("Known Sender", address):
		if customer:
			frappe.get_doc("Known Sender", address).update({"customer": customer}).save(
				ignore_permissions=True
			)
		else:
			frappe.delete_doc("Known Sender", address, ignore_permissions=True)
	elif customer:
		frappe.get_doc(doctype="Known Sender", address=address, customer=customer).insert(
			ignore_permissions=True
		)
