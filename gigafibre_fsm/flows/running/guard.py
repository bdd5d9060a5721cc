"""What keeps flows from starting twice, and from starting each other for ever."""

import hashlib

import frappe
from frappe import _
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm.flows.running.content import short
from gigafibre_fsm.flows.triggering.events import MANUAL

RUNS = "Flow Run"
# A run that was started by what a run did, that was started by what a run did …
MOST_DEEP = 10
# Of one template for one record, and within how long (s).
MOST_RUNS = 20
WITHIN = 3600
LONGEST_KEY = 140


class TooMuch(frappe.ValidationError):
	"""A run that is not started, since flows would go on for ever; `str(error)` says which."""


def dedupe_key(version: frappe._dict, event: str, doctype: str, name: str, occurrence: str) -> str:
	"""Return what one start has in common with its repetitions: what triggered it and the record.

	`occurrence` makes it another one only where several runs are allowed, and always by hand.
	"""
	parts = [version.template, event, doctype, name]
	if occurrence and (version.allow_several or event == MANUAL):
		parts.append(occurrence)
	key = ":".join(parts)
	# Cut short by the column, two long keys could become one.
	return key if len(key) <= LONGEST_KEY else hashlib.sha256(key.encode()).hexdigest()


def require_bounds(version: frappe._dict, name: str, depth: int) -> None:
	"""Refuse a run that is too deep in a chain, or one too many for its record in an hour. Raises TooMuch."""
	if depth > MOST_DEEP:
		raise TooMuch(
			_("“{0}” was not started for {1}: flows have started each other {2} times in a row").format(
				version.title, name, MOST_DEEP
			)
		)
	if _lately(version.template, name) >= MOST_RUNS:
		raise TooMuch(
			_("“{0}” was not started for {1}: it was, {2} times within an hour").format(
				version.title, name, MOST_RUNS
			)
		)


def write_down(trouble: TooMuch, version: frappe._dict, name: str, parent: str | None) -> None:
	"""Say on the run that wanted to start one that it was not, and in the Error Log, there once an hour."""
	if parent:
		run = frappe.qb.DocType(RUNS)
		frappe.qb.update(run).set(run.error, short(str(trouble), LONGEST_KEY)).where(run.name == parent).run()
	key = f"fsm_flow_guard:{version.template}:{name}"
	if not frappe.cache.get_value(key):
		frappe.cache.set_value(key, 1, expires_in_sec=WITHIN)
		frappe.log_error(
			title=short(str(trouble), LONGEST_KEY), reference_doctype=RUNS, reference_name=parent
		)


def _lately(template: str, name: str) -> int:
	since = add_to_date(now_datetime(), seconds=-WITHIN)
	return frappe.db.count(RUNS, {"reference_name": name, "template": template, "creation": (">", since)})
