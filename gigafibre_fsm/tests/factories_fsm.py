"""The app's own records, as tests need them: each is valid by itself and takes any field as an argument."""

import itertools
from typing import Any

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.tests.factories import make_customer, make_user

_numbers = itertools.count(1)


def make_location(customer: Any = None, **fields: Any) -> Any:
	"""A place of a customer (a new one unless given)."""
	values = {"address_line1": "12 rue des Érables", "city": "Longueuil", "postal_code": "J4K 3X8", **fields}
	return _insert("Service Location", customer=_name(customer or make_customer()), **values)


def make_equipment(location: Any = None, **fields: Any) -> Any:
	"""A device, active at this place; without a place it is in stock. Serial and MAC are its own unless given."""
	number = next(_numbers)
	values = {
		"equipment_type": "Router",
		"status": "Active" if location else "In Stock",
		"service_location": location and _name(location),
		"serial_number": f"TEST{number:09d}",
		"mac_address": f"02:00:5E:{number >> 16 & 255:02X}:{number >> 8 & 255:02X}:{number & 255:02X}",
		**fields,
	}
	return _insert("Service Equipment", **values)


def make_ont(location: Any = None, **fields: Any) -> Any:
	"""A fibre modem, active at this place (a new one unless given)."""
	values = {"equipment_type": "ONT", "brand": "TP-Link", "model": "XX230v", **fields}
	return make_equipment(location or make_location(), **values)


def make_subscription(customer: Any = None, **fields: Any) -> Any:
	"""An Internet subscription, active unless told otherwise."""
	values = {
		"status": "Active",
		"plan_type": "Internet",
		"plan_name": "Fibre 500",
		"price": 74.95,
		"currency": "CAD",
		**fields,
	}
	return _insert("Service Subscription", customer=_name(customer or make_customer()), **values)


def make_contract(customer: Any = None, **fields: Any) -> Any:
	"""A contract that is not sent yet."""
	values = {"terms": "<p>24 mois</p>", **fields}
	return _insert("Service Contract", customer=_name(customer or make_customer()), **values)


def make_technician(user: str | None = None, **fields: Any) -> Any:
	"""A technician with an account of their own (a new one unless given)."""
	user = user or make_user("FSM Technician")
	return _insert("Dispatch Technician", **{"full_name": "Simon Landry", "user": user, **fields})


def make_job(location: Any = None, technician: Any = None, **fields: Any) -> Any:
	"""A visit of an hour from now at this place, published unless told otherwise."""
	values = {
		"subject": "Clean the connector",
		"status": "Published",
		"scheduled_start": now_datetime().replace(microsecond=0),
		**fields,
	}
	return _insert(
		"Dispatch Job",
		service_location=_name(location or make_location()),
		technician=technician and _name(technician),
		**values,
	)


def _insert(doctype: str, **values: Any) -> Any:
	return frappe.get_doc({"doctype": doctype, **values}).insert(ignore_permissions=True)


def _name(document: Any) -> str:
	return document if isinstance(document, str) else document.name
