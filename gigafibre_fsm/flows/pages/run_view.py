"""One run as its page shows it: its row, the version it follows, and each step with why it is where it is."""

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.flows.pages.run_list import FIELDS, rows_of
from gigafibre_fsm.flows.pages.whereabouts import where
from gigafibre_fsm.flows.running import content
from gigafibre_fsm.flows.stored import loads
from gigafibre_fsm.words import N_

ACTORS = {"FSM Manager", "FSM Dispatcher"}
MOST_CHILDREN = 100
# Why a step was not done, by what the engine noted.
REASONS = {
	"condition": N_("Its condition was not met"),
	"lane": N_("Another lane was taken"),
	"handler": N_("Nothing failed that it was there for"),
	"by_hand": N_("Somebody skipped it"),
	"failing": N_("Something before it failed"),
	"cancel": N_("The run was cancelled"),
	"lost": N_("Another lane was done first"),
}


def show_run(name: str) -> dict:
	"""Return a run (`FlowRun` of flowRunTypes.ts). Raises DoesNotExistError, PermissionError."""
	run = frappe.get_doc("Flow Run", name)
	run.check_permission("read")
	row = frappe.get_all("Flow Run", {"name": name}, FIELDS, limit=1, order_by=None)
	return {
		**rows_of(row)[0],
		"definition": _definition(run.version),
		"steps": [_step(step) for step in run.steps],
		"can_act": bool(ACTORS & set(frappe.get_roles())),
		"parent_run": run.parent_run,
		"children": frappe.get_list(
			"Flow Run", {"parent_run": name}, pluck="name", order_by="creation asc", limit=MOST_CHILDREN
		),
	}


def _definition(version: str | None) -> dict:
	"""A version that is gone, or cannot be read, draws nothing: the steps say what was done."""
	text = version and frappe.db.get_value("Flow Template Version", version, "definition")
	try:
		return loads(text, {"steps": []})
	except ValueError:
		return {"steps": []}


def _step(step: Document) -> dict:
	return {
		"instance": step.instance,
		"step": step.step,
		"kind": step.kind,
		"label": step.label,
		"status": step.status,
		"attempts": step.attempts,
		"started_on": to_iso(step.started_on),
		"ended_on": to_iso(step.ended_on),
		"wake_on": to_iso(step.wake_on),
		"waiting_event": step.waiting_event or None,
		"input": loads(step.input),
		"output": content.masked(loads(step.output)),
		"error": step.error or None,
		"why": _why(step),
	}


def _why(step: Document) -> str | None:
	if step.status in ("Running", "Waiting"):
		return where(step)
	if step.status in ("Skipped", "Cancelled"):
		reason = REASONS.get(loads(step.memory, {}).get("why", ""))
		return _(reason) if reason else None
	return None
