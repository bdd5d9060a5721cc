"""`make bench-triggers`: what flows add to a save, with none, and with a hundred templates that are live.

A ticket is inserted, which fires an event, and the part of it that is ours is timed. The templates wait for that very
event and none of their conditions is met (the worst that looking can cost), for other events, or one of them starts.
All of it is rolled back. On a machine that does other things too, what this process itself worked says more than the
time that passed.
"""

import json
import time
from collections.abc import Callable
from statistics import median

from sandbox.benches.figures import line
from sandbox.spine import options, place

TEMPLATES = 100
SAVES = 60
EVENT = "on_ticket_created"


def main() -> None:
	chosen = options(__doc__)
	with place(chosen.site) as here, here.connected():
		import frappe

		frappe.enqueue = lambda *arguments, **keywords: None
		print(f"What flows add to a save on {here.site} ({frappe.db.db_type}), {SAVES} saves each")
		try:
			for what, prepare in SCENES.items():
				frappe.db.savepoint("bench_triggers")
				prepare()
				whole, own = measure()
				print(f"  {line(what, whole)}   own CPU p50 {median(own):5.1f} ms")
				frappe.db.rollback(save_point="bench_triggers")
		finally:
			frappe.db.rollback()


def measure() -> tuple[list[float], list[float]]:
	"""Insert tickets; return how long the flows took in each, and how much of it this process worked (ms)."""
	import frappe

	from gigafibre_fsm.flows.triggering import doc_events, triggers
	from gigafibre_fsm.tests.factories import make_customer, make_issue

	whole: list[float] = []
	own: list[float] = []
	fire = triggers.fire

	def timed(*arguments: object, **keywords: object) -> None:
		began, worked = time.perf_counter(), time.thread_time()
		fire(*arguments, **keywords)
		whole.append((time.perf_counter() - began) * 1000)
		own.append((time.thread_time() - worked) * 1000)

	doc_events.fire = timed
	try:
		customer = make_customer()
		for _number in range(SAVES):
			make_issue(customer)
			frappe.local.message_log.clear()
	finally:
		doc_events.fire = fire
	return whole[1:], own[1:]


def live(event: str, rule: object, number: int = TEMPLATES) -> None:
	"""Make so many live templates of an event about tickets."""
	from gigafibre_fsm.tests.flow_case import publish

	steps = [{"id": "note", "kind": "set_variable", "params": {"name": "seen", "value": "1"}}]
	for place_of in range(number):
		publish(
			{"steps": steps},
			title=f"Bench {event} {place_of}",
			applies_to="Issue",
			trigger_event=event,
			trigger_condition=json.dumps(rule) if rule else None,
		)


NEVER = {"and": [{"==": [{"var": "doc.priority"}, "Bench"]}, {"in": ["fibre", {"var": "doc.subject"}]}]}


def with_one() -> None:
	live(EVENT, NEVER, TEMPLATES - 1)
	live(EVENT, None, 1)


SCENES: dict[str, Callable[[], object]] = {
	"no live template": lambda: None,
	"100 for other events": lambda: live("on_message_received", NEVER),
	"100 for this event, none meant": lambda: live(EVENT, NEVER),
	"100 for this event, one starts": with_one,
}


if __name__ == "__main__":
	main()
