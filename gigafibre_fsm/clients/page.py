"""The client page in one call: who they are, where, with what, what they pay, and what happened lately."""

import frappe
from frappe.model.document import Document

from gigafibre_fsm import network
from gigafibre_fsm.boot import capabilities
from gigafibre_fsm.clients.money import monthly_price, outstanding
from gigafibre_fsm.clients.records import RECENT, of_customer, records_of
from gigafibre_fsm.clients.timeline import timeline
from gigafibre_fsm.clock import to_iso

LOCATION_FIELDS = [
	"name",
	"title",
	"address_line1",
	"address_line2",
	"city",
	"postal_code",
	"connection_type",
	"olt",
	"olt_port",
	"vlan",
	"latitude",
	"longitude",
	"status",
	"access_notes",
]
SUBSCRIPTION_FIELDS = [
	"name",
	"plan_name",
	"plan_type",
	"status",
	"price",
	"frequency",
	"currency",
	"service_location",
	"radius_user",
	"activated_on",
	"download_speed",
	"upload_speed",
]


def client_page(name: str) -> dict:
	"""Return a customer's file (frontend/src/api/types.ts `ClientPage`); every list is bounded.

	Raises DoesNotExistError, and PermissionError when the user may not read this customer.
	"""
	customer = frappe.get_doc("Customer", name)
	customer.check_permission("read")
	rights = capabilities()
	devices, subscriptions = network.cards({"customer": name}), _subscriptions(name)
	places = _locations(name, devices, subscriptions)
	known, records = {place["name"] for place in places}, records_of(name)
	return {
		"customer": _identity(customer, subscriptions, rights["see_billing"]),
		"contacts": _contacts(name),
		"locations": places,
		"equipment_elsewhere": [device for device in devices if device["service_location"] not in known],
		"subscriptions": subscriptions,
		"tickets": [_ticket(row) for row in records.tickets],
		"invoices": [_invoice(row) for row in records.invoices],
		"jobs": [_job(row) for row in records.jobs],
		"timeline": timeline(name, records),
		"permissions": rights,
	}


def _identity(customer: Document, subscriptions: list[dict], see_billing: bool) -> dict:
	fields = ("name", "customer_name", "customer_type", "customer_group", "language", "legacy_account_id")
	return {
		**{field: customer.get(field) for field in fields},
		"disabled": bool(customer.disabled),
		"ppa_enabled": bool(customer.ppa_enabled),
		"since": to_iso(customer.creation),
		"outstanding": outstanding([customer.name]).get(customer.name, 0) if see_billing else None,
		"monthly": monthly_price(subscriptions),
		"currency": customer.default_currency or frappe.defaults.get_global_default("currency") or "CAD",
	}


def _contacts(customer: str) -> list[dict]:
	link, contact = frappe.qb.DocType("Dynamic Link"), frappe.qb.DocType("Contact")
	rows = (
		frappe.qb.from_(link)
		.join(contact)
		.on(contact.name == link.parent)
		.select(contact.name, contact.full_name, contact.first_name, contact.designation, contact.phone)
		.select(contact.mobile_no, contact.email_id, contact.is_primary_contact)
		.where((link.parenttype == "Contact") & (link.link_doctype == "Customer"))
		.where(link.link_name == customer)
		.orderby(contact.is_primary_contact, order=frappe.qb.desc)
		.orderby(contact.name)
		.limit(RECENT)
		.run(as_dict=True)
	)
	return [
		{
			"name": row.name,
			"full_name": row.full_name or row.first_name,
			"role": row.designation,
			"phone": row.phone,
			"mobile": row.mobile_no,
			"email": row.email_id,
			"is_primary": bool(row.is_primary_contact),
		}
		for row in rows
	]


def _locations(customer: str, devices: list[dict], subscriptions: list[dict]) -> list[dict]:
	rows = of_customer("Service Location", customer, LOCATION_FIELDS, "name", limit=200)
	return [
		{
			**row,
			**_known_numbers(row),
			"equipment": [device for device in devices if device["service_location"] == row.name],
			"subscriptions": [one for one in subscriptions if one["service_location"] == row.name],
		}
		for row in rows
	]


def _known_numbers(row: dict) -> dict:
	"""Frappe stores a number nobody gave as 0; no VLAN is 0, and no customer lives at 0°, 0°."""
	placed = row.latitude and row.longitude
	return {
		"vlan": row.vlan or None,
		"latitude": row.latitude if placed else None,
		"longitude": row.longitude if placed else None,
	}


def _subscriptions(customer: str) -> list[dict]:
	rows = of_customer("Service Subscription", customer, SUBSCRIPTION_FIELDS, "name", limit=200)
	return [{**row, "activated_on": row.activated_on and str(row.activated_on)} for row in rows]


def _ticket(row: dict) -> dict:
	return {
		**{field: row[field] for field in ("name", "subject", "status", "priority")},
		"opened_on": to_iso(row.creation),
		"modified": to_iso(row.modified),
	}


def _invoice(row: dict) -> dict:
	return {
		**{
			field: row[field] for field in ("name", "grand_total", "outstanding_amount", "status", "currency")
		},
		"posting_date": str(row.posting_date),
		"due_date": row.due_date and str(row.due_date),
	}


def _job(row: dict) -> dict:
	return {
		**{field: row[field] for field in ("name", "subject", "status", "job_type", "technician_name")},
		"scheduled_start": to_iso(row.scheduled_start),
	}
