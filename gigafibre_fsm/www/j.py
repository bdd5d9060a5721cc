"""Where a technician's link of the day leads; the token is behind the #, as for customers. Without one: who is in."""

import frappe
from frappe import _

from gigafibre_fsm import identity
from gigafibre_fsm.clock import from_iso

no_cache = 1
sitemap = 0


def get_context(context):
	user = {"user": frappe.session.user}
	context.technician = frappe.db.get_value("Dispatch Technician", user, "full_name")
	context.until = end_of_session()
	context.method = "gigafibre_fsm.api.identity.enter_technician"
	context.home = "/j"
	context.missing = _("Open the link of the day that your dispatcher sent you.")
	return identity.prepare_page(context)


def end_of_session() -> str | None:
	"""Return at what time of the site the session ends, when a link opened it: "20:00"."""
	end = frappe.session.data.get("session_end")
	return from_iso(end).strftime("%H:%M") if end else None
