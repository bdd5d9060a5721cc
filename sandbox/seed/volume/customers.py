"""Customers, their contacts and addresses, their places and subscriptions."""

import random
from datetime import datetime, timedelta

import frappe

from sandbox.seed.catalogue import PLANS
from sandbox.seed.customers import address_of
from sandbox.seed.people import CITIES, postal_code
from sandbox.seed.volume.bulk import Names, Table, flush
from sandbox.seed.volume.volumes import Volumes, days_ago, dice, telephone
from sandbox.seed.volume.words import FIRST_NAMES, LAST_NAMES, NOUNS, ROADS, SHOPS

# How customers of this seed are told from others on the site.
ACCOUNT = "V"
STATUSES = ("Active", "Pending", "Suspended", "Cancelled")
STATUS_WEIGHTS = (64, 2, 4, 30)
# Each place has Internet first; what is subscribed beyond that is something else.
INTERNET, EXTRAS = ("F150", "F500", "F500", "F1000"), ("TV", "TEL")


def seed_customers(volumes: Volumes) -> dict[str, int]:
	"""Everything about who the customers are; returns doctype → rows."""
	tables, names, luck = Tables(), Names(), dice("customers")
	customers = [tables.add_customer(number, luck) for number in range(volumes.customers)]
	places = [
		tables.add_location(names, customers[_owner(number, len(customers), luck)], luck)
		for number in range(volumes.locations)
	]
	for number in range(volumes.subscriptions):
		first, place = number < len(places), places[number % len(places)]
		tables.add_subscription(names, number, place, luck.choice(INTERNET if first else EXTRAS), luck)
	names.save()
	return flush(tables.all())


def accounts() -> list[dict]:
	"""The customers of this seed, always in the same order: `{name, customer_name, email_id, creation}`."""
	filters = {"legacy_account_id": ("like", f"{ACCOUNT}%")}
	fields = ["name", "customer_name", "email_id", "creation"]
	return frappe.get_all("Customer", filters=filters, fields=fields, order_by="legacy_account_id")


def _owner(number: int, customers: int, luck: random.Random) -> int:
	"""Everyone has a place; the others go to those who have several (landlords, shops)."""
	return number if number < customers else int(customers * luck.random() ** 2)


class Tables:
	"""The tables this part writes."""

	def __init__(self) -> None:
		self.customer = Table("Customer", CUSTOMER)
		self.contact = Table("Contact", CONTACT)
		self.email = Table("Contact Email", ("email_id", "is_primary"))
		self.phone = Table("Contact Phone", ("phone", "is_primary_mobile_no"))
		self.link = Table("Dynamic Link", ("link_doctype", "link_name", "link_title"))
		self.address = Table("Address", ADDRESS)
		self.location = Table("Service Location", LOCATION)
		self.subscription = Table("Service Subscription", SUBSCRIPTION)

	def all(self) -> list[Table]:
		return list(vars(self).values())

	def add_customer(self, number: int, luck: random.Random) -> tuple[str, datetime]:
		"""A customer with their contact and address; returns their name and since when."""
		person, company = _who(number, luck)
		customer, since = f"CUST-{ACCOUNT}-{number + 1:06d}", days_ago(luck.randrange(30, 3650))
		title, phone = company or person, telephone(number)
		email = address_of(person).replace("@", f".{number}@")
		contact = f"{person}-{customer}"
		values = {
			"customer_name": title,
			"customer_type": "Company" if company else "Individual",
			"customer_group": "Affaires" if company else "Résidentiel",
			"territory": "Québec",
			"language": "en" if luck.random() < 0.12 else "fr",
			"legacy_account_id": f"{ACCOUNT}{number + 1:06d}",
			"legacy_customer_id": str(50_000 + number),
			"ppa_enabled": int(luck.random() < 0.4),
			"disabled": int(luck.random() < 0.08),
			"mobile_no": phone,
			"email_id": email,
			"customer_primary_contact": contact,
		}
		self.customer.add(customer, since, values)
		self._contact(contact, person, (customer, title), (phone, email), since)
		self._address(customer, title, since, luck)
		return customer, since

	def _contact(
		self, name: str, person: str, customer: tuple[str, str], reached: tuple[str, str], since: datetime
	) -> None:
		first, _, last = person.partition(" ")
		phone, email = reached
		values = {"first_name": first, "last_name": last, "full_name": person, "status": "Passive"}
		values |= {"is_primary_contact": 1, "mobile_no": phone, "email_id": email}
		self.contact.add(name, since, values)
		self.email.add_child(("Contact", name, "email_ids"), 1, since, {"email_id": email, "is_primary": 1})
		phone_row = {"phone": phone, "is_primary_mobile_no": 1}
		self.phone.add_child(("Contact", name, "phone_nos"), 1, since, phone_row)
		self._link(("Contact", name, "links"), customer, since)

	def _address(self, customer: str, title: str, since: datetime, luck: random.Random) -> None:
		city = luck.choice(list(CITIES.values()))
		name = f"{customer}-Billing"
		values = {
			"address_title": title,
			"address_type": "Billing",
			"address_line1": _street(luck),
			"city": city.name,
			"state": "QC",
			"country": "Canada",
			"pincode": postal_code(city, luck),
			"is_primary_address": 1,
		}
		self.address.add(name, since, values)
		self._link(("Address", name, "links"), (customer, title), since)

	def _link(self, parent: tuple[str, str, str], customer: tuple[str, str], since: datetime) -> None:
		name, title = customer
		values = {"link_doctype": "Customer", "link_name": name, "link_title": title}
		self.link.add_child(parent, 1, since, values)

	def add_location(
		self, names: Names, customer: tuple[str, datetime], luck: random.Random
	) -> tuple[str, str, datetime]:
		"""A place; returns its name, its customer and since when."""
		owner, since = customer
		city, name, street = luck.choice(list(CITIES.values())), names.next("LOC-"), _street(luck)
		values = {
			"title": f"{street}, {city.name}",
			"customer": owner,
			"status": luck.choices(("Active", "Inactive", "Planned"), (70, 28, 2))[0],
			"connection_type": luck.choices(("FTTH", "FTTB", "Cable", "DSL"), (80, 10, 6, 4))[0],
			"address_line1": street,
			"city": city.name,
			"province": "QC",
			"postal_code": postal_code(city, luck),
			"country": "Canada",
			"latitude": round(city.latitude + luck.gauss(0, 0.02), 6),
			"longitude": round(city.longitude + luck.gauss(0, 0.03), 6),
			"olt": f"OLT-{city.forward_area}-{luck.randrange(1, 5):02d}",
			"olt_port": f"0/{luck.randrange(1, 17)}/{luck.randrange(16)}",
			"vlan": 40,
		}
		self.location.add(name, since, values)
		return name, owner, since

	def add_subscription(
		self, names: Names, number: int, place: tuple[str, str, datetime], key: str, luck: random.Random
	) -> None:
		"""A subscription to a plan at a place."""
		(location, customer, since), plan = place, PLANS[key]
		status = luck.choices(STATUSES, STATUS_WEIGHTS)[0]
		started = None if status == "Pending" else (since + timedelta(days=5)).date()
		values = {
			"customer": customer,
			"service_location": location,
			"status": status,
			"plan_type": plan.kind,
			"plan_name": plan.name,
			"item": plan.item,
			"price": plan.price,
			"currency": "CAD",
			"frequency": "Monthly",
			"download_speed": plan.down,
			"upload_speed": plan.up,
			"radius_user": f"vol{number:06d}@gigafibre.example" if plan.down else None,
			"activated_on": started,
			"suspended_on": days_ago(20).date() if status == "Suspended" else None,
			"cancelled_on": days_ago(luck.randrange(10, 900)).date() if status == "Cancelled" else None,
		}
		self.subscription.add(names.next("SUB-"), since, values)


CUSTOMER = (
	"customer_name customer_type customer_group territory language legacy_account_id legacy_customer_id "
	"ppa_enabled disabled mobile_no email_id customer_primary_contact"
).split()
CONTACT = "first_name last_name full_name status is_primary_contact mobile_no email_id".split()
ADDRESS = ("address_title address_type address_line1 city state country pincode is_primary_address").split()
LOCATION = (
	"title customer status connection_type address_line1 city province postal_code country latitude longitude "
	"olt olt_port vlan"
).split()
SUBSCRIPTION = (
	"customer service_location status plan_type plan_name item price currency frequency download_speed "
	"upload_speed radius_user activated_on suspended_on cancelled_on"
).split()


def _who(number: int, luck: random.Random) -> tuple[str, str | None]:
	"""A person, and the business they answer for when the customer is one."""
	person = f"{luck.choice(FIRST_NAMES)} {luck.choice(LAST_NAMES)}"
	company = f"{luck.choice(SHOPS)} {luck.choice(LAST_NAMES)} {number}" if luck.random() < 0.1 else None
	return person, company


def _street(luck: random.Random) -> str:
	return f"{luck.randrange(1, 4000)} {luck.choice(ROADS)} {luck.choice(NOUNS)}"
