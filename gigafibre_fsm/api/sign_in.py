"""Signing in through Authentik: where the button of the sign-in page leads, and where Authentik sends people back."""

import frappe
from frappe import _
from frappe.utils import escape_html

from gigafibre_fsm.api.access import Limit, endpoint
from gigafibre_fsm.identity import authentik as system
from gigafibre_fsm.identity import staff
from gigafibre_fsm.identity.staff_users import SignInRefused

FAILURES = (SignInRefused, *system.FAILURES)
# An office behind one address signs in in the morning.
OFTEN = Limit(120, 60)


@endpoint(guest=OFTEN)
def start(state: str = "", hopped: int = 0) -> None:
	"""Send the browser to Authentik."""
	try:
		address = staff.begin(state, bool(hopped))
	except FAILURES as failure:
		return _refuse(failure)
	frappe.local.response.update({"type": "redirect", "location": address})


@endpoint(guest=OFTEN)
def authentik(code: str = "", state: str = "", error: str = "", error_description: str = "") -> None:
	"""Sign in whoever Authentik sends back, and go on to where they wanted to."""
	try:
		if error or not code:
			raise SignInRefused(error_description or error or _("Authentik sent you back without a code."))
		staff.come_back(code, state)
	except FAILURES as failure:
		_refuse(failure)


def _refuse(failure: Exception) -> None:
	"""Say why on a page, with the way to try again. The roles that were taken back on the way stay so."""
	sentence = str(failure) if isinstance(failure, SignInRefused) else system.failure(failure)
	frappe.local.flags.commit = True
	frappe.respond_as_web_page(
		_("Sign-in refused"),
		escape_html(sentence),
		http_status_code=403,
		primary_action="/login",
		primary_label=_("Back to sign-in"),
	)
