"""Contracts: sent by the staff, read and signed by whoever has the link."""

import frappe

from gigafibre_fsm import billing, identity
from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.collisions import begin_again

WRITERS = ("FSM Agent", "FSM Manager")


@endpoint(token="contract", methods=("POST",))
@identity.from_our_page
@begin_again
def read(token: str) -> dict:
	"""Return the contract behind a link (billing.read_contract)."""
	return billing.read_contract(token)


@endpoint(token="contract", methods=("POST",))
@identity.from_our_page
@begin_again
def sign(token: str, name: str = "", accepted: int = 0, digest: str = "") -> dict:
	"""Sign the contract behind a link (billing.sign_contract)."""
	return billing.sign_contract(token, name, bool(accepted), digest)


@endpoint(roles=WRITERS, methods=("POST",))
@begin_again
def send(contract: str, channel: str = "") -> dict:
	"""Send a contract to its customer by "SMS" or "Email", or by what they have: `{channel, address, expires_on}`."""
	sent = billing.send_contract(_writable(contract), channel=channel)
	return {**sent, "expires_on": to_iso(sent["expires_on"])}


@endpoint(roles=WRITERS, methods=("POST",))
@begin_again
def cancel(contract: str) -> None:
	"""Cancel a contract that is not signed; its links open no more."""
	_writable(contract).move("Cancelled")


def _writable(name: str):
	contract = frappe.get_doc("Service Contract", name, for_update=True)
	contract.check_permission("write")
	return contract
