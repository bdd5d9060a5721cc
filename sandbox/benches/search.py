"""`make bench-search`: how fast the search box answers what agents type, on a site of the real size."""

import random
import unicodedata
from collections.abc import Callable, Iterator

from sandbox.benches.callers import Caller, rows, timed
from sandbox.benches.figures import caller, line, p50_p95

EACH = 40
METHOD = "/api/method/gigafibre_fsm.api.search.search"


def main() -> None:
	"""Print p50 and p95 of each kind of query, and of all of them."""
	with caller(__doc__) as site:
		print(f"Search on {site.where}")
		everything: list[float] = []
		for kind, queries in kinds(site):
			took = [_search(site, query) for query in queries]
			everything += took
			print("  " + line(kind, took))
		print("  " + line("all of them", everything))
		print(f"  (aim on a real bench: p95 under 50 ms; here {p50_p95(everything)[1]:.1f} ms)")


def _search(site: Caller, query: str) -> float:
	return timed(site, METHOD, query=query)[0]


def kinds(site: Caller) -> Iterator[tuple[str, list[str]]]:
	"""What agents type, made of the site's own records; the first kind only warms the site up."""
	devices = _sample(site, "Service Equipment", ["name", "serial_number", "mac_address"])
	customers = _sample(site, "Customer", ["customer_name", "mobile_no"])
	places = _sample(site, "Service Location", ["address_line1", "postal_code"])
	made: dict[str, Callable[[], Iterator[str]]] = {
		"last 5 digits of a serial": lambda: (row["serial_number"][-5:] for row in devices),
		"whole serial": lambda: (row["serial_number"] for row in devices),
		"whole MAC, colons": lambda: (row["mac_address"] for row in devices),
		"last 6 digits of a MAC, no separator": lambda: (
			row["mac_address"].replace(":", "")[-6:] for row in devices
		),
		"MAC with dashes, small letters": lambda: (
			row["mac_address"].replace(":", "-").lower() for row in devices
		),
		"last 7 digits of a phone": lambda: (row["mobile_no"][-7:] for row in customers),
		"phone as written on paper": lambda: (_on_paper(row["mobile_no"]) for row in customers),
		"full name": lambda: (row["customer_name"] for row in customers),
		"full name, no accents, small letters": lambda: (_bare(row["customer_name"]) for row in customers),
		"family name": lambda: (row["customer_name"].split()[-1] for row in customers),
		"first letters of a name": lambda: (row["customer_name"][:3] for row in customers),
		"number and street": lambda: (row["address_line1"] for row in places),
		"street, no accents": lambda: (_bare(row["address_line1"].partition(" ")[2]) for row in places),
		"postal code": lambda: (row["postal_code"] for row in places),
		"nothing that exists": lambda: (f"zzq{number:04d}" for number in range(EACH)),
	}
	for query in ("tremblay", "erables", "12", "514"):
		_search(site, query)
	for kind, queries in made.items():
		yield kind, list(queries())


def _sample(site: Caller, doctype: str, fields: list[str]) -> list[dict]:
	"""The same records each time, from all over the table, with every field filled."""
	filters = [[field, "is", "set"] for field in fields]
	found = rows(site, doctype, fields=fields, filters=filters, order_by="name asc", limit_page_length=5000)
	return random.Random(5).sample(found, min(EACH, len(found)))


def _bare(text: str) -> str:
	decomposed = unicodedata.normalize("NFKD", text.lower())
	return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def _on_paper(number: str) -> str:
	digits = number[-10:]
	return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"


if __name__ == "__main__":
	main()
