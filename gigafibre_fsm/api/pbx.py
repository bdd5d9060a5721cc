"""What 3CX asks when the phone rings."""

from urllib.parse import quote

import frappe
from frappe import _

from gigafibre_fsm import messaging, webhooks
from gigafibre_fsm.api.access import endpoint


@endpoint(signed_by="3cx")
def lookup(number: str) -> dict:
	"""Who calls: `{contact: {id, name, number, url} | null}`. Several customers of one number are named together."""
	webhooks.require_signature("pbx")
	customers = messaging.match_customers("Phone", number)
	if not customers:
		return {"contact": None}
	return {
		"contact": {
			"id": customers[0],
			"name": _name(customers),
			"number": number,
			"url": frappe.utils.get_url(f"/ops/clients/{quote(customers[0])}"),
		}
	}


def _name(customers: list[str]) -> str:
	first = frappe.db.get_value("Customer", customers[0], "customer_name")
	if len(customers) == 1:
		return first
	return _("{0} and {1} more").format(first, len(customers) - 1)
