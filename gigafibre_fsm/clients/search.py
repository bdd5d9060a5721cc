"""One search over customers, phones, addresses, serials and MACs, best first."""

import time

import frappe
from pypika import Case, Criterion, Order

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
	entries = _candidates(words, code, limit) if len(code) >= SHORTEST else []
	results = [_result(entry, words, code) for entry in _readable(entries)]
	return {"query": query, "took_ms": round((time.perf_counter() - started) * 1000, 1), "results": results}


def _candidates(words: list[str], code: str, limit: int) -> list[dict]:
	"""Return the best entries: chosen in the narrow index of words and codes alone, then read whole."""
	entry = frappe.qb.DocType("Search Entry")
	rank = _rank(entry, words, code)
	found = Criterion.all(entry.words.like(f"%{word}%") | entry.codes.like(f"%{word}%") for word in words)
	if len(words) > 1 and len(code) >= SHORTEST_CODE:
		found |= entry.codes.like(f"%{code}%")
	best = frappe.qb.from_(entry).select(entry.name, rank).where(found)
	scores = dict(best.orderby(rank, order=Order.desc).orderby(entry.words).limit(limit).run())
	filters = {"name": ("in", list(scores))}
	rows = frappe.get_all("Search Entry", filters=filters, fields=FIELDS, order_by="name") if scores else []
	entries = {row.name: row for row in rows}
	return [frappe._dict(entries[name], score=score) for name, score in scores.items()]


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
	"""Keep the entries of customers the user may read, and give each its customer's name."""
	customers = list({entry.customer for entry in entries if entry.customer})
	fields = ["name", "customer_name"]
	filters = {"name": ("in", customers)}
	rows = frappe.get_list("Customer", filters=filters, fields=fields, order_by="name") if customers else []
	names = {row.name: row.customer_name for row in rows}
	for entry in entries:
		entry.customer_name = names.get(entry.customer)
	return [entry for entry in entries if entry.customer in names or _free(entry)]


def _free(entry: dict) -> bool:
	"""Return whether an entry of no customer (a device on the shelf) may be shown to this user."""
	return not entry.customer and frappe.has_permission(entry.reference_doctype, "read")


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


def customers_matching(query: str, limit: int = 500) -> list[str]:
	"""Return the customers a query finds, by themselves or by anything of theirs, best first."""
	words, code = plain(query).split(), compact(query)
	if len(code) < SHORTEST:
		return []
	return list(dict.fromkeys(entry.customer for entry in _candidates(words, code, limit) if entry.customer))
