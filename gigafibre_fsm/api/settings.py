"""Settings: what the desk's FSM Settings form and the page "Invite a colleague" ask for."""

from frappe.utils import safe_json_loads

from gigafibre_fsm import assistant, billing, identity, messaging, network
from gigafibre_fsm.api.access import endpoint

MANAGERS = ("System Manager", "FSM Manager")


@endpoint(roles=MANAGERS, methods=("POST",))
def test_genieacs() -> dict:
	"""Try the saved GenieACS address: `{ok, message}`."""
	return network.test_acs()


@endpoint(roles=MANAGERS, methods=("POST",))
def test_twilio() -> dict:
	"""Try the saved Twilio account: `{ok, message}`."""
	return messaging.test_connection()


@endpoint(roles=MANAGERS, methods=("POST",))
def test_stripe() -> dict:
	"""Try the saved Stripe key: `{ok, message}`."""
	return billing.test_stripe()


@endpoint(roles=MANAGERS, methods=("POST",))
def test_authentik() -> dict:
	"""Try the saved Authentik address, token and groups: `{ok, message}`."""
	return identity.test_authentik()


@endpoint(roles=MANAGERS, methods=("POST",))
def test_gemini() -> dict:
	"""Try the saved Gemini key and model: `{ok, message}`."""
	return assistant.test_connection()


@endpoint(roles=MANAGERS)
def invitation_groups() -> list[dict]:
	"""Return what a colleague can be invited into: `[{group, roles}]`, by name."""
	return identity.list_groups()


@endpoint(roles=MANAGERS, methods=("POST",))
def invite_user(email: str, first_name: str, last_name: str = "", groups: str | list = "[]") -> dict:
	"""Invite a colleague: `{email, steps: [{step, label, state, message}], password}` (identity.invite_colleague)."""
	chosen = safe_json_loads(groups) if isinstance(groups, str) else groups
	names = chosen if isinstance(chosen, list) else [chosen]
	return identity.invite_colleague(email, first_name, last_name, [str(name) for name in names])


@endpoint(roles=MANAGERS)
def invitation_email(email: str) -> dict:
	"""Return what became of an invitation's e-mail: `{state, message}`, with the mail server's own words."""
	return identity.email_of_invitation(email)
