"""The Stripe account of this site: FSM Settings turned into a client."""

from functools import lru_cache

import frappe
from frappe import _

from gigafibre_fsm.integrations.stripe import Config, Stripe, StripeError, reason


class StripeOff(frappe.ValidationError):
	"""Stripe is switched off in FSM Settings, or what is written there cannot work; `str(error)` says which."""


def stripe() -> Stripe:
	"""Return the client; its connections are shared by the process. Raises StripeOff."""
	settings = frappe.get_cached_doc("FSM Settings")
	if not settings.stripe_enabled:
		raise StripeOff(_("Payments by Stripe are switched off in FSM Settings"))
	key = settings.get_password("stripe_secret_key", raise_exception=False) or ""
	try:
		return client(Config(settings.stripe_api_url or "", key))
	except ValueError as error:
		raise StripeOff(_("Stripe is not set up in FSM Settings: {0}").format(error)) from error


@lru_cache(maxsize=8)
def client(config: Config) -> Stripe:
	"""Return the process's client of this account."""
	return Stripe(config)


def in_words(error: StripeError) -> str:
	"""Return what went wrong as people should read it: our sentence for a known code, else Stripe's own words."""
	known = reason(error.decline_code) or reason(error.code)
	return _(known) if known else str(error)


def test_stripe() -> dict:
	"""Return `{ok, message}`: whose account answers and whether it takes payments, or Stripe's own words."""
	try:
		account = stripe().test()
	except StripeOff as off:
		return {"ok": False, "message": str(off)}
	except StripeError as error:
		return {"ok": False, "message": in_words(error)}
	if not account.takes_payments:
		message = _("The account “{0}” answers, but may not take payments yet: finish its setup at Stripe")
		return {"ok": False, "message": message.format(account.name)}
	return {"ok": True, "message": _("Account “{0}” answers and takes payments").format(account.name)}
