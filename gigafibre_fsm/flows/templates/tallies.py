"""How many runs templates have, of those that are alive and of those that failed."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import frappe
from frappe.query_builder.functions import Count, Max

ALIVE = ("Running", "Waiting", "Cancelling")


@dataclass(slots=True)
class Tally:
	"""Runs of a template: alive, failed (and not deleted by age since), and when the last one started."""

	alive: int = 0
	failed: int = 0
	last_run_on: datetime | None = None


def tallies(templates: Sequence[str]) -> dict[str, Tally]:
	"""Return template → its tally; one without runs has zeros."""
	found: dict[str, Tally] = defaultdict(Tally)
	if not templates:
		return found
	for template, status, number in _by_status(templates):
		tally = found[template]
		if status == "Failed":
			tally.failed += number
		else:
			tally.alive += number
	for template, last in _last_starts(templates):
		found[template].last_run_on = last
	return found


def alive(template: str) -> int:
	"""Return how many runs of a template have not ended."""
	return frappe.db.count("Flow Run", {"template": template, "status": ("in", ALIVE)})


def _by_status(templates: Sequence[str]) -> list[tuple]:
	run = frappe.qb.DocType("Flow Run")
	return (
		frappe.qb.from_(run)
		.select(run.template, run.status, Count(run.name))
		.where(run.template.isin(templates) & run.status.isin((*ALIVE, "Failed")))
		.groupby(run.template, run.status)
		.run()
	)


def _last_starts(templates: Sequence[str]) -> list[tuple]:
	run = frappe.qb.DocType("Flow Run")
	return (
		frappe.qb.from_(run)
		.select(run.template, Max(run.creation))
		.where(run.template.isin(templates))
		.groupby(run.template)
		.run()
	)
