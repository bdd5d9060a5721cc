"""The e-mail of an invitation: where to sign in, and as whom. Never the password: mail is kept, and read by others."""

import frappe
from frappe import _
from frappe.utils import get_url

from gigafibre_fsm import messaging

TEMPLATE = "gigafibre_fsm/templates/emails/staff_invitation.html"


def send(email: str, first_name: str, username: str) -> tuple[str, str]:
	"""Queue the invitation unless it was sent or waits; return the step's state and what to say of it.

	Raises frappe.OutgoingEmailError when the site cannot send e-mail.
	"""
	known = email_of_invitation(email)
	if known["state"] in ("already", "done"):
		return "already", known["message"]
	company = frappe.defaults.get_global_default("company") or _("Gigafibre FSM")
	words = {"first_name": first_name, "username": username, "address": get_url("/ops"), "company": company}
	queued = messaging.send_email(
		email,
		_("You are invited to {0}").format(company),
		frappe.render_template(TEMPLATE, words),
		# One that failed is written anew, under a new key.
		key=f"staff-invitation:{email}:{frappe.db.count('Email Queue', _of(email))}",
	)
	frappe.db.set_value("Email Queue", queued, _of(email))
	return "done", _("Waits to be sent")


def email_of_invitation(email: str) -> dict:
	"""Return `{state, message}` of the latest invitation to this address, with the mail server's own words.

	`state` is already (it left), done (it waits), failed, or skipped (there is none).
	"""
	found = frappe.get_all("Email Queue", _of(email), ["status", "error"], order_by="creation desc", limit=1)
	if not found:
		return {"state": "skipped", "message": ""}
	queued = found[0]
	if queued.status == "Sent":
		return {"state": "already", "message": _("Sent")}
	if queued.error:
		return {"state": "failed", "message": messaging.smtp_words(queued.error)}
	return {"state": "done", "message": _("Waits to be sent")}


def _of(email: str) -> dict:
	"""Nothing else is sent with this reference, neither by us nor by Frappe."""
	return {"reference_doctype": "User", "reference_name": email}
