"""`make bench-flows`: runs started a second, steps a second for one worker, and what one durable step costs, in ms.

Three times: with 1, 10,000 and 100,000 finished runs (of three steps each) in the tables, for the same template and the
same customers. A step sets a variable, which is next to nothing: what is measured is the runtime, its commits included.
Jobs are not queued, the worker is this process.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from statistics import mean

from sandbox.benches.figures import line
from sandbox.spine import options, place

CHAIN = 10
CUSTOMERS = 20
RUNS = 60
FINISHED = (1, 10_000, 100_000)
CHUNK = 5_000


def main() -> None:
	chosen = options(__doc__)
	with place(chosen.site) as here, here.connected():
		import frappe

		frappe.enqueue = lambda *arguments, **keywords: None
		print(f"Flows on {here.site} ({frappe.db.db_type}), one worker, chains of {CHAIN} steps")
		with prepared() as (template, customers):
			known = 0
			for finished in FINISHED:
				add_finished(template, customers, known, finished)
				known = finished
				measure(template, customers, finished)


@contextmanager
def prepared() -> Iterator[tuple[str, list[str]]]:
	"""A template that is switched on and customers for its runs; all of it is removed at the end."""
	import frappe

	from gigafibre_fsm.tests.factories import make_customer
	from gigafibre_fsm.tests.flow_case import publish

	template = publish({"steps": chain()}, title="Bench of the flows")
	customers = [make_customer() for _number in range(CUSTOMERS)]
	frappe.db.commit()
	try:
		yield template, [customer.name for customer in customers]
	finally:
		frappe.db.rollback()
		frappe.delete_doc("Flow Template", template, force=True)
		for customer in customers:
			frappe.delete_doc("Customer", customer.name, force=True)
		frappe.db.commit()


def chain() -> list[dict]:
	"""Steps one after the other, each a variable."""
	names = [f"step_{number}" for number in range(CHAIN)]
	return [
		{
			"id": name,
			"kind": "set_variable",
			"params": {"name": name, "value": "{{ doc.name }}"},
			"depends_on": names[number - 1 : number] if number else [],
		}
		for number, name in enumerate(names)
	]


def measure(template: str, customers: list[str], finished: int) -> None:
	"""Start runs, carry them out, and print what it took."""
	import frappe

	from gigafibre_fsm import flows

	def start(number: int) -> str:
		given = {"occurrence": frappe.generate_hash(length=10)}
		run = flows.start(template, "Customer", customers[number % len(customers)], **given)
		frappe.db.commit()
		return run

	starts, runs = timed(start, RUNS)
	worked = time.process_time()
	steps = [milliseconds for run in runs for milliseconds in turns(run)]
	worked = (time.process_time() - worked) * 1000 / len(steps)
	sweeps, _none = timed(lambda _number: flows.sweep(), 20)
	customer = frappe.get_doc("Customer", customers[0])
	heard, _none = timed(lambda _number: flows.heard("on_payment_received", customer), 20)
	print(
		f"{finished:>7,} finished runs: {1000 / mean(starts):6.0f} started runs/s"
		f"   {1000 / mean(steps):6.0f} steps/s per worker   {mean(steps):6.2f} ms per durable step"
		f" ({worked:.2f} ms of it at work here)"
	)
	for what, figures in (("start", starts), ("step", steps), ("sweep", sweeps), ("an event heard", heard)):
		print(f"          {line(what, figures)}")
	forget(runs)


def timed(action: Callable[[int], object], times: int) -> tuple[list[float], list]:
	"""Do it so often; return how long each took (ms) and what came of it."""
	took, results = [], []
	for number in range(times):
		began = time.perf_counter()
		results.append(action(number))
		took.append((time.perf_counter() - began) * 1000)
	return took, results


def turns(run: str) -> list[float]:
	"""Carry a run out; return how long each durable step took (ms), the beginning of the run shared among them."""
	from gigafibre_fsm.flows.running.worker import Worker

	worker, took, more = Worker(run), [], True
	while more:
		began = time.perf_counter()
		more = worker.turn()
		took.append((time.perf_counter() - began) * 1000)
	beginning, *steps = took
	if len(steps) != CHAIN:
		raise RuntimeError(f"{run} took {len(steps)} steps")
	return [one + beginning / CHAIN for one in steps]


def add_finished(template: str, customers: list[str], known: int, wanted: int) -> None:
	"""Have so many finished runs in the tables, a year of them, as they would have been left."""
	import frappe
	from frappe.utils import now_datetime

	now, version = now_datetime(), f"{template}-v1"
	for first in range(known, wanted, CHUNK):
		runs, steps = [], []
		for number in range(first, min(first + CHUNK, wanted)):
			name, customer = f"bench{number:07}", customers[number % len(customers)]
			then = now - timedelta(minutes=90 + number * 5)
			stamp = {
				"creation": then,
				"modified": then,
				"owner": "Administrator",
				"modified_by": "Administrator",
			}
			runs.append(finished_run(name, customer, template, version, then) | stamp)
			steps += [finished_step(name, index, then) | stamp for index in range(3)]
		for doctype, rows in (("Flow Run", runs), ("Flow Run Step", steps)):
			frappe.db.bulk_insert(doctype, list(rows[0]), [tuple(row.values()) for row in rows])
		frappe.db.commit()


def finished_run(name: str, customer: str, template: str, version: str, then: datetime) -> dict:
	return {
		"name": name,
		"title": "Bench of the flows",
		"template": template,
		"version": version,
		"status": "Completed",
		"started_on": then,
		"ended_on": then,
		"reference_doctype": "Customer",
		"reference_name": customer,
		"customer": customer,
		"trigger_event": "manual",
		"dedupe_key": f"{template}:{name}",
	}


def finished_step(run: str, index: int, then: datetime) -> dict:
	return {
		"name": f"{run}-{index}",
		"parent": run,
		"parenttype": "Flow Run",
		"parentfield": "steps",
		"idx": index + 1,
		"instance": f"step_{index}",
		"step": f"step_{index}",
		"kind": "set_variable",
		"status": "Done",
		"attempts": 1,
		"started_on": then,
		"ended_on": then,
		"output": json.dumps({"name": f"step_{index}", "value": "x"}),
	}


def forget(runs: list[str]) -> None:
	"""Remove what was measured: each measure begins with the same finished runs."""
	import frappe

	frappe.db.delete("Flow Run Step", {"parent": ("in", runs)})
	frappe.db.delete("Flow Run", {"name": ("in", runs)})
	frappe.db.commit()


if __name__ == "__main__":
	main()
