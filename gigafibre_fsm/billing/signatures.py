"""Signing a contract on our page: whoever has its link reads the terms, types their name and accepts."""

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm import identity, messaging
from gigafibre_fsm.billing.contracts import DOCTYPE, PURPOSE, offer_of
from gigafibre_fsm.caller import caller
from gigafibre_fsm.clock import to_iso

SHORTEST_NAME, LONGEST_NAME = 3, 140


def read_contract(token: str) -> dict:
	"""Return what the page of a contract shows.

	`{name, status, language, company, customer, terms (HTML), digest, plan: {name, price, currency} | None, place,
	sent_on, signed_on, signed_by, message}`; `message` is what there is to say of one that cannot be signed.
	Raises LinkRefusedError.
	"""
	return _shown(_opened(token))


def sign_contract(token: str, name: str, accepted: bool, digest: str) -> dict:
	"""Sign a contract with the name of who accepts the terms whose digest was shown; returns what the page shows.

	One that was signed stays as it is, and says so. Raises LinkRefusedError, and ValidationError for a name or a tick
	that is missing, for terms that have changed, and for a contract that is not there to be signed.
	"""
	contract = _opened(token)
	if contract.status != "Signed":
		contract.flags.ignore_permissions = True
		contract.sign(_name(name, contract), _accepted(accepted, digest, contract), caller())
	return _shown(contract)


def _opened(token: str) -> Document:
	"""The contract of a token, its row locked: who signs twice at the same time does it one after the other."""
	row = identity.open_token(token, PURPOSE)
	return frappe.get_doc(DOCTYPE, row.reference_name, for_update=True)


def _name(typed: str, contract: Document) -> str:
	name = " ".join(typed.split())
	if not SHORTEST_NAME <= len(name) <= LONGEST_NAME or not any(letter.isalpha() for letter in name):
		frappe.throw(_("Type your first and last name to sign", contract.language))
	return name


def _accepted(accepted: bool, digest: str, contract: Document) -> str:
	if not accepted:
		frappe.throw(_("Tick that you accept the terms", contract.language))
	if digest != contract.digest_of_terms():
		frappe.throw(_("The terms have changed: read them again before you sign", contract.language))
	return digest


def _shown(contract: Document) -> dict:
	offer = frappe.parse_json(contract.offer or offer_of(contract))
	return {
		"name": contract.name,
		"status": contract.status,
		"language": contract.language,
		"company": messaging.company_name(),
		"customer": frappe.db.get_value("Customer", contract.customer, "customer_name"),
		"terms": contract.terms,
		"digest": contract.digest_of_terms(),
		"plan": _plan(offer["plan"], contract.language),
		"place": offer["place"],
		"sent_on": to_iso(contract.sent_on),
		"signed_on": to_iso(contract.signed_on),
		"signed_by": contract.signed_by,
		"message": _why_closed(contract),
	}


def _plan(plan: dict | None, language: str) -> dict | None:
	if not plan:
		return None
	frequency = _(plan["frequency"], language)
	return {
		"name": plan["plan_name"],
		"price": plan["price"],
		"currency": plan["currency"],
		"every": frequency,
	}


def _why_closed(contract: Document) -> str:
	"""Return why a contract cannot be signed (any more); empty when it can."""
	if contract.status == "Sent":
		return ""
	if contract.status == "Signed":
		return _("This contract is signed already, by {0}.", contract.language).format(contract.signed_by)
	return _("This contract is not open for signing. Please call us.", contract.language)
