"""`make bench-client`: the client page's one call against the separate `/api/resource` calls it replaces."""

import random
from collections.abc import Callable
from statistics import median

from sandbox.benches.callers import Caller, Refused, rows, timed
from sandbox.benches.figures import caller, line

CUSTOMERS = 40
METHOD = "/api/method/gigafibre_fsm.api.clients.client"
RECENT = 25

Ask = Callable[[Caller, str], object]


def main() -> None:
	"""Print p50 and p95 of both ways, call by call, and their ratio."""
	with caller(__doc__) as site:
		print(f"Client page on {site.where}")
		names = _customers(site)
		timed(site, METHOD, name=names[0])
		one = [timed(site, METHOD, name=name)[0] for name in names]
		print("  " + line("one call", one))
		separate = _separate(site, names)
		totals = [sum(took) for took in zip(*separate.values(), strict=True)]
		for doctype, took in separate.items():
			print("    " + line(doctype, took))
		print("  " + line(f"{len(separate)} separate calls, one after the other", totals))
		print(
			f"  ratio of the medians: {median(one) / median(totals):.2f} (aim on a real bench: 0.35 or less)"
		)


def _customers(site: Caller) -> list[str]:
	found = rows(site, "Customer", fields=["name"], order_by="name asc", limit_page_length=7000)
	names = [row["name"] for row in found]
	return random.Random(9).sample(names, min(CUSTOMERS, len(names)))


def _separate(site: Caller, names: list[str]) -> dict[str, list[float]]:
	"""Return doctype → ms of each customer's call; what the user may not read is left out, and said."""
	took: dict[str, list[float]] = {}
	for doctype, ask in CALLS.items():
		try:
			ask(site, names[0])
		except Refused as refusal:
			print(f"    left out, the user may not read it: {refusal}")
			continue
		took[doctype] = [_timed(site, ask, name) for name in names]
	return took


def _timed(site: Caller, ask: Ask, name: str) -> float:
	spent = 0.0

	class Stopwatch:
		where = site.where

		def get(self, path: str, **parameters: object) -> object:
			nonlocal spent
			took, answer = timed(site, path, **parameters)
			spent += took
			return answer

	ask(Stopwatch(), name)
	return spent


def _of(doctype: str, fields: list[str], field: str = "customer", limit: int = RECENT, **more: object) -> Ask:
	def ask(site: Caller, name: str) -> object:
		filters = [[field, "=", name], *([key, "=", value] for key, value in more.items())]
		order = {"order_by": "creation desc", "limit_page_length": limit}
		return rows(site, doctype, fields=fields, filters=filters, **order)

	return ask


def _contacts(site: Caller, name: str) -> object:
	filters = [["Dynamic Link", "link_doctype", "=", "Customer"], ["Dynamic Link", "link_name", "=", name]]
	fields = ["name", "full_name", "designation", "phone", "mobile_no", "email_id", "is_primary_contact"]
	return rows(site, "Contact", fields=fields, filters=filters, limit_page_length=RECENT)


def _readings(site: Caller, name: str) -> object:
	"""The last reading of each device: a page that asks separately asks for it device by device."""
	devices = rows(site, "Service Equipment", fields=["name"], filters=[["customer", "=", name]])
	fields = ["read_on", "rx_dbm", "online", "signal"]
	for device in devices:
		filters = [["equipment", "=", device["name"]]]
		rows(
			site,
			"Device Reading",
			fields=fields,
			filters=filters,
			order_by="read_on desc",
			limit_page_length=1,
		)
	return devices


def _messages(site: Caller, name: str) -> object:
	"""What was said in the last tickets."""
	tickets = rows(site, "Issue", fields=["name"], filters=[["customer", "=", name]], limit_page_length=20)
	filters = [
		["reference_doctype", "=", "Issue"],
		["reference_name", "in", [ticket["name"] for ticket in tickets] or [""]],
	]
	fields = ["name", "subject", "content", "sender", "creation"]
	order = {"order_by": "creation desc", "limit_page_length": 20}
	return rows(site, "Communication", fields=fields, filters=filters, **order)


CALLS: dict[str, Ask] = {
	"Customer": lambda site, name: site.get(f"/api/resource/Customer/{name}"),
	"Contact": _contacts,
	"Service Location": _of("Service Location", ["*"], limit=200),
	"Service Equipment": _of("Service Equipment", ["*"], limit=200),
	"Device Reading (a call a device)": _readings,
	"Service Subscription": _of("Service Subscription", ["*"], limit=200),
	"Issue": _of("Issue", ["name", "subject", "status", "priority", "creation", "modified"]),
	"Sales Invoice": _of(
		"Sales Invoice",
		["name", "posting_date", "due_date", "grand_total", "outstanding_amount", "status", "currency"],
		docstatus=1,
	),
	"Payment Entry": _of(
		"Payment Entry",
		["name", "posting_date", "paid_amount", "mode_of_payment"],
		field="party",
		docstatus=1,
	),
	"Dispatch Job": _of(
		"Dispatch Job", ["name", "subject", "status", "job_type", "scheduled_start", "technician"]
	),
	"Equipment Move Log": _of(
		"Equipment Move Log",
		["equipment", "from_status", "to_status", "moved_by", "creation"],
		field="to_customer",
	),
	"Communication": _messages,
	"Comment": _of("Comment", ["content", "owner", "creation"], field="reference_name"),
}


if __name__ == "__main__":
	main()
