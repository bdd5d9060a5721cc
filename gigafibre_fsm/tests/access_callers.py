"""Everybody the access walk knows, and the records they call about: those of one customer, and of another."""

from typing import Any

import frappe
from frappe.permissions import add_user_permission
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm import flows, identity
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.tests.access_examples import TOKENS
from gigafibre_fsm.tests.access_walk import Caller
from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.factories_flows import make_flow, make_task
from gigafibre_fsm.tests.factories_fsm import (
	make_contract,
	make_job,
	make_location,
	make_ont,
	make_technician,
)
from gigafibre_fsm.tests.factories_messages import make_phone_number, make_reachable_customer, make_template
from gigafibre_fsm.tests.webhook_senders import PUBLIC_URL, SECRETS, SWITCHES

# Columns of the matrix.
GUEST, NOBODY = "Guest", "No role"
CUSTOMER, CUSTOMER_ON_ANOTHER = "Customer", "Customer, another's"
TECHNICIAN, TECHNICIAN_ON_ANOTHER = "Technician, own job", "Technician, another's job"
AGENT, KEPT_AGENT = "Agent", "Agent kept to another customer"
DISPATCHER, MANAGER, SYSTEM_MANAGER = "Dispatcher", "Manager", "System Manager"
PROOF = "Token or signature"
# A token that must not open; a webhook without a signature.
FALSE_PROOFS = ("Wrong purpose", "Expired", "Revoked", "Changed")

ROLES = {
	AGENT: ("FSM Agent",),
	DISPATCHER: ("FSM Dispatcher",),
	MANAGER: ("FSM Manager",),
	SYSTEM_MANAGER: ("System Manager",),
}
ON_ANOTHERS = (CUSTOMER_ON_ANOTHER, TECHNICIAN_ON_ANOTHER, KEPT_AGENT)


def everybody() -> dict[str, Caller]:
	"""Make the records and the people, and return each column's caller."""
	_switch_on()
	portal, another_portal = make_user(), make_user()
	technician, another_technician = make_technician(phone="+15145550186"), make_technician()
	shared = shared_records(technician) | dict.fromkeys(TOKENS, "")
	mine = shared | records_of_customer(portal, technician, shared["flow"])
	theirs = mine | records_of_customer(another_portal, another_technician, shared["flow"])
	tokens = Tokens(mine, portal, technician)
	kept = make_user("FSM Agent")
	add_user_permission("Customer", theirs["customer"], kept)
	staff = {label: Caller(make_user(*roles), mine) for label, roles in ROLES.items()}
	return {
		GUEST: Caller("Guest", mine),
		NOBODY: Caller(make_user(), mine),
		CUSTOMER: Caller(portal, mine),
		CUSTOMER_ON_ANOTHER: Caller(portal, theirs),
		TECHNICIAN: Caller(technician.user, mine),
		TECHNICIAN_ON_ANOTHER: Caller(technician.user, theirs),
		KEPT_AGENT: Caller(kept, mine),
		**staff,
		PROOF: Caller("Guest", mine | tokens.right(), can_sign=True),
		"Wrong purpose": Caller("Guest", mine | tokens.of_wrong_purpose()),
		"Expired": Caller("Guest", mine | tokens.right(expires_on=add_to_date(now_datetime(), seconds=-5))),
		"Revoked": Caller("Guest", mine | tokens.revoked()),
		"Changed": Caller("Guest", mine | tokens.changed()),
	}


def records_of_customer(portal: str, technician: Any, flow: str) -> dict[str, str]:
	"""Return the names of what is one customer's; a technician has a job at their place today, a flow runs for them."""
	phone = make_phone_number()
	customer = make_reachable_customer(phone, portal_users=[{"user": portal}])
	place = make_location(customer)
	device = make_ont(place)
	make_job(place, technician)
	said = conversations.take_in(
		"SMS", phone, "Bonjour", customer=customer.name, external_id=f"walk-{customer.name}"
	)
	consent = {"doctype": "Message Consent", "customer": customer.name, "address": phone, "channel": "SMS"}
	consent = frappe.get_doc({**consent, "status": "Express", "source": "Test"}).insert()
	run = flows.start(flow, "Customer", customer.name, occurrence="walk")
	return {
		"run": run,
		"task": make_task(run).name,
		"customer": customer.name,
		"phone": phone,
		"equipment": device.name,
		"conversation": said.conversation,
		"communication": said.name,
		"file": _file_of(said).name,
		"consent": consent.name,
		"contract": make_contract(customer).name,
	}


def shared_records(technician: Any) -> dict[str, str]:
	"""Return the names of what is no customer's."""
	about = (technician.doctype, technician.name)
	identity.issue("technician", subject=about, expires_on=add_to_date(now_datetime(), hours=1))
	event = {"doctype": "Webhook Event", "provider": "kuma", "event_id": "walk", "status": "Failed"}
	flow = make_flow()
	return {
		"flow": flow,
		"flow_version": frappe.get_last_doc("Flow Template Version", {"template": flow}).name,
		"technician": technician.name,
		"template": make_template().name,
		"failed_event": frappe.get_doc({**event, "payload": "{}"}).insert().name,
		"access_token": frappe.get_last_doc("Access Token").name,
	}


class Tokens:
	"""Tokens of each purpose about the same records, right ones and such as must not open: `{name in TOKENS: token}`."""

	def __init__(self, records: dict[str, str], portal: str, technician: Any):
		self._wanted = {
			"unsubscribe": {"subject": ("Message Consent", records["consent"])},
			"customer": {"subject": ("Customer", records["customer"]), "user": portal, "single_use": True},
			"contract": {"subject": ("Service Contract", records["contract"])},
			"technician": {"subject": (technician.doctype, technician.name), "user": technician.user},
		}

	def right(self, **changes: Any) -> dict[str, str]:
		"""Tokens as they should be, but for these changes."""
		values = {"expires_on": add_to_date(now_datetime(), hours=1), **changes}
		made = {
			purpose: identity.issue(purpose, **wanted, **values) for purpose, wanted in self._wanted.items()
		}
		return {f"{purpose}_token": token for purpose, token in made.items()}

	def of_wrong_purpose(self) -> dict[str, str]:
		"""Each a good token, for the next one's purpose."""
		right = self.right()
		return dict(zip(right, [*list(right.values())[1:], next(iter(right.values()))], strict=True))

	def revoked(self) -> dict[str, str]:
		"""Right ones, withdrawn."""
		right = self.right()
		for name in frappe.get_all("Access Token", pluck="name", order_by="creation desc", limit=len(right)):
			identity.revoke(name)
		return right

	def changed(self) -> dict[str, str]:
		"""Right ones with another letter in the signature."""
		return {name: _with_another_letter(token) for name, token in self.right().items()}


def _with_another_letter(token: str) -> str:
	return token[:-5] + ("A" if token[-5] != "A" else "B") + token[-4:]


def _file_of(communication: Any) -> Any:
	attached = {"attached_to_doctype": communication.doctype, "attached_to_name": communication.name}
	file = {"doctype": "File", "file_name": "photo.txt", "content": communication.name, "is_private": 1}
	return frappe.get_doc({**file, **attached}).insert(ignore_permissions=True)


def _switch_on() -> None:
	"""Every outside system that signs is on, with the secrets the senders know."""
	settings = frappe.get_doc("FSM Settings")
	settings.update({**dict.fromkeys(SWITCHES, 1), **SECRETS, "public_url": PUBLIC_URL})
	settings.twilio_account_sid = "AC" + "0" * 32
	settings.save()
