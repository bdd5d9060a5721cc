"""What keeps flows from starting twice, and from starting each other for ever."""

import hashlib
from collections.abc import Mapping
from typing import Any

import frappe
from frappe import _
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm.flows.running.content import short
from gigafibre_fsm.flows.triggering.events import MANUAL, SCHEDULE

RUNS = "Flow Run"
# A run that was started by what a run did, that was started by what a run did …
MOST_DEEP = 10
# Of one template for one record, and within how long (s).
MOST_RUNS = 20
WITHIN = 3600
# What events start, of one template: for one customer within an hour, and for them or one record within a day. A loop
# through the outside makes a new record at each round: ticket, e-mail, automatic reply, next ticket.
MOST_FOR_CUSTOMER = 50
MOST_A_DAY = 100
DAY = 86_400
# What people and the clock start is no loop.
BY_CHOICE = (MANUAL, SCHEDULE)
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


def require_bounds(version: frappe._dict, row: Mapping[str, Any]) -> None:
	"""Refuse a run (its row's values) that is too deep in a chain, or one too many for its record or its customer.

	Raises TooMuch.
	"""
	if row["depth"] > MOST_DEEP:
		raise TooMuch(
			_("“{0}” was not started for {1}: flows have started each other {2} times in a row").format(
				version.title, row["reference_name"], MOST_DEEP
			)
		)
	_require_fewer(version, row, "reference_name", MOST_RUNS, WITHIN)
	if row["trigger_event"] not in BY_CHOICE:
		_require_fewer(version, row, "reference_name", MOST_A_DAY, DAY)
		_require_fewer(version, row, "customer", MOST_FOR_CUSTOMER, WITHIN)
		_require_fewer(version, row, "customer", MOST_A_DAY, DAY)


def write_down(trouble: TooMuch, row: Mapping[str, Any]) -> None:
	"""Say on the run that wanted to start one that it was not, and in the Error Log, there once an hour a customer."""
	parent = row["parent_run"]
	if parent:
		run = frappe.qb.DocType(RUNS)
		frappe.qb.update(run).set(run.error, short(str(trouble), LONGEST_KEY)).where(run.name == parent).run()
	key = f"fsm_flow_guard:{row['template']}:{row['customer'] or row['reference_name']}"
	if not frappe.cache.get_value(key):
		frappe.cache.set_value(key, 1, expires_in_sec=WITHIN)
		frappe.log_error(
			title=short(str(trouble), LONGEST_KEY), reference_doctype=RUNS, reference_name=parent
		)


def _require_fewer(version: frappe._dict, row: Mapping[str, Any], of: str, most: int, seconds: int) -> None:
	"""Refuse what was started so often for the same record or customer (`of` is its field) within so long."""
	if not row[of]:
		return
	since = add_to_date(now_datetime(), seconds=-seconds)
	filters = {of: row[of], "template": version.template, "creation": (">", since)}
	if of == "customer":
		filters["trigger_event"] = ("not in", BY_CHOICE)
	if frappe.db.count(RUNS, filters) < most:
		return
	within = _("an hour") if seconds == WITHIN else _("a day")
	words = _("“{0}” was not started for {1}: it was, {2} times within {3}")
	raise TooMuch(words.format(version.title, row[of], most, within))
