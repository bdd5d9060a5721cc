"""What only a System Manager may change: a manager of the ISP could make themselves one with it, or take our secrets."""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint

from gigafibre_fsm.gigafibre_fsm.doctype.fsm_settings import sign_in_tab
from gigafibre_fsm.words import N_

WHO_COMES_IN = N_("only a System Manager may change who comes in, and as whom")
WHERE_SECRETS_GO = N_("only a System Manager may change where our links lead and our secrets are sent")
REASONS = {
	**dict.fromkeys(
		(
			*sign_in_tab.NEEDED,
			"authentik_enabled",
			"authentik_token",
			"group_roles",
			"proxy_sign_in",
			"trusted_proxies",
		),
		WHO_COMES_IN,
	),
	# People's links open there, with their secrets; Twilio's is asked with the account's.
	"public_url": WHERE_SECRETS_GO,
	"twilio_api_url": WHERE_SECRETS_GO,
	"flow_hosts": WHERE_SECRETS_GO,
	"gemini_api_url": WHERE_SECRETS_GO,
	"stripe_api_url": WHERE_SECRETS_GO,
}


def validate(settings: Document) -> None:
	"""Refuse a change that is not the user's to make, before anything is written another way. Raises PermissionError."""
	if "System Manager" in frappe.get_roles():
		return
	before = settings.get_doc_before_save() or frappe.new_doc(settings.doctype)
	for fieldname, reason in REASONS.items():
		if _written(settings, fieldname) != _written(before, fieldname):
			label = _(settings.meta.get_label(fieldname), context=settings.doctype)
			frappe.throw(_("{0}: {1}").format(label, _(reason)), frappe.PermissionError)


# What counts of the rows of a table.
ROWS = {"group_roles": ("group_name", "role"), "flow_hosts": ("address", "header", "secret")}


def _written(settings: Document, fieldname: str) -> int | str | list[tuple[str, ...]]:
	"""Return a field's value in a form that can be compared: a request may write numbers as text."""
	if fieldname in ROWS:
		rows = settings.get(fieldname)
		return [tuple((row.get(field) or "").strip() for field in ROWS[fieldname]) for row in rows]
	value = settings.get(fieldname)
	is_switch = settings.meta.get_field(fieldname).fieldtype == "Check"
	return cint(value) if is_switch else (value or "").strip()
