"""The technician's link of the day: no password, one phone, until the working day ends."""

from datetime import datetime, timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, get_time, now_datetime

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.identity import post, sessions, tokens
from gigafibre_fsm.identity.accounts import make_account, may_sign_in, placeholder_addresses
from gigafibre_fsm.identity.addresses import Address
from gigafibre_fsm.identity.refusals import CLOSED, refuse
from gigafibre_fsm.public_address import public_address

PURPOSE = "technician"
PLACEHOLDER_DOMAIN = "technicians.invalid"
ROLE = "FSM Technician"
DAY_ENDS = "20:00:00"


def technician_link(technician: str) -> str:
	"""Return a new link for a technician, good until the working day ends; their user is made if there is none.

	Raises ValidationError for an inactive technician, and for one whose account opens the desk.
	"""
	document = frappe.get_doc("Dispatch Technician", technician, for_update=True)
	document.check_permission("write")
	if document.status == "Inactive":
		frappe.throw(_("{0} is inactive: make them available first").format(document.full_name))
	subject = (document.doctype, document.name)
	token = tokens.issue(PURPOSE, subject=subject, expires_on=end_of_day(), user=_user(document))
	return f"{public_address('/j')}#{token}"


def send_technician_link(technician: str) -> dict:
	"""Send a technician the link of the day by text message, or by e-mail without a phone: `{address, expires_on}`.

	Raises ValidationError when there is neither, or SMS is switched off and there is no e-mail address.
	"""
	document = frappe.get_doc("Dispatch Technician", technician)
	address = _address(document)
	url = technician_link(technician)
	post.send_letter(_letter(document, url), address, f"day:{frappe.generate_hash()}")
	return {"address": address.value, "expires_on": to_iso(end_of_day())}


def revoke_technician_links(technician: str) -> int:
	"""Have a technician's links open no more and end the sessions they opened; returns how many links there were."""
	document = frappe.get_doc("Dispatch Technician", technician)
	document.check_permission("write")
	names = tokens.living(PURPOSE, (document.doctype, document.name))
	for name in names:
		tokens.revoke(name)
	return len(names)


def enter_technician(token: str, device: str, instead: bool = False) -> dict:
	"""Sign a technician in on the device that opened the link first: `{home}`.

	Raises LinkRefusedError; SomebodyElseError unless it is `instead` of who is signed in there.
	The link opens again on that device, as often as the browser was closed.
	"""
	row = tokens.open_token(token, PURPOSE, device=device)
	facts = {"name": row.reference_name, "user": row.user, "status": ["!=", "Inactive"]}
	if not frappe.db.exists("Dispatch Technician", facts) or not _may_use_link(row.user):
		refuse(CLOSED)
	if not instead:
		sessions.ask_who_is_there(row.user)
	sessions.start(row, row.user, get_datetime(row.expires_on))
	return {"home": "/j"}


def end_of_day() -> datetime:
	"""Return when the working day ends, in the site's zone; past that hour, the next day's end."""
	now = now_datetime()
	ends = get_time(frappe.get_cached_doc("FSM Settings").working_day_ends or DAY_ENDS)
	end = datetime.combine(now.date(), ends)
	return end if now < end else end + timedelta(days=1)


def _user(technician: Document) -> str:
	"""Return the account a link opens; one that opens the desk too is never it."""
	if not technician.user:
		technician.db_set("user", _make_user(technician))
	if not _may_use_link(technician.user):
		reason = _(
			"{0} signs in with the account {1}, which is disabled, opens the desk or is no technician’s: a link cannot"
		)
		frappe.throw(reason.format(technician.full_name, technician.user))
	return technician.user


def _may_use_link(user: str) -> bool:
	"""Return whether a link of the day may open this account: a customer's, say, is not the dispatcher's to open."""
	return may_sign_in(user) and ROLE in frappe.get_roles(user)


def _make_user(technician: Document) -> str:
	addresses = placeholder_addresses(technician.name, PLACEHOLDER_DOMAIN)
	if technician.email:
		addresses.insert(0, technician.email)
	return make_account(addresses, ROLE, first_name=technician.full_name)


def _address(technician: Document) -> Address:
	sms_is_on = frappe.get_cached_doc("FSM Settings").twilio_enabled
	if technician.phone and sms_is_on:
		return Address("SMS", technician.phone)
	if technician.email:
		return Address("Email", technician.email)
	if technician.phone:
		reason = _("{0} has no e-mail address, and SMS is switched off in FSM Settings")
	else:
		reason = _("{0} has neither a phone number nor an e-mail address")
	frappe.throw(reason.format(technician.full_name))


def _letter(technician: Document, url: str) -> post.Letter:
	say = frappe.db.get_value("User", technician.user, "language") if technician.user else None
	say = say or frappe.db.get_default("lang") or "en"
	ends = end_of_day().strftime("%H:%M")
	return post.Letter(
		language=say,
		text=_("Your jobs, until {0} and on this phone only: {1}", say).format(ends, url),
		subject=_("Your link of the day", say),
		greeting=_("Hello {0},", say).format(technician.full_name),
		sentence=_("This link opens your jobs until {0}, on the first device that opens it.", say).format(
			ends
		),
		ending=_("Do not pass it on: it opens on one device only.", say),
		link=url,
		button=_("Open my jobs", say),
	)
