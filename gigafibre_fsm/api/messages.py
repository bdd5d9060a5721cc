"""Messages: templates and their preview, blasts, consent, and the link that ends our e-mails."""

import frappe
from frappe import _
from frappe.utils import safe_json_loads

from gigafibre_fsm import messaging
from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.permissions import OPS

SENDERS = ("FSM Manager", "FSM Dispatcher")


@endpoint(roles=OPS)
def templates(channel: str = "", canned: int = 0) -> list[dict]:
	"""Return the templates in use for a channel: `[{name, title, channel, applies_to}]`; `canned`: only replies."""
	return messaging.list_templates(channel, bool(canned))


@endpoint(roles=OPS)
def preview(template: str, doctype: str, name: str, language: str = "") -> dict:
	"""Return a template filled with a record the user may read: `{subject, text, encoding, segments, error}`."""
	return messaging.preview(template, doctype, name, language or None)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def consent(address: str, channel: str, status: str, source: str, customer: str = "") -> str:
	"""Keep that somebody gave (Express, Implied) or took back (Withdrawn) their consent; returns the row's name."""
	frappe.new_doc("Message Consent", customer=customer or None).check_permission("read")
	return messaging.record_consent(address, channel, status, source, customer or None)


@endpoint(roles=SENDERS, methods=("POST",))
def blast_estimate(template: str, customers: str | list) -> dict:
	"""Say what a blast would be, and when it would be over, without sending anything (messaging.estimate)."""
	return messaging.estimate(template, _names(customers))


@endpoint(roles=SENDERS, methods=("POST",))
@begin_again
def blast(template: str, customers: str | list, key: str) -> dict:
	"""Write to many customers at the pace of our numbers; the same key twice is one blast (messaging.blast)."""
	return messaging.blast(template, _names(customers), key)


@endpoint(token="unsubscribe", methods=("POST",))
@begin_again
def unsubscribe(token: str) -> dict:
	"""End our mass mail for the address this link was sent to: `{address}`."""
	return messaging.unsubscribe(token)


def _names(customers: str | list) -> list[str]:
	names = safe_json_loads(customers) if isinstance(customers, str) else customers
	if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
		frappe.throw(_("“customers” must be a list of names"))
	_require_readable(names)
	return names


def _require_readable(customers: list[str]) -> None:
	"""Refuse to write to a customer the sender may not see. Raises PermissionError."""
	seen = frappe.get_list("Customer", {"name": ("in", customers)}, pluck="name", order_by="name", limit=0)
	hidden = set(customers) - set(seen)
	if hidden:
		frappe.throw(_("You may not write to {0}").format(min(hidden)), frappe.PermissionError)
