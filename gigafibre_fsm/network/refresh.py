"""Asking the modem itself, on the worker, while everyone who watches the customer sees each answer as it comes."""

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.clock import Deadline, now_iso
from gigafibre_fsm.integrations.genieacs import TaskResult
from gigafibre_fsm.language import language
from gigafibre_fsm.network.acs import acs
from gigafibre_fsm.network.identify import device_id_of
from gigafibre_fsm.network.refresh_plan import BUDGET, Step, plan_for
from gigafibre_fsm.network.sources import FAILURES, Source, acs_source, failure, modem_source, task_message
from gigafibre_fsm.network.view import open_equipment, present, read, recall, without_presence
from gigafibre_fsm.realtime import tell_watchers

# A refresh that nobody finished (a worker that died) stops counting as running.
FORGOTTEN_AFTER = 90
# What is asked of a modem that does not answer is dropped rather than done hours later.
TASK_EXPIRY = 60
# How long one look into the ACS's own database may take, within the whole refresh.
READ_BUDGET = 5


class Progress:
	"""Where a refresh stands: kept in the cache for who comes late, told live to who watches."""

	def __init__(self, equipment: Document, refresh_id: str):
		self.equipment = equipment
		self.state = {
			"id": refresh_id,
			"state": "queued",
			"step": 0,
			"steps": 0,
			"label": _("Waiting for a worker"),
			"started_at": now_iso(),
			"message": None,
		}

	def tell(self, known: dict | None, *sources: Source, **state) -> None:
		"""Move on to this state and show what is known so far."""
		self.state.update(state)
		frappe.cache.set_value(_key(self.equipment.name), self.state, expires_in_sec=FORGOTTEN_AFTER)
		shown = present(known, *sources)
		tell_watchers(self.equipment, "diagnosis", refresh=self.state, **shown)


def start(equipment: Document) -> dict:
	"""Queue a refresh unless one is running; returns its state (see Progress)."""
	running = current(equipment.name)
	if running and running["state"] in ("queued", "running"):
		return running
	progress = Progress(equipment, frappe.generate_hash(length=10))
	progress.tell(recall(equipment.name), modem_source("pending"))
	frappe.enqueue(
		"gigafibre_fsm.network.refresh.run",
		queue="short",
		job_id=f"fsm_refresh:{equipment.name}",
		deduplicate=True,
		enqueue_after_commit=True,
		equipment=equipment.name,
		refresh_id=progress.state["id"],
		spoken=language(),
	)
	return progress.state


def current(equipment: str) -> dict | None:
	"""Return the state of the last refresh while it is remembered."""
	return frappe.cache.get_value(_key(equipment))


def run(equipment: str, refresh_id: str, spoken: str) -> None:
	"""The job: the ACS's own copy first, then each step of the plan, then the end told in so many words."""
	frappe.local.lang = spoken
	document = open_equipment(equipment)
	progress = Progress(document, refresh_id)
	try:
		_refresh(document, progress)
	except FAILURES as error:
		source = failure(error, document.serial_number)
		_fail(progress, source, source.message)
	except Exception:
		_fail(progress, None, _("The refresh stopped on an error of ours: it is in the Error Log"))
		raise


def _fail(progress: Progress, source: Source | None, message: str) -> None:
	known = recall(progress.equipment.name)
	sources = [row for row in (source, modem_source("failed", _("Not asked"))) if row]
	progress.tell(known and without_presence(known), *sources, state="failed", message=message)


def _refresh(equipment: Document, progress: Progress) -> None:
	deadline = Deadline.after(BUDGET)
	known = read(equipment, deadline.left(READ_BUDGET))
	plan, problem = plan_for(known["root"]), None
	for number, step in enumerate(plan, start=1):
		label = _(step.label).format(int(step.budget))
		running = {"state": "running", "step": number, "steps": len(plan), "label": label}
		progress.tell(known, acs_source("ok", at=now_iso()), modem_source("pending"), **running)
		step_deadline = Deadline.after(deadline.left(step.budget))
		result = _ask(device_id_of(equipment, acs()), step, step_deadline)
		known = read(equipment, deadline.left(READ_BUDGET))
		if not result.done:
			problem = result
		if result.outcome in ("queued", "unknown"):
			break
	_finish(progress, known, problem)


def _finish(progress: Progress, known: dict, problem: TaskResult | None) -> None:
	"""Tell the end. A step the modem refused leaves the others' answers; one that never reached it ends the refresh."""
	if not problem:
		fresh = acs_source("ok", at=now_iso())
		progress.tell(known, fresh, modem_source("ok"), state="done", label=_("Up to date"))
		return
	message, hint = task_message(problem)
	stored = acs_source("stale", _("Showing what GenieACS last knew"), at=known["at"])
	progress.tell(known, stored, modem_source("failed", message, hint), state="failed", message=message)


def _ask(device_id: str, step: Step, deadline: Deadline) -> TaskResult:
	"""Read a step's branches again in one session: all but the last wait in the queue for the last one's call."""
	client = acs()
	*queued, last = step.branches
	for branch in queued:
		budget = deadline.left(READ_BUDGET)
		client.refresh_object(device_id, branch, connection_request=False, budget=budget, **_once(branch))
	return client.refresh_object(device_id, last, budget=deadline.left(step.budget), **_once(last))


def _once(branch: str) -> dict:
	return {"expiry": TASK_EXPIRY, "unique_key": f"fsm:{branch}"}


def _key(equipment: str) -> str:
	return f"fsm_refresh:{equipment}"
