"""Signing in through Authentik: where the button of the sign-in page leads, and where Authentik sends people back."""

import frappe
from frappe import _
from frappe.utils import escape_html

from gigafibre_fsm import identity
from gigafibre_fsm.api.access import Limit, endpoint

# An office behind one address signs in in the morning.
OFTEN = Limit(120, 60)


@endpoint(guest=OFTEN)
def start(state: str = "", hopped: int = 0) -> None:
	"""Send the browser to Authentik."""
	try:
		address = identity.begin_sign_in(state, bool(hopped))
	except identity.FAILURES as failure:
		return _refuse(identity.describe_failure(failure))
	frappe.local.response.update({"type": "redirect", "location": address})


@endpoint(guest=OFTEN)
def authentik(code: str = "", state: str = "", error: str = "", error_description: str = "") -> None:
	"""Sign in whoever Authentik sends back, and go on to where they wanted to."""
	try:
		if error or not code:
			identity.give_up_sign_in(state, error_description or error)
		identity.finish_sign_in(code, state)
	except identity.FAILURES as failure:
		_refuse(identity.describe_failure(failure))


def _refuse(sentence: str) -> None:
	"""Say why on a page, with the way to try again. The roles that were taken back on the way stay so."""
	frappe.local.flags.commit = True
	frappe.respond_as_web_page(
		_("Sign-in refused"),
		escape_html(sentence),
		http_status_code=403,
		primary_action="/login",
		primary_label=_("Back to sign-in"),
	)
