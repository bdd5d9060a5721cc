"""What managers do with events that failed."""

import frappe

from gigafibre_fsm import webhooks
from gigafibre_fsm.api.access import endpoint


@endpoint(roles=("FSM Manager", "System Manager"), methods=("POST",))
def retry(names: str) -> dict:
	"""Give failed events their tries again, all of them or none: `names` is a JSON list; returns `{retried}`."""
	wanted = frappe.parse_json(names)
	for name in wanted:
		webhooks.retry(name)
	return {"retried": len(wanted)}
