"""Who is behind a number or an address, what they read, and how customers are reached."""

from collections import defaultdict
from collections.abc import Iterable

import frappe
from frappe.query_builder.functions import Lower

from gigafibre_fsm.messaging.phone_numbers import to_e164

MOST_MATCHES = 50
CHUNK = 500


def match_customers(channel: str, address: str) -> list[str]:
	"""Return the customers with this number ("SMS", "Phone") or address ("Email"), of their contacts' or their own.

	Disabled ones only when there is no other.
	"""
	names = _by_email(address) if channel == "Email" else _by_phone(address)
	if not names:
		return []
	rows = frappe.get_all("Customer", {"name": ("in", sorted(names))}, ["name", "disabled"], order_by="name")
	current = [row.name for row in rows if not row.disabled]
	return current or [row.name for row in rows]


def language_of(customer: str | None) -> str:
	"""Return "fr" or "en": what this customer reads, French when nobody knows."""
	spoken = customer and frappe.db.get_value("Customer", customer, "language")
	return "en" if (spoken or "").startswith("en") else "fr"


def language_of_user(user: str | None) -> str:
	"""Return "fr" or "en": what a user of ours is spoken to in by who has no language, such as Twilio."""
	spoken = user and frappe.db.get_value("User", user, "language")
	return "en" if (spoken or "").startswith("en") else "fr"


def company_name() -> str:
	"""Return who we are, as messages sign."""
	return frappe.defaults.get_global_default("company") or frappe.local.site


def mobile_numbers(customers: Iterable[str]) -> dict[str, str]:
	"""Return customer → number in E.164, of those who have one: the customer's own, else their first contact's."""
	wanted, found = list(customers), {}
	for start in range(0, len(wanted), CHUNK):
		chunk = wanted[start : start + CHUNK]
		own = frappe.get_all("Customer", {"name": ("in", chunk)}, ["name", "mobile_no"], order_by="name")
		typed = {row.name: [row.mobile_no] for row in own}
		contacts = _of_contacts(chunk, "Contact Phone", "phone", "is_primary_mobile_no")
		for customer, phones in contacts.items():
			typed.setdefault(customer, []).extend(phones)
		found |= {customer: number for customer, phones in typed.items() if (number := _first_number(phones))}
	return found


def email_addresses(customers: Iterable[str]) -> dict[str, str]:
	"""Return customer → e-mail address, of those who have one: the customer's own, else their first contact's."""
	wanted, found = list(customers), {}
	for start in range(0, len(wanted), CHUNK):
		chunk = wanted[start : start + CHUNK]
		own = frappe.get_all("Customer", {"name": ("in", chunk)}, ["name", "email_id"], order_by="name")
		typed = _of_contacts(chunk, "Contact Email", "email_id", "is_primary")
		for row in own:
			address = row.email_id or next(iter(typed.get(row.name, [])), None)
			if address:
				found[row.name] = address.strip().lower()
	return found


def disabled(customers: Iterable[str]) -> set[str]:
	"""Return those of many customers who are disabled."""
	wanted, found = list(customers), set()
	for start in range(0, len(wanted), CHUNK):
		filters = {"name": ("in", wanted[start : start + CHUNK]), "disabled": 1}
		found.update(frappe.get_all("Customer", filters, pluck="name", order_by="name"))
	return found


def _by_phone(address: str) -> set[str]:
	"""The search index holds every number without its separators, whatever people typed."""
	number = _first_number([address])
	if not number:
		return set()
	digits = number.removeprefix("+")
	entries = frappe.get_all(
		"Search Entry",
		{"kind": ("in", ("Customer", "Contact")), "codes": ("like", f"%{digits}%")},
		["reference_doctype", "reference_name", "codes"],
		order_by="name",
		limit=MOST_MATCHES,
	)
	exact = [entry for entry in entries if digits in entry.codes.split()]
	contacts = [entry.reference_name for entry in exact if entry.reference_doctype == "Contact"]
	own = {entry.reference_name for entry in exact if entry.reference_doctype == "Customer"}
	return own | _customers_of(contacts)


def _by_email(address: str) -> set[str]:
	address = (address or "").strip().lower()
	if not address:
		return set()
	email, customer = frappe.qb.DocType("Contact Email"), frappe.qb.DocType("Customer")
	contacts = (
		frappe.qb.from_(email)
		.select(email.parent)
		.where((email.parenttype == "Contact") & (Lower(email.email_id) == address))
		.limit(MOST_MATCHES)
		.run(pluck=True)
	)
	own = frappe.qb.from_(customer).select(customer.name).where(Lower(customer.email_id) == address)
	return set(own.limit(MOST_MATCHES).run(pluck=True)) | _customers_of(contacts)


def _customers_of(contacts: list[str]) -> set[str]:
	if not contacts:
		return set()
	filters = {"parenttype": "Contact", "parent": ("in", contacts), "link_doctype": "Customer"}
	return set(frappe.get_all("Dynamic Link", filters, pluck="link_name", order_by="parent"))


def _of_contacts(customers: list[str], doctype: str, field: str, primary: str) -> dict[str, list[str]]:
	"""Return customer → values of a table of their contacts, primary ones first, as typed."""
	link, row = frappe.qb.DocType("Dynamic Link"), frappe.qb.DocType(doctype)
	query = (
		frappe.qb.from_(link)
		.join(row)
		.on((row.parent == link.parent) & (row.parenttype == "Contact"))
		.select(link.link_name, row[field])
		.where((link.parenttype == "Contact") & (link.link_doctype == "Customer"))
		.where(link.link_name.isin(customers))
		.orderby(row[primary], order=frappe.qb.desc)
		.orderby(link.parent, row.idx)
	)
	found = defaultdict(list)
	for customer, value in query.run():
		found[customer].append(value)
	return found


def _first_number(typed: list[str | None]) -> str | None:
	for text in typed:
		try:
			number = to_e164(text)
		except ValueError:
			continue
		if number:
			return number
	return None
