"""The e-mail of an invitation: where to sign in, and as whom. Never the password: mail is kept, and read by others."""

import frappe
from frappe import _
from frappe.utils import get_url

# Nothing else of ours is sent about a user, nor by Frappe with this reference.
REFERENCE = "User"


def send(email: str, first_name: str, username: str) -> tuple[str, str]:
	"""Queue the invitation unless it was sent or waits; return the step's state and what to say of it.

	Raises frappe.OutgoingEmailError when the site cannot send e-mail.
	"""
	known = state(email)
	if known["state"] in ("already", "done"):
		return "already", known["message"]
	frappe.sendmail(
		recipients=[email],
		subject=_("You are invited to {0}").format(_company()),
		template="staff_invitation",
		args={
			"first_name": first_name,
			"username": username,
			"address": get_url("/ops"),
			"company": _company(),
		},
		reference_doctype=REFERENCE,
		reference_name=email,
	)
	return "done", _("Waits to be sent")


def state(email: str) -> dict:
	"""Return `{state, message}` of the latest invitation to this address, with the mail server's own words.

	`state` is already (it left), done (it waits), failed, or skipped (there is none).
	"""
	fields = ["status", "error"]
	rule = {"reference_doctype": REFERENCE, "reference_name": email}
	found = frappe.get_all("Email Queue", rule, fields, order_by="creation desc", limit=1)
	if not found:
		return {"state": "skipped", "message": ""}
	queued = found[0]
	if queued.error and queued.status != "Sent":
		return {"state": "failed", "message": queued.error.strip().splitlines()[-1]}
	if queued.status == "Sent":
		return {"state": "already", "message": _("Sent")}
	return {"state": "done", "message": _("Waits to be sent")}


def _company() -> str:
	return frappe.defaults.get_global_default("company") or _("Gigafibre FSM")
