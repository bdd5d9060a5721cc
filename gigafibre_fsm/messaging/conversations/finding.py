"""Which conversations a search means: by who is in them, by their number however it is written, by what was said."""

import re
from datetime import datetime

import frappe
from frappe.query_builder.functions import IfNull
from pypika.queries import QueryBuilder
from pypika.terms import BasicCriterion, Criterion, Term

from gigafibre_fsm.clients import customers_matching

# The newest of each kind, and how many messages back words are looked for: nobody waits for all of them.
MOST_FOUND = 200
MOST_READ = 10_000
SEARCHED = ("title", "last_message", "address", "channel_address")
NUMBER = re.compile(r"[\d\s().+/-]+")
SHORTEST_NUMBER = 3
ESCAPE = "!"


class _Like(BasicCriterion):
	"""LIKE with an escape character: databases do not agree on one."""

	def get_sql(self, **options) -> str:
		return f"{super().get_sql(**options)} ESCAPE '{ESCAPE}'"


def matching(query: str) -> list[str]:
	"""Return the names of the conversations a search finds, whoever may read them: of several words, all are there."""
	digits = _digits(query)
	words = [digits] if digits else query.split()
	conversation = frappe.qb.DocType("Conversation")
	found = _all(words, *(conversation[field] for field in SEARCHED))
	customers = _customers(digits or query) + _senders(words)
	if customers:
		found |= conversation.customer.isin(customers)
	threads = frappe.qb.from_(conversation).select(conversation.name).where(found)
	threads = threads.orderby(conversation.last_message_at, order=frappe.qb.desc).limit(MOST_FOUND)
	return list({*threads.run(pluck=True), *_said(query.split())})


def _digits(query: str) -> str:
	"""Return the digits of what is a number or a piece of one, "" of anything else."""
	digits = re.sub(r"\D", "", query)
	return digits if NUMBER.fullmatch(query) and len(digits) >= SHORTEST_NUMBER else ""


def _customers(query: str) -> list[str]:
	entry = frappe.qb.DocType("Search Entry")
	people = customers_matching(query).where(entry.kind.isin(("Customer", "Contact")))
	return people.where(entry.customer.isnotnull()).limit(MOST_FOUND).run(pluck=True)


def _senders(words: list[str]) -> list[str]:
	"""Return the customers whose number or address staff told us."""
	known = frappe.qb.DocType("Known Sender")
	query = frappe.qb.from_(known).select(known.customer).where(_all(words, known.address))
	return query.limit(MOST_FOUND).run(pluck=True)


def _said(words: list[str]) -> list[str]:
	"""Return the conversations of the newest messages with all these words."""
	said = frappe.qb.DocType("Communication")
	text = IfNull(said.text_content, said.content)
	query = frappe.qb.from_(said).select(said.conversation).where(said.conversation.isnotnull())
	if began := _began():
		query = query.where(said.creation >= began)
	query = query.where(_all(words, said.subject, text)).orderby(said.creation, order=frappe.qb.desc)
	return query.limit(MOST_FOUND).run(pluck=True)


def _began() -> datetime | None:
	"""Return when the oldest message that is looked through came; None when all are."""
	said = frappe.qb.DocType("Communication")
	query: QueryBuilder = frappe.qb.from_(said).select(said.creation)
	oldest = query.orderby(said.creation, order=frappe.qb.desc).limit(1).offset(MOST_READ).run(pluck=True)
	return oldest[0] if oldest else None


def _all(words: list[str], *fields: Term) -> Criterion:
	return Criterion.all(Criterion.any(_holds(field, word) for field in fields) for word in words)


def _holds(field: Term, word: str) -> Criterion:
	pattern = re.sub(r"[%_!]", lambda sign: ESCAPE + sign[0], word)
	plain = field.like(f"%{pattern}%")
	return _Like(plain.comparator, plain.left, plain.right)
