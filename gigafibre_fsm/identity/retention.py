"""What is over is deleted: a used or expired token or code is of no use after some days."""

import frappe
from frappe.utils import add_to_date, now_datetime

DAYS = 30


def delete_old() -> None:
	"""Delete tokens, codes and retired keys that ended more than DAYS ago; each night."""
	end = add_to_date(now_datetime(), days=-DAYS)
	frappe.db.delete("Access Token", {"expires_on": ["<", end]})
	frappe.db.delete("One Time Code", {"expires_on": ["<", end]})
	for name in frappe.get_all("Token Key", {"retired_on": ["<", end]}, pluck="name", order_by="creation"):
		# The scheduler asks.
		frappe.delete_doc("Token Key", name, ignore_permissions=True, force=True)
