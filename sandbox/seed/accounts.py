"""The staff who can log in to the demo, all with one password."""

from dataclasses import dataclass

import frappe

# Shown to whoever starts the demo: these accounts exist on demo sites only.
PASSWORD = "Erables-et-fibre-12"


@dataclass(frozen=True, slots=True)
class Account:
	"""A member of the staff."""

	email: str
	first_name: str
	last_name: str
	role: str
	mobile: str
	language: str = "fr"


MANAGER = Account("manager@gigafibre.example", "Helen", "Carter", "FSM Manager", "+15145550182", "en")
AGENT = Account("agent@gigafibre.example", "Camille", "Dupuis", "FSM Agent", "+15145550183")
DISPATCHER = Account("dispatcher@gigafibre.example", "Hugo", "Bélisle", "FSM Dispatcher", "+15145550184")
TECHNICIAN = Account("tech@gigafibre.example", "Simon", "Landry", "FSM Technician", "+14505550190")
ACCOUNTS = (MANAGER, AGENT, DISPATCHER, TECHNICIAN)


def seed_accounts() -> None:
	"""Create the accounts that are missing."""
	for account in ACCOUNTS:
		if not frappe.db.exists("User", account.email):
			_create(account)


def _create(account: Account) -> None:
	user = frappe.get_doc(
		doctype="User",
		email=account.email,
		first_name=account.first_name,
		last_name=account.last_name,
		mobile_no=account.mobile,
		language=account.language,
		send_welcome_email=0,
		new_password=PASSWORD,
		roles=[{"role": account.role}],
	)
	user.flags.ignore_password_policy = True
	user.insert(ignore_permissions=True)
