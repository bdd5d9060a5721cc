"""Where runs stand, in one sentence each: "Waits until 24 Nov. 09:00: Remind again"."""

from collections import defaultdict
from datetime import datetime

import frappe
from babel.dates import format_datetime
from frappe import _
from frappe.utils import get_datetime

from gigafibre_fsm.flows.triggering.events import EVENTS
from gigafibre_fsm.language import language

OVER = {"Completed": "Completed", "Cancelled": "Cancelled"}
LOCALES = {"fr": "fr_CA", "en": "en_CA"}
CONTAINERS = ("group", "parallel", "branch", "loop")
# What is said of a run that stands at many steps at once.
SHOWN = 2


def whereabouts(runs: list[dict]) -> dict[str, str]:
	"""Return run → where it stands, for rows with `name`, `status`, `error`; steps are read once for all of them."""
	open_runs = [run.name for run in runs if run.status not in OVER]
	steps = _current_steps(open_runs)
	return {run.name: _of_run(run, steps.get(run.name, [])) for run in runs}


def _current_steps(runs: list[str]) -> dict[str, list[dict]]:
	if not runs:
		return {}
	rows = frappe.get_all(
		"Flow Run Step",
		filters={
			"parent": ("in", runs),
			"parenttype": "Flow Run",
			"status": ("in", ("Running", "Waiting", "Failed")),
			"kind": ("not in", CONTAINERS),
		},
		fields=["parent", "label", "step", "kind", "status", "wake_on", "waiting_event", "error"],
		order_by="idx asc",
		parent_doctype="Flow Run",
	)
	found = defaultdict(list)
	for row in rows:
		found[row.parent].append(row)
	return found


def _of_run(run: dict, steps: list[dict]) -> str:
	if run.status in OVER:
		return _(run.status)
	if run.status == "Failed":
		failed = next((step for step in steps if step.status == "Failed"), None)
		return _("Failed at “{0}”").format(_label(failed)) if failed else _("Failed")
	standing = [where(step) for step in steps if step.status != "Failed"]
	if not standing:
		return _(run.status)
	more = [_("and {0} more").format(len(standing) - SHOWN)] if len(standing) > SHOWN else []
	return " · ".join(standing[:SHOWN] + more)


def where(step: dict) -> str:
	"""Return what a step that has begun is doing: a row with status, kind, label, wake_on, waiting_event, error."""
	if step.status == "Running":
		return _("Doing: {0}").format(_label(step))
	return _("{0}: {1}").format(waiting_for(step), _label(step))


def waiting_for(step: dict) -> str:
	"""Return what a waiting step waits for, without its label."""
	event, until = EVENTS.get(step.waiting_event or ""), step.wake_on and moment(step.wake_on)
	if event and until:
		return _("Waits for “{0}”, until {1} at most").format(_(event.label), until)
	if event:
		return _("Waits for “{0}”").format(_(event.label))
	if until and step.error:
		return _("Tries again on {0}").format(until)
	if step.kind == "wait" and until:
		return _("Waits until {0}").format(until)
	if step.kind == "start_flow":
		return _("Waits for the end of another flow")
	return _("Waits for somebody, until {0} at most").format(until) if until else _("Waits for somebody")


def moment(value: datetime | str) -> str:
	"""Return a moment of the site as people say it: "24 Nov. 09:00"."""
	return format_datetime(get_datetime(value), "d MMM HH:mm", locale=LOCALES[language()])


def _label(step: dict) -> str:
	return step.label or step.step
