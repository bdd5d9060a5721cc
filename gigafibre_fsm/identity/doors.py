"""Who can be reached at an address, and which customer's account that opens."""

from dataclasses import dataclass

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm import messaging
from gigafibre_fsm.identity import sessions, tokens
from gigafibre_fsm.identity.accounts import may_sign_in
from gigafibre_fsm.identity.addresses import Address
from gigafibre_fsm.identity.portal_users import opens_only, portal_user
from gigafibre_fsm.identity.refusals import CLOSED, refuse

PURPOSE = "customer"
MINUTES = 15
SESSION_HOURS = 24
# An address shared by more is nobody's own.
MOST_CUSTOMERS = 5


@dataclass(frozen=True, slots=True)
class Door:
	"""A customer somebody may sign in as, what they are called, what they read, and the user that will be."""

	customer: str
	title: str
	language: str
	user: str


def doors_at(address: Address) -> list[Door]:
	"""Return the customers that can be reached there and may sign in; a user is made for those without one."""
	customers = messaging.match_customers(address.channel, address.value)
	if len(customers) > MOST_CUSTOMERS:
		return []
	found = [(customer, portal_user(customer)) for customer in customers]
	return [_door(customer, user) for customer, user in found if user]


def doors_for_job(address: Address) -> list[Door]:
	"""Return the same in a job, which begins again when somebody else made the same user at that moment."""
	try:
		return doors_at(address)
	except frappe.QueryDeadlockError as error:
		raise frappe.RetryBackgroundJobError from error


def _door(customer: str, user: str) -> Door:
	title = frappe.db.get_value("Customer", customer, "customer_name")
	return Door(customer, title, messaging.language_of(customer), user)


def token_for(door: Door) -> str:
	"""Return a token that opens this door once, soon."""
	return tokens.issue(
		PURPOSE,
		subject=("Customer", door.customer),
		expires_on=add_to_date(now_datetime(), minutes=MINUTES),
		user=door.user,
		single_use=True,
	)


def enter(token: str, instead: bool = False) -> dict:
	"""Sign in whoever holds a customer's token, for a day: `{home}`.

	Raises LinkRefusedError; SomebodyElseError, the token being good still, unless it is `instead` of who is there.
	"""
	row = tokens.open_token(token, PURPOSE)
	customer = row.reference_name
	is_open = frappe.db.get_value("Customer", customer, "disabled") == 0 and may_sign_in(row.user)
	if not is_open or not opens_only(row.user, customer):
		refuse(CLOSED)
	if not instead:
		sessions.ask_who_is_there(row.user)
	sessions.start(row, row.user, add_to_date(now_datetime(), hours=SESSION_HOURS))
	return {"home": "/portal"}
