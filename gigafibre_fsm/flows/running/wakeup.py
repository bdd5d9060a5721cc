"""What flows do at each tick of the scheduler: runs whose time has come, those a worker died with, those told in vain."""

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.flows.running import hearing, queue, signals, store, worker

# At most so many of each a tick, and so many a job: the queue of jobs is not ours alone.
MOST = 1000
A_JOB = 25


def sweep() -> None:
	"""Have workers go on with every run that should have (scheduler); what happens is told even to those that stand still."""
	events = hearing.untold(MOST)
	for first in range(0, len(events), A_JOB):
		queue.tell_soon(events[first : first + A_JOB])
	if not worker.is_on():
		return
	runs = list(dict.fromkeys((*_passed("wake_on"), *_passed("claimed_until"), *signals.unheard(MOST))))
	for first in range(0, len(runs), A_JOB):
		queue.work_all_soon(runs[first : first + A_JOB])


def _passed(moment: str) -> list[str]:
	"""Return the runs for which this moment has come, the longest ago first; those that have ended have none."""
	run = frappe.qb.DocType(store.RUNS)
	query = frappe.qb.from_(run).select(run.name).where(run[moment] <= now_datetime()).orderby(run[moment])
	return [name for (name,) in query.limit(MOST).run()]
