"""Years of tickets, and the messages of each."""

import random
from datetime import timedelta

from sandbox.seed.records import ensure
from sandbox.seed.support import PRIORITIES
from sandbox.seed.volume.bulk import Names, Table, flush
from sandbox.seed.volume.customers import accounts
from sandbox.seed.volume.volumes import Volumes, days_ago, dice
from sandbox.seed.volume.words import SENTENCES, SUBJECTS

YEARS = 6
KIND = "Internet"
STAFF = "soutien@gigafibre.example"
# Tickets of the last days may still be open; the others are closed.
OPEN_DAYS = 5
ISSUE = (
	"naming_series subject customer customer_name status priority issue_type description raised_by opening_date "
	"opening_time legacy_ticket_id"
).split()
MESSAGE = (
	"subject content communication_medium communication_type sent_or_received sender recipients status "
	"communication_date reference_doctype reference_name"
).split()


def seed_support(volumes: Volumes) -> dict[str, int]:
	"""Every ticket with its share of the messages, oldest first; returns doctype → rows."""
	for priority in PRIORITIES:
		ensure("Issue Priority", priority)
	ensure("Issue Type", KIND)
	issues, messages = Table("Issue", ISSUE), Table("Communication", MESSAGE)
	customers, names, luck = accounts(), Names(), dice("support")
	for number in range(volumes.tickets):
		age = YEARS * 365 * (1 - number / volumes.tickets)
		customer = luck.choice(customers)
		ticket = _add_ticket(issues, names, number, customer, age, luck)
		written = volumes.messages * number // volumes.tickets
		following = volumes.messages * (number + 1) // volumes.tickets
		for place in range(following - written):
			_add_message(messages, ticket, customer, age, place)
	names.save()
	return flush((issues, messages))


def _add_ticket(
	issues: Table, names: Names, number: int, customer: dict, age: float, luck: random.Random
) -> tuple[str, str]:
	opened, subject = days_ago(age), luck.choice(SUBJECTS)
	name = names.next(f"ISS-{opened.year}-")
	status = luck.choice(("Open", "Open", "Replied", "On Hold")) if age < OPEN_DAYS else "Closed"
	values = {
		"naming_series": "ISS-.YYYY.-",
		"subject": subject,
		"customer": customer.name,
		"customer_name": customer.customer_name,
		"status": status,
		"priority": luck.choices(PRIORITIES, (25, 55, 15, 5))[0],
		"issue_type": KIND,
		"description": SENTENCES[number % len(SENTENCES)],
		"raised_by": customer.email_id,
		"opening_date": opened.date(),
		"opening_time": opened.time().replace(microsecond=0),
		"legacy_ticket_id": f"V{number:06d}",
	}
	issues.add(name, opened, values)
	return name, subject


def _add_message(messages: Table, ticket: tuple[str, str], customer: dict, age: float, place: int) -> None:
	issue, subject = ticket
	received = place % 2 == 0
	moment = days_ago(age) + timedelta(minutes=17 * place)
	values = {
		"subject": subject,
		"content": SENTENCES[(messages.written + len(messages.rows)) % len(SENTENCES)],
		"communication_medium": "Email",
		"communication_type": "Communication",
		"sent_or_received": "Received" if received else "Sent",
		"sender": customer.email_id if received else STAFF,
		"recipients": STAFF if received else customer.email_id,
		"status": "Linked",
		"communication_date": moment,
		"reference_doctype": "Issue",
		"reference_name": issue,
	}
	messages.add_unnamed(moment, values)
