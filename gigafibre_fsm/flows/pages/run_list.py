"""The runs of flows, a page at a time, each with where it stands in words."""

import frappe
from frappe import _

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.flows.pages.titles import titles_of, values_of
from gigafibre_fsm.flows.pages.whereabouts import whereabouts
from gigafibre_fsm.flows.triggering.events import EVENTS

MOST = 100
STATUSES = ("Running", "Waiting", "Completed", "Failed", "Cancelling", "Cancelled")
FIELDS = [
	"name",
	"title",
	"template",
	"version",
	"status",
	"reference_doctype",
	"reference_name",
	"customer",
	"trigger_event",
	"started_on",
	"ended_on",
	"error",
	"creation",
]


def list_runs(wanted: dict[str, str], start: int = 0, page_length: int = 50) -> dict:
	"""Return `{rows, has_more}` of the runs the user may read, newest first.

	`wanted` holds template, status, reference_doctype, reference_name and customer; what is empty is any.
	"""
	page_length = min(max(page_length, 1), MOST)
	filters = {field: value for field, value in wanted.items() if value}
	if filters.get("status", STATUSES[0]) not in STATUSES:
		frappe.throw(_("“{0}” is no status of a run").format(filters["status"]))
	found = frappe.get_list(
		"Flow Run",
		filters=filters,
		fields=FIELDS,
		order_by="creation desc, name desc",
		offset=start,
		limit=page_length + 1,
	)
	return {"rows": rows_of(found[:page_length]), "has_more": len(found) > page_length}


def rows_of(runs: list[dict]) -> list[dict]:
	"""Return runs, as read with FIELDS, in the shape of the contract (`RunRow` of flowRunTypes.ts)."""
	titles = titles_of((run.reference_doctype, run.reference_name) for run in runs)
	standing = whereabouts(runs)
	customers = values_of("Customer", "customer_name", [run.customer for run in runs])
	versions = values_of("Flow Template Version", "version", [run.version for run in runs])
	return [
		_row(run)
		| {
			"version": versions.get(run.version, 0),
			"reference_title": titles.get((run.reference_doctype, run.reference_name)),
			"customer_name": customers.get(run.customer),
			"now": standing[run.name],
		}
		for run in runs
	]


def trigger_label(event: str | None) -> str:
	"""Return what started a run, in words."""
	known = EVENTS.get(event or "")
	return _(known.label) if known else (event or "")


def _row(run: dict) -> dict:
	return {
		"name": run.name,
		"title": run.title,
		"template": run.template,
		"status": run.status,
		"reference_doctype": run.reference_doctype,
		"reference_name": run.reference_name,
		"customer": run.customer,
		"trigger_label": trigger_label(run.trigger_event),
		"started_on": to_iso(run.started_on or run.creation),
		"ended_on": to_iso(run.ended_on),
		"error": run.error or None,
	}
