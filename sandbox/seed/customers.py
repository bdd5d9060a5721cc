"""Customers with their contacts, addresses, places and subscriptions."""

import random
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, now_datetime

from sandbox.seed.catalogue import PLANS
from sandbox.seed.people import CITIES, HOUSEHOLDS, STAR, Household, Telephones, position, postal_code
from sandbox.seed.records import date_back, insert

# Where every account number of the demo starts: how we know that a site was seeded.
FIRST_ACCOUNT = 10_001
# Place in HOUSEHOLDS → what became of the customer's subscriptions; the others are active.
SUSPENDED, CANCELLED, PENDING = (25, 38), (31,), (20, 47)
OLT_OF_AREA = {"514": "OLT-MTL-01", "438": "OLT-QUE-01", "450": "OLT-RSD-02", "819": "OLT-LAU-03"}


@dataclass(frozen=True, slots=True)
class Home:
	"""A household once it is in the site."""

	household: Household
	customer: str
	location: str
	phone: str
	email: str
	since: datetime
	plan_status: str

	@property
	def star(self) -> bool:
		return self.household is STAR


def seed_customers(dice: random.Random) -> list[Home]:
	"""Create every household; returns them in the order of HOUSEHOLDS."""
	telephones = Telephones()
	return [_home(number, household, telephones, dice) for number, household in enumerate(HOUSEHOLDS)]


def _home(number: int, household: Household, telephones: Telephones, dice: random.Random) -> Home:
	city = CITIES[household.city]
	phone, email = telephones.next(city.area_code), address_of(household.name)
	since = now_datetime().replace(hour=10, minute=12) - timedelta(days=dice.randrange(90, 1500))
	customer = _customer(number, household, dice)
	contact = _contact(customer, household.name, phone, email, household, primary=True)
	if household.second:
		second_phone = telephones.next(city.area_code)
		_contact(customer, household.second, second_phone, address_of(household.second), household)
	customer.reload()
	customer.update({"customer_primary_contact": contact.name, "mobile_no": phone, "email_id": email})
	customer.save(ignore_permissions=True)
	location = _location(number, household, customer.name, contact.name, dice)
	status = _plan_status(number)
	for place, plan in enumerate(household.plans):
		_subscription(number, place, plan, customer.name, location.name, status, since)
	date_back(customer, since)
	date_back(location, since)
	return Home(household, customer.name, location.name, phone, email, since, status)


def _customer(number: int, household: Household, dice: random.Random) -> Document:
	return insert(
		"Customer",
		customer_name=household.name,
		customer_type="Company" if household.company else "Individual",
		customer_group="Affaires" if household.company else "Résidentiel",
		territory="Québec",
		language=household.language,
		legacy_account_id=str(FIRST_ACCOUNT + number),
		ppa_enabled=int(dice.random() < 0.4),
	)


def _contact(
	customer: Document, name: str, phone: str, email: str, household: Household, primary: bool = False
) -> Document:
	first, _, last = name.partition(" ")
	return insert(
		"Contact",
		first_name=name if household.company else first,
		last_name=None if household.company else last,
		is_primary_contact=int(primary),
		designation=None if primary else "Conjoint ou conjointe",
		email_ids=[{"email_id": email, "is_primary": 1}],
		phone_nos=[{"phone": phone, "is_primary_mobile_no": 1}],
		links=[{"link_doctype": "Customer", "link_name": customer.name}],
	)


def _location(
	number: int, household: Household, customer: str, contact: str, dice: random.Random
) -> Document:
	city = CITIES[household.city]
	code, (latitude, longitude) = postal_code(city, dice), position(city, dice)
	address = insert(
		"Address",
		address_title=household.name,
		address_type="Billing",
		address_line1=household.street,
		city=city.name,
		state="QC",
		pincode=code,
		country="Canada",
		is_primary_address=1,
		links=[{"link_doctype": "Customer", "link_name": customer}],
	)
	return insert(
		"Service Location",
		customer=customer,
		contact=contact,
		status="Planned" if number in PENDING else "Inactive" if number in CANCELLED else "Active",
		connection_type="FTTB" if household.company else "FTTH",
		address_line1=household.street,
		city=city.name,
		province="QC",
		postal_code=code,
		address=address.name,
		latitude=latitude,
		longitude=longitude,
		olt=OLT_OF_AREA[city.area_code],
		olt_port=f"0/{1 + number // 32}/{number % 16}",
		vlan=40,
		access_notes="Sonner deux fois; le chien est gentil." if household is STAR else None,
	)


def _plan_status(number: int) -> str:
	for status, numbers in (("Suspended", SUSPENDED), ("Cancelled", CANCELLED), ("Pending", PENDING)):
		if number in numbers:
			return status
	return "Active"


def _subscription(
	number: int, place: int, key: str, customer: str, location: str, status: str, since: datetime
) -> None:
	plan = PLANS[key]
	internet = plan.kind == "Internet"
	subscription = insert(
		"Service Subscription",
		customer=customer,
		service_location=location,
		status="Pending" if status == "Pending" else "Active",
		plan_type=plan.kind,
		plan_name=plan.name,
		item=plan.item,
		price=plan.price,
		currency="CAD",
		frequency="Monthly",
		download_speed=plan.down,
		upload_speed=plan.up,
		radius_user=f"client{number + 1:05d}@gigafibre.example" if internet else None,
		radius_password=f"demo-{number * 7919 % 100_000:05d}" if internet else None,
	)
	if status in ("Suspended", "Cancelled"):
		subscription.status = status
		subscription.cancellation_reason = "Déménagement" if status == "Cancelled" else None
		subscription.save(ignore_permissions=True)
	if subscription.activated_on:
		_backdate_steps(subscription, since, place)


def _backdate_steps(subscription: Document, since: datetime, place: int) -> None:
	"""Its controller dates each step today; in the demo they were taken a while ago."""
	steps = {"activated_on": add_days(since.date(), 3 + 30 * (place > 0))}
	if subscription.suspended_on:
		steps["suspended_on"] = add_days(now_datetime().date(), -9)
	if subscription.cancelled_on:
		steps["cancelled_on"] = add_days(now_datetime().date(), -21)
	frappe.db.set_value("Service Subscription", subscription.name, steps, update_modified=False)


def address_of(name: str) -> str:
	"""Return an e-mail address made of a name: "Jean-François Lévesque" → "jean-francois.levesque@courriel.example"."""
	folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
	kept = "".join(letter if letter.isalnum() or letter == "-" else "." for letter in folded)
	return f"{'.'.join(part for part in kept.split('.') if part)}@courriel.example"
