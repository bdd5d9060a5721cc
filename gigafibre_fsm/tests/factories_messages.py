"""Records of the messaging room, as tests need them."""

import base64
import itertools
import json
from datetime import datetime
from typing import Any

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.tests.factories import make_contact, make_customer

# One grey pixel. Frappe opens pictures as it keeps them: what only begins like one is not kept.
JPEG = base64.b64decode(
	"/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP////////////////////////////////////////////////////"
	"//////////////////////////////////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAA//EABQQ"
	"AQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AN//Z"
)
_numbers = itertools.count(1)


def make_phone_number() -> str:
	"""A number nobody else has in this test."""
	return f"+1514555{next(_numbers) % 90 + 100:04d}"


def make_reachable_customer(phone: str = "", language: str = "", email: str = "", **fields: Any) -> Any:
	"""A customer whose contact has this mobile number (a new one unless given)."""
	customer = make_customer(language=language or None, **fields)
	make_contact(customer, phone=phone or make_phone_number(), email=email)
	return customer


def make_template(body_fr: str = "Bonjour {{ customer.customer_name }}", **fields: Any) -> Any:
	"""A message template about a customer unless told otherwise."""
	values = {"title": f"Template {frappe.generate_hash(length=8)}", "channel": "SMS", **fields}
	values |= {"applies_to": fields.get("applies_to", "Customer"), "body_fr": body_fr}
	return frappe.get_doc({"doctype": "Message Template", **values}).insert(ignore_permissions=True)


def make_event(provider: str, at: datetime | None = None, **payload: Any) -> Any:
	"""What a webhook's handler is given: an event with this payload that came now or then, not stored."""
	name = frappe.generate_hash(length=10)
	event = frappe.new_doc("Webhook Event", provider=provider, event_id=name, payload=json.dumps(payload))
	event.name, event.creation = f"{provider}:{name}", at or now_datetime()
	return event
