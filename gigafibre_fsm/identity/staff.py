"""Staff come in through Authentik: sent there by `begin_sign_in`, let in by `finish_sign_in`."""

import json
from base64 import b64decode
from typing import NoReturn
from urllib.parse import urlencode, urlsplit

import frappe
from frappe import _
from frappe.utils.oauth import get_redirect_uri, login_oauth_user

from gigafibre_fsm.identity import authentik, sign_in_state
from gigafibre_fsm.identity.social_login_key import START
from gigafibre_fsm.identity.staff_users import PROVIDER, SignInRefused, Visitor, admit, one_address
from gigafibre_fsm.integrations.authentik import Person
from gigafibre_fsm.permissions import may_use_ops

# What may keep somebody out; describe_failure says it in words.
FAILURES = (SignInRefused, *authentik.FAILURES)


def begin_sign_in(frappe_state: str, has_hopped: bool) -> str:
	"""Return where to send the browser. `frappe_state` is what Frappe's sign-in page made: only its address is used.

	Raises AuthentikOff.
	"""
	sign_in = authentik.sign_in()
	back = get_redirect_uri(PROVIDER)
	home = urlsplit(back)
	if home.netloc != frappe.request.host and not has_hopped:
		# The cookie must be of the host that Authentik sends people back to.
		return f"{home.scheme}://{home.netloc}{START}?{urlencode({'state': frappe_state, 'hopped': 1})}"
	attempt = sign_in_state.begin(_wanted(frappe_state))
	return sign_in.address(back, attempt.state, attempt.verifier)


def finish_sign_in(code: str, state: str) -> None:
	"""Sign in whoever comes back with this code, and send them on. Raises SignInRefused, or one of FAILURES."""
	attempt = sign_in_state.take(state)
	person = authentik.sign_in().person(code, get_redirect_uri(PROVIDER), attempt.verifier)
	user = admit(_visitor(person), may_create=True)
	login_oauth_user(
		{"sub": person.sub, "email": user},
		provider=PROVIDER,
		state={"token": state, "redirect_to": attempt.path},
	)
	if not attempt.path and may_use_ops():
		frappe.local.response["location"] = "/ops"


def give_up_sign_in(state: str, told: str) -> NoReturn:
	"""End a sign-in that Authentik refused, with what it told. Raises SignInRefused.

	Only who began it is shown those words: in any other link somebody else could have put them in our mouth.
	"""
	sign_in_state.take(state)
	raise SignInRefused(told or _("Authentik sent you back without a code."))


def _visitor(person: Person) -> Visitor:
	if person.groups is None:
		raise SignInRefused(
			_(
				"Authentik did not tell your groups: its provider must allow the scope “profile”. Ask your administrator."
			)
		)
	# A provider that says nothing of it trusts its addresses.
	is_sure = person.email_verified is not False
	email = one_address(person.email)
	return Visitor(person.sub, email, person.groups, is_sure, person.first_name, person.last_name)


def _wanted(frappe_state: str) -> str | None:
	"""Return where Frappe's sign-in page says the person wanted to go: anybody may have written it."""
	try:
		told = json.loads(b64decode(frappe_state, validate=True))
	except ValueError:
		return None
	wanted = told.get("redirect_to") if isinstance(told, dict) else None
	return wanted if isinstance(wanted, str) else None
