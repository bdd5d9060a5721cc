"""What the pages for people with a link have in common: their words, and headers that keep the link theirs."""

import frappe
from frappe.sessions import get_csrf_token

from gigafibre_fsm import messaging
from gigafibre_fsm.language import LANGUAGES, language

HEADERS = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Frame-Options": "DENY"}


def prepare_page(context):
	"""Fill in what every such page shows, in the language the link asks for, and set the headers of the answer."""
	wanted = frappe.form_dict.get("lang")
	if wanted in LANGUAGES:
		# Our links say what their reader reads: a borrowed telephone may speak another language.
		frappe.local.lang = wanted
	frappe.local.response_headers.update(HEADERS)
	context.language = language()
	context.company = frappe.defaults.get_global_default("company") or "Gigafibre"
	context.support_phone = frappe.get_cached_doc("FSM Settings").support_phone
	context.support_phone_as_said = messaging.as_said(context.support_phone)
	context.csrf_token = "" if frappe.session.user == "Guest" else get_csrf_token()
	return context


def redirect(address: str) -> None:
	"""Send the browser to another page of ours, for now. Raises frappe.Redirect."""
	frappe.local.response_headers.update(HEADERS)
	frappe.local.flags.redirect_location = address
	raise frappe.Redirect(302)
