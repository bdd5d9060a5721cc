"""One search over customers, phones, addresses, serials and MACs, best first."""

import time

import frappe
from pypika import Case, Criterion, Order
from pypika.queries import QueryBuilder

from gigafibre_fsm.clients.entries import ENTRIES
from gigafibre_fsm.clients.text import compact, plain

SHORTEST = 2
SHORTEST_CODE = 3
FIELDS = [
	"name",
	"kind",
	"reference_doctype",
	"reference_name",
	"customer",
	"title",
	"subtitle",
	"status",
	"facts",
]
KIND_BONUS = {"Customer": 4, "Equipment": 3, "Location": 2, "Contact": 1}


def search(query: str, limit: int = 20) -> dict:
	"""Find records by words or by a piece of a code, whatever the accents and separators.

	Returns `{query, took_ms, results: [{kind, doctype, name, customer, customer_name, title, subtitle,
	match: {field, value}, status, score}]}`; only what the signed-in user may read.
	"""
	started = time.perf_counter()
	words, code = plain(query).split(), compact(query)
	entries = _best(words, code, limit) if len(code) >= SHORTEST else []
	results = [_result(entry, words, code) for entry in entries]
	return {"query": query, "took_ms": round((time.perf_counter() - started) * 1000, 1), "results": results}


def _best(words: list[str], code: str, limit: int) -> list[dict]:
	"""Return the best entries the user may read.

	Nearly everybody may read them all. Only when some were not for this reader are they sought among theirs: the
	same answer at once would cost everybody the slower query.
	"""
	entries = _candidates(words, code, limit)
	readable = _readable(entries)
	if len(readable) == len(entries):
		return readable
	return _readable(_candidates(words, code, limit, only_readable=True))


def _candidates(words: list[str], code: str, limit: int, only_readable: bool = False) -> list[dict]:
	"""Return the best entries: chosen in the narrow index of words and codes alone, then read whole."""
	entry = frappe.qb.DocType("Search Entry")
	rank = _rank(entry, words, code)
	best = frappe.qb.from_(entry).select(entry.name, rank).where(_found(entry, words, code))
	if only_readable:
		best = best.where(_in_reach(entry))
	scores = dict(best.orderby(rank, order=Order.desc).orderby(entry.words).limit(limit).run())
	filters = {"name": ("in", list(scores))}
	rows = frappe.get_all("Search Entry", filters=filters, fields=FIELDS, order_by="name") if scores else []
	entries = {row.name: row for row in rows}
	return [frappe._dict(entries[name], score=score) for name, score in scores.items()]


def _found(entry, words: list[str], code: str) -> Criterion:
	"""Every word is somewhere, or all of it together is a piece of a code."""
	found = Criterion.all(entry.words.like(f"%{word}%") | entry.codes.like(f"%{word}%") for word in words)
	if len(words) > 1 and len(code) >= SHORTEST_CODE:
		found |= entry.codes.like(f"%{code}%")
	return found


def _in_reach(entry) -> Criterion:
	"""The record is one the user may read, and so is the customer it belongs to."""
	doctypes = [doctype for doctype in ENTRIES if frappe.has_permission(doctype, "read")]
	names = {
		doctype: frappe.qb.get_query(doctype, fields=["name"], ignore_permissions=False)
		for doctype in doctypes
	}
	whose = entry.customer.isnull()
	if "Customer" in names:
		whose |= entry.customer.isin(names["Customer"])
	return whose & Criterion.any(
		(entry.reference_doctype == doctype) & entry.reference_name.isin(readable)
		for doctype, readable in names.items()
	)


def _rank(entry, words: list[str], code: str):
	"""Score an entry: a whole code, its end, its start, then the start of the name, of a word, or anywhere."""
	rank = Case()
	if len(code) >= SHORTEST_CODE:
		rank = rank.when((entry.codes == code) | entry.codes.like(f"{code} %"), 100)
		rank = rank.when(entry.codes.like(f"% {code} %") | entry.codes.like(f"% {code}"), 95)
		rank = rank.when(entry.codes.like(f"%{code}") | entry.codes.like(f"%{code} %"), 90)
		rank = rank.when(entry.codes.like(f"%{code}%"), 70)
	first = words[0]
	rank = rank.when(entry.words.like(f"{' '.join(words)}%"), 80)
	rank = rank.when(entry.words.like(f"{first}%"), 60).when(entry.words.like(f"% {first}%"), 50).else_(30)
	bonus = Case()
	for kind, points in KIND_BONUS.items():
		bonus = bonus.when(entry.kind == kind, points)
	return rank + bonus.else_(0)


def _readable(entries: list[dict]) -> list[dict]:
	"""Keep the entries the user may read, of customers they may read, and give each its customer's name."""
	names = _customer_names([entry.customer for entry in entries if entry.customer])
	readable = {("Customer", name) for name in names}
	for doctype in {entry.reference_doctype for entry in entries} - {"Customer"}:
		references = [entry.reference_name for entry in entries if entry.reference_doctype == doctype]
		readable |= {(doctype, row.name) for row in _rows(doctype, references, ["name"])}
	for entry in entries:
		entry.customer_name = names.get(entry.customer)
	return [
		entry
		for entry in entries
		if (entry.reference_doctype, entry.reference_name) in readable
		and (not entry.customer or entry.customer in names)
	]


def _customer_names(customers: list[str]) -> dict[str, str]:
	return {row.name: row.customer_name for row in _rows("Customer", customers, ["name", "customer_name"])}


def _rows(doctype: str, names: list[str], fields: list[str]) -> list[dict]:
	"""Return those of the records that the user may read."""
	if not names or not frappe.has_permission(doctype, "read"):
		return []
	filters = {"name": ("in", list(set(names)))}
	return frappe.get_list(doctype, filters=filters, fields=fields, order_by="name", limit=0)


def _result(entry: dict, words: list[str], code: str) -> dict:
	return {
		"kind": entry.kind.lower(),
		"doctype": entry.reference_doctype,
		"name": entry.reference_name,
		"customer": entry.customer,
		"customer_name": entry.customer_name,
		"title": entry.title,
		"subtitle": entry.subtitle,
		"status": entry.status,
		"match": _match(entry, words, code),
		"score": entry.score,
	}


def _match(entry: dict, words: list[str], code: str) -> dict | None:
	"""Return the fact that explains why this entry was found, when its title does not."""
	if all(word in plain(entry.title) for word in words):
		return None
	for field, value in frappe.parse_json(entry.facts or "{}").items():
		if code in compact(value) or any(word in plain(value) for word in words):
			return {"field": field, "value": value}
	return None


def customers_matching(query: str) -> QueryBuilder:
	"""Return the query for the customers found by themselves or by anything of theirs, whoever may read them."""
	entry = frappe.qb.DocType("Search Entry")
	words, code = plain(query).split(), compact(query)
	found = _found(entry, words, code) if len(code) >= SHORTEST else entry.name.isnull()
	return frappe.qb.from_(entry).select(entry.customer).where(found)
