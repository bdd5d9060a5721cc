"""Runs that ended long ago go, with their steps and tasks: a few at a time, so that nobody waits for it."""

import frappe
from frappe.utils import add_days, now_datetime

from gigafibre_fsm.flows.walking.state import OVER

A_BATCH = 500


def delete_old() -> None:
	"""Delete the ended runs FSM Settings keeps no longer (nightly), in batches that are committed one by one."""
	days = frappe.db.get_single_value("FSM Settings", "flow_retention_days")
	while days and (runs := _ended_before(add_days(now_datetime(), -days))):
		frappe.db.delete("Flow Run Step", {"parent": ("in", runs), "parenttype": "Flow Run"})
		for doctype in ("Flow Task", "Flow Signal"):
			frappe.db.delete(doctype, {"run": ("in", runs)})
		frappe.db.delete("Flow Run", {"name": ("in", runs)})
		frappe.db.commit()


def _ended_before(moment) -> list[str]:
	run = frappe.qb.DocType("Flow Run")
	ended = (run.ended_on < moment) & run.status.isin(tuple(OVER))
	return [name for (name,) in frappe.qb.from_(run).select(run.name).where(ended).limit(A_BATCH).run()]
