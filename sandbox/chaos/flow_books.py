"""The books of the flows: what the runs say was done, against what is there. Each function works on the site."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping

ENDED = ("Completed", "Failed", "Cancelled")
AT_REST = ("Done", "Skipped", "Failed", "Cancelled")
EFFECTS = ("create_ticket", "send_sms", "http_call", "ask_person")
TAKEN = ("Accepted", "Sent", "Delivered")


def wrong(templates: list[str], keys: list[str], done_outside: Mapping[str, int]) -> list[str]:
	"""Return in words whatever was lost or happened more than once; `done_outside` is the receiver's, by key."""
	return [
		*_runs(templates, keys),
		*_steps(templates),
		*_outside(templates, done_outside),
		*_tickets(templates),
		*_texts(templates),
		*_tasks(templates),
	]


def ended(templates: list[str]) -> Counter:
	"""Return how many runs ended how."""
	return Counter(run.status for run in _of(templates))


def effects(templates: list[str]) -> Counter:
	"""Return how many effects of each kind the runs say were done."""
	return Counter(step.kind for step in _rows(templates) if step.kind in EFFECTS and step.status == "Done")


def _runs(templates: list[str], keys: list[str]) -> Iterator[str]:
	"""Each start is one run, and none is left on the way."""
	runs = _of(templates)
	found = Counter(run.dedupe_key.rpartition(":")[2] for run in runs)
	for key in keys:
		if found[key] != 1:
			yield f"{key} has {found[key]} runs"
	for run in runs:
		if run.status not in ENDED:
			yield f"run {run.name} is {run.status}"
		elif run.wake_on or run.claimed_until or not run.ended_on:
			yield f"run {run.name} has ended, and somebody would still go on with it"


def _steps(templates: list[str]) -> Iterator[str]:
	for step in _rows(templates):
		if step.status not in AT_REST:
			yield f"step {step.parent}:{step.instance} is {step.status}"


def _outside(templates: list[str], done: Mapping[str, int]) -> Iterator[str]:
	"""What was done outside is what the steps say, once each."""
	said = {f"{step.parent}:{step.instance}" for step in _done(templates, "http_call")}
	for key in said | set(done):
		if done.get(key, 0) != (key in said):
			yield f"call {key}: done {done.get(key, 0)} times, said to be {'done' if key in said else 'not done'}"


def _tickets(templates: list[str]) -> Iterator[str]:
	import frappe

	said = Counter(json.loads(step.output)["ticket"] for step in _done(templates, "create_ticket"))
	subjects = {"subject": ("like", "Chaos for %"), "customer": ("in", customers(templates))}
	there = set(frappe.get_all("Issue", subjects, pluck="name", order_by="name"))
	yield from (f"ticket {name} is of {times} steps" for name, times in said.items() if times != 1)
	yield from (f"ticket {name} is not there" for name in set(said) - there)
	yield from (f"ticket {name} is nobody's: it was made twice" for name in there - set(said))


def _texts(templates: list[str]) -> Iterator[str]:
	"""Each text is one row, and taken once by Twilio; whether Twilio has more is asked of Twilio (flows.py)."""
	import frappe

	said = Counter(json.loads(step.output)["message"] for step in _done(templates, "send_sms"))
	wanted = {"customer": ("in", customers(templates)), "direction": "Sent"}
	rows = frappe.get_all("SMS Message", wanted, ["name", "status", "provider_id"], order_by="name")
	yield from (f"text {name} is of {times} steps" for name, times in said.items() if times != 1)
	yield from (f"text {row.name} is {row.status}" for row in rows if row.status not in TAKEN)
	yield from (f"text {name} is not one row" for name in set(said) ^ {row.name for row in rows})
	sids = Counter(row.provider_id for row in rows)
	yield from (f"Twilio's {sid} is {times} texts" for sid, times in sids.items() if times != 1)


def _tasks(templates: list[str]) -> Iterator[str]:
	import frappe

	begun = [step for step in _rows(templates) if step.kind == "ask_person" and step.attempts]
	runs = [run.name for run in _of(templates)]
	rows = frappe.get_all("Flow Task", {"run": ("in", runs)}, ["run", "instance", "status"], order_by="name")
	there = Counter((row.run, row.instance) for row in rows)
	yield from (f"task of {row.run}:{row.instance} is still open" for row in rows if row.status == "Open")
	for step in begun:
		if there[step.parent, step.instance] != 1:
			yield f"{step.parent}:{step.instance} has {there[step.parent, step.instance]} tasks"


def customers(templates: list[str]) -> list[str]:
	"""Return the customers of these templates' runs."""
	return sorted({run.customer for run in _of(templates)}) or [""]


def _done(templates: list[str], kind: str) -> list:
	return [step for step in _rows(templates) if step.kind == kind and step.status == "Done"]


def _of(templates: list[str]) -> list:
	import frappe

	fields = ["name", "status", "dedupe_key", "customer", "wake_on", "claimed_until", "ended_on"]
	return frappe.get_all("Flow Run", {"template": ("in", templates)}, fields, order_by="name")


def _rows(templates: list[str]) -> list:
	import frappe

	runs = [run.name for run in _of(templates)] or [""]
	fields = ["parent", "instance", "kind", "status", "attempts", "output"]
	return frappe.get_all(
		"Flow Run Step", {"parent": ("in", runs)}, fields, order_by="name", parent_doctype="Flow Run"
	)
