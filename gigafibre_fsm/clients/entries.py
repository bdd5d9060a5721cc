"""What is findable about each kind of record: names of documents in, entries out.

An entry is `{name, kind, customer, customer_name, title, subtitle, status, facts, codes}`: `facts` are the
values shown as the reason of a match, `codes` those compared without separators.
"""

from collections import defaultdict

import frappe

from gigafibre_fsm.messaging import to_e164


def customers(names: list[str]) -> list[dict]:
	fields = ["name", "customer_name", "customer_group", "disabled", "mobile_no", "email_id"]
	legacy = ["legacy_account_id", "legacy_customer_id"]
	return [_customer(row) for row in _rows("Customer", names, [*fields, *legacy])]


def _customer(row: dict) -> dict:
	return {
		**_named(row, "Customer", row.name, row.customer_name),
		"title": row.customer_name,
		"subtitle": row.customer_group,
		"status": "Disabled" if row.disabled else "Enabled",
		"facts": {"phone": row.mobile_no, "email": row.email_id, "account": row.legacy_account_id},
		"codes": [_number(row), row.legacy_account_id, row.legacy_customer_id, _digits(row.mobile_no)],
	}


def _number(customer: dict) -> str | None:
	"""Return what the site calls the customer, unless that is their name: a name is found by its words."""
	return customer.name if customer.name != customer.customer_name else None


def contacts(names: list[str]) -> list[dict]:
	"""Contacts linked to a customer; one that serves two customers is filed under the first."""
	owners = _owners(names)
	phones = _children("Contact Phone", names, "phone")
	emails = _children("Contact Email", names, "email_id")
	rows = _rows("Contact", [name for name in names if name in owners], ["name", "full_name", "first_name"])
	return [_contact(row, owners[row.name], phones[row.name], emails[row.name]) for row in rows]


def _contact(row: dict, owner: dict, phones: list[str], emails: list[str]) -> dict:
	return {
		**_named(row, "Contact", owner.name, owner.customer_name),
		"title": row.full_name or row.first_name,
		"subtitle": owner.customer_name,
		"status": None,
		"facts": {"phone": ", ".join(phones), "email": ", ".join(emails)},
		"codes": [_digits(phone) for phone in phones],
	}


def locations(names: list[str]) -> list[dict]:
	fields = ["name", "title", "customer", "customer.customer_name", "status", "postal_code", "olt_port"]
	return [_location(row) for row in _rows("Service Location", names, fields)]


def _location(row: dict) -> dict:
	return {
		**_named(row, "Location", row.customer, row.customer_name),
		"title": row.title,
		"subtitle": row.customer_name,
		"status": row.status,
		"facts": {"address": row.title, "postal_code": row.postal_code},
		"codes": [row.name, row.postal_code],
	}


def equipment(names: list[str]) -> list[dict]:
	fields = ["name", "equipment_type", "model", "serial_number", "mac_address", "status", "customer"]
	return [_device(row) for row in _rows("Service Equipment", names, [*fields, "customer.customer_name"])]


def _device(row: dict) -> dict:
	return {
		**_named(row, "Equipment", row.customer, row.customer_name),
		"title": " ".join(part for part in (row.equipment_type, row.model) if part),
		"subtitle": row.customer_name,
		"status": row.status,
		"facts": {"serial_number": row.serial_number, "mac_address": row.mac_address},
		"codes": [row.name, row.serial_number, row.mac_address],
	}


ENTRIES = {
	"Customer": customers,
	"Contact": contacts,
	"Service Location": locations,
	"Service Equipment": equipment,
}


def _named(row: dict, kind: str, customer: str | None, customer_name: str | None) -> dict:
	return {"name": row.name, "kind": kind, "customer": customer, "customer_name": customer_name}


def _rows(doctype: str, names: list[str], fields: list[str]) -> list[dict]:
	return frappe.get_all(doctype, filters={"name": ("in", names)}, fields=fields, order_by="name")


def _owners(contacts: list[str]) -> dict[str, dict]:
	"""Return contact → {name, customer_name} of the customer it belongs to."""
	link, customer = frappe.qb.DocType("Dynamic Link"), frappe.qb.DocType("Customer")
	query = (
		frappe.qb.from_(link)
		.join(customer)
		.on(customer.name == link.link_name)
		.select(link.parent, customer.name, customer.customer_name)
		.where(
			(link.parenttype == "Contact") & (link.link_doctype == "Customer") & link.parent.isin(contacts)
		)
		.orderby(link.parent, link.idx)
	)
	return {row.parent: row for row in reversed(query.run(as_dict=True))}


def _children(doctype: str, contacts: list[str], field: str) -> dict[str, list[str]]:
	filters = {"parenttype": "Contact", "parent": ("in", contacts)}
	found = defaultdict(list)
	for row in frappe.get_all(doctype, filters=filters, fields=["parent", field], order_by="parent, idx"):
		found[row.parent].append(row[field])
	return found


def _digits(phone: str | None) -> str | None:
	try:
		return to_e164(phone)
	except ValueError:
		return phone
