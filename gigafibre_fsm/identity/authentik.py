"""The Authentik of this site: FSM Settings turned into clients."""

import frappe
from frappe import _

from gigafibre_fsm.identity import group_roles
from gigafibre_fsm.identity.staff_users import SignInRefused
from gigafibre_fsm.integrations.authentik import Authentik, AuthentikError, Client, Config, SignIn


class AuthentikOff(Exception):
	"""Authentik is switched off in FSM Settings, or has no API token there."""


def admin() -> Authentik:
	"""Return the client of the admin API. Raises AuthentikOff."""
	settings = frappe.get_cached_doc("FSM Settings")
	token = settings.get_password("authentik_token", raise_exception=False)
	if not (settings.authentik_enabled and token):
		raise AuthentikOff
	return Authentik(Config(settings.authentik_url, token))


def sign_in() -> SignIn:
	"""Return the way in for people. Raises AuthentikOff."""
	settings = frappe.get_cached_doc("FSM Settings")
	if not settings.authentik_enabled:
		raise AuthentikOff
	secret = settings.get_password("authentik_client_secret")
	return SignIn(Config(settings.authentik_url), Client(settings.authentik_client_id, secret))


FAILURES = (AuthentikOff, AuthentikError)


def describe_failure(error: Exception) -> str:
	"""Return what to say of one of FAILURES, or of a refusal: what we saw in the reader's language, Authentik's own words as they are."""
	if isinstance(error, SignInRefused):
		return str(error)
	if isinstance(error, AuthentikOff):
		return _("Authentik is switched off, or has no API token: see the tab Sign-In of FSM Settings")
	address = frappe.get_cached_doc("FSM Settings").authentik_url
	sentences = {
		"unreachable": _("Authentik cannot be reached at {0}").format(address),
		"timeout": _("Authentik at {0} is too slow to answer").format(address),
		"denied": _("Authentik does not allow it: {0}. Check the API token and what its owner may do").format(
			error
		),
	}
	return sentences.get(error.cause, _("Authentik answered with an error: {0}").format(error))


def test_authentik() -> dict:
	"""Return `{ok, message}`: whether Authentik takes our API token and has the groups of the table."""
	try:
		client = admin()
		owner = client.whoami()
		missing = [name for name in group_roles.table() if not client.find_group(name)]
	except FAILURES as error:
		return {"ok": False, "message": describe_failure(error)}
	if missing:
		return {"ok": False, "message": _("Authentik has no group named {0}").format(", ".join(missing))}
	return {"ok": True, "message": _("Authentik answers; our API token is {0}'s").format(owner)}
