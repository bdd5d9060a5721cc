"""Runs of flows: where each stands, and what staff may do to it (shapes: frontend/src/api/flowRunTypes.ts)."""

import frappe

from gigafibre_fsm import flows
from gigafibre_fsm.api.access import endpoint
from gigafibre_fsm.api.arguments import as_object
from gigafibre_fsm.api.conversations import LAST
from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.permissions import OPS

ACTORS = ("FSM Manager", "FSM Dispatcher")
MANAGERS = ("FSM Manager",)


@endpoint(roles=OPS, methods=("POST",))
@begin_again
def start(template: str, doctype: str, name: str, key: str) -> dict:
	"""Start a flow by hand on a record; the same key is one run (flows.start_by_hand)."""
	return flows.start_by_hand(template, doctype, name, key)


@endpoint(roles=OPS)
def startable(doctype: str, name: str) -> dict:
	"""Return `{rows}` of the flows that may be started by hand from a record (flows.startable)."""
	return flows.startable(doctype, name)


@endpoint(roles=OPS)
def runs(
	template: str = "",
	status: str = "",
	doctype: str = "",
	name: str = "",
	customer: str = "",
	start: int = 0,
	page_length: int = 50,
) -> dict:
	"""Return one page of the runs the user may read, newest first (flows.list_runs)."""
	about = {"reference_doctype": doctype, "reference_name": name, "customer": customer}
	wanted = {"template": template, "status": status, **about}
	return flows.list_runs(wanted, min(max(start, 0), LAST), page_length)


@endpoint(roles=OPS)
def run(name: str) -> dict:
	"""Return a run, its steps and the version it follows (flows.show_run)."""
	return flows.show_run(name)


@endpoint(roles=ACTORS, methods=("POST",))
@begin_again
def advance(run: str) -> dict:
	"""Have a run looked after now instead of at the next sweep (flows.nudge)."""
	_for_change(run)
	flows.nudge(run)
	return flows.show_run(run)


@endpoint(roles=ACTORS, methods=("POST",))
@begin_again
def complete(run: str, instance: str, output: str | dict = "{}") -> dict:
	"""Say that a waiting step is done, with its output; what asks a person is answered as a task (flows.end_wait)."""
	_for_change(run)
	flows.end_wait(run, instance, as_object(output, "output"))
	return flows.show_run(run)


@endpoint(roles=MANAGERS, methods=("POST",))
@begin_again
def event(event: str, doctype: str, name: str, payload: str | dict = "{}") -> dict:
	"""Say that something happened to a record; returns `{event, name}` (flows.fire_by_hand)."""
	document = frappe.get_doc(doctype, name)
	document.check_permission("read")
	flows.fire_by_hand(event, document, as_object(payload, "payload"))
	return {"event": event, "name": name}


@endpoint(roles=ACTORS, methods=("POST",))
@begin_again
def cancel(run: str, reason: str) -> dict:
	"""End a run and undo what can be undone (flows.cancel)."""
	_for_change(run)
	flows.cancel(run, reason)
	return flows.show_run(run)


@endpoint(roles=ACTORS, methods=("POST",))
@begin_again
def retry_step(run: str, instance: str) -> dict:
	"""Try a failed step again (flows.retry_step)."""
	_for_change(run)
	flows.retry_step(run, instance)
	return flows.show_run(run)


@endpoint(roles=ACTORS, methods=("POST",))
@begin_again
def skip_step(run: str, instance: str) -> dict:
	"""Go on without a step that failed or waits (flows.skip_step)."""
	_for_change(run)
	flows.skip_step(run, instance)
	return flows.show_run(run)


def _for_change(run: str) -> None:
	"""Raises DoesNotExistError, and PermissionError when the user may not see this run."""
	frappe.get_doc("Flow Run", run).check_permission("read")
