"""Whom a message of a flow goes to: the record's customer or another one, by their number or address; our own people."""

from dataclasses import dataclass
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm import messaging
from gigafibre_fsm.flows.kinds import reader
from gigafibre_fsm.flows.kinds.base import Context, Refused

# More people than have any role with us; a role everybody has is no recipient.
MOST_PEOPLE = 200
EVERYBODY = ("All", "Guest", "Desk User", "Customer")


@dataclass(frozen=True, slots=True)
class Addressee:
	"""Who is written to: a number or an address (empty when there is none), their language, and who they are.

	`is_named` says that the step names the address itself, which need not be the customer's.
	"""

	address: str
	language: str
	customer: str | None
	name: str
	is_named: bool


def customer_of(context: Context, name: str | None) -> Document | None:
	"""Return the customer a step names, else the run's; None when there is neither."""
	if name and not (context.customer and context.customer.name == name):
		return reader.seen(frappe.get_cached_doc("Customer", name))
	return context.customer


def addressee(context: Context, params: dict[str, Any], channel: str) -> Addressee:
	"""Return who a step writes to by "SMS" or "Email": what it says, else where its customer is reached."""
	customer = customer_of(context, params["customer"])
	address = params["to"] or (customer and _known(customer.name, channel)) or ""
	language = messaging.language_of(customer.name) if customer else context.language
	shown = customer.customer_name if customer else address
	return Addressee(address, language, customer and customer.name, shown, bool(params["to"]))


def nobody(channel: str, who: Addressee) -> str:
	"""Return why there is nobody to write to."""
	if not who.customer:
		return _("The record belongs to no customer, and the step names nobody else")
	if channel == "SMS":
		return _("{0} has no mobile number").format(who.name)
	return _("{0} has no e-mail address").format(who.name)


def staff(params: dict[str, Any]) -> list[str]:
	"""Return the users a step names: one, or those with a role, Administrator left out unless named."""
	if params["whom"] == "user":
		return [params["user"]]
	if params["role"] in EVERYBODY:
		raise Refused(_("Everybody has the role {0}: choose another").format(_(params["role"])))
	return _with_role(params["role"])


def _with_role(role: str) -> list[str]:
	has_role, user = frappe.qb.DocType("Has Role"), frappe.qb.DocType("User")
	return (
		frappe.qb.from_(user)
		.join(has_role)
		.on((has_role.parent == user.name) & (has_role.parenttype == "User"))
		.select(user.name)
		.where((has_role.role == role) & (user.enabled == 1) & (user.name != "Administrator"))
		.orderby(user.name)
		.limit(MOST_PEOPLE)
		.run(pluck=True)
	)


def _known(customer: str, channel: str) -> str | None:
	find = messaging.mobile_numbers if channel == "SMS" else messaging.email_addresses
	return find([customer]).get(customer)
