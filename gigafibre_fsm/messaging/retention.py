"""What an SMS was once its delivery interests nobody: its row goes, its text stays in the conversation."""

import frappe
from frappe.utils import add_days, now_datetime

from gigafibre_fsm.messaging import outbox, states

# Not yet at its end: the outbox still has to do with it.
UNDER_WAY = (states.QUEUED, states.SENDING)


def delete_old() -> None:
	"""Delete the SMS Messages FSM Settings keeps no longer, sent and received (nightly)."""
	days = frappe.db.get_single_value("FSM Settings", "sms_retention_days")
	if days:
		older = ("<", add_days(now_datetime(), -days))
		frappe.db.delete(outbox.DOCTYPE, {"creation": older, "status": ("not in", UNDER_WAY)})
