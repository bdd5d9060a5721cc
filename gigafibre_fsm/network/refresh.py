"""Asking the modem itself, on the worker, while everyone who watches the customer sees each answer as it comes."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.clock import Deadline, now_iso
from gigafibre_fsm.integrations.genieacs import TaskResult
from gigafibre_fsm.language import in_each_language, language
from gigafibre_fsm.network.acs import acs
from gigafibre_fsm.network.identify import device_id_of
from gigafibre_fsm.network.refresh_plan import BUDGET, Step, plan_for
from gigafibre_fsm.network.sources import FAILURES, Source, acs_source, failure, modem_source, task_message
from gigafibre_fsm.network.view import keep_reading, open_equipment, present, read, recall, without_presence
from gigafibre_fsm.realtime import tell_customer_watchers, tell_device_watchers

# A refresh that nobody finished (a worker that died) stops counting as running.
FORGOTTEN_AFTER = 90
# What is asked of a modem that does not answer is dropped rather than done hours later.
TASK_EXPIRY = 60
# How long one look into the ACS's own database may take, within the whole refresh.
READ_BUDGET = 5


@dataclass(frozen=True, slots=True)
class Words:
	"""What a refresh says at one point of its way, in the reader's language."""

	label: str
	sources: tuple[Source, ...]
	message: str | None = None


class Progress:
	"""Where a refresh stands: kept in the cache for who comes late, told live to who watches.

	Its state is `{id, state, step, steps, label, started_at, message}`; `state` is queued, running, done or failed.
	"""

	def __init__(self, equipment: Document, refresh_id: str):
		self.equipment = equipment
		self.state = {"id": refresh_id, "state": "queued", "step": 0, "steps": 0, "started_at": now_iso()}

	def tell(self, known: dict | None, say: Callable[[], Words], **state) -> None:
		"""Move on to this state and show what is known so far, in the words `say` has for it."""
		self.state.update(state)
		told = in_each_language(lambda: self._shown(known, say()))
		stands = {code: shown["refresh"] for code, shown in told.items()}
		frappe.cache.set_value(_key(self.equipment.name), stands, expires_in_sec=FORGOTTEN_AFTER)
		tell_device_watchers(self.equipment, "diagnosis", told)
		progress = {code: {"refresh": refresh} for code, refresh in stands.items()}
		tell_customer_watchers(self.equipment, "device", progress)

	def _shown(self, known: dict | None, words: Words) -> dict:
		refresh = {**self.state, "label": words.label, "message": words.message}
		return {"refresh": refresh, **present(known, *words.sources)}


def start(equipment: Document) -> dict:
	"""Queue a refresh unless one is under way; returns its state (see Progress)."""
	running = current(equipment.name)
	if running and running["state"] in ("queued", "running"):
		return running
	progress = Progress(equipment, frappe.generate_hash(length=10))
	progress.tell(recall(equipment), lambda: Words(_("Waiting for a worker"), (modem_source("pending"),)))
	frappe.enqueue(
		"gigafibre_fsm.network.refresh.run",
		queue="short",
		job_id=f"fsm_refresh:{progress.state['id']}",
		enqueue_after_commit=True,
		equipment=equipment.name,
		refresh_id=progress.state["id"],
	)
	return current(equipment.name)


def current(equipment: str) -> dict | None:
	"""Return the state of the last refresh while it is remembered, in the reader's language."""
	stands = frappe.cache.get_value(_key(equipment))
	return stands and stands[language()]


def run(equipment: str, refresh_id: str) -> None:
	"""The job: the ACS's own copy first, then each step of the plan, then the end told in so many words."""
	document = open_equipment(equipment)
	progress = Progress(document, refresh_id)
	try:
		_refresh(document, progress)
	except FAILURES as error:
		_fail(progress, partial(_of_failure, error, document.serial_number))
	except Exception:
		_fail(progress, _of_an_error_of_ours)
		raise


def _fail(progress: Progress, say: Callable[[], Words]) -> None:
	known = recall(progress.equipment)
	progress.tell(known and without_presence(known), say, state="failed")


def _of_failure(error: Exception, serial: str | None) -> Words:
	source = failure(error, serial)
	return Words(_("Failed"), (source, modem_source("failed", _("Not asked"))), source.message)


def _of_an_error_of_ours() -> Words:
	message = _("The refresh stopped on an error of ours: it is in the Error Log")
	return Words(_("Failed"), (modem_source("failed", _("Not asked")),), message)


def _refresh(equipment: Document, progress: Progress) -> None:
	deadline = Deadline.after(BUDGET)
	known = read(equipment, deadline.left(READ_BUDGET))
	plan, problem = plan_for(known["root"]), None
	for number, step in enumerate(plan, start=1):
		progress.tell(known, partial(_of_step, step), state="running", step=number, steps=len(plan))
		step_deadline = Deadline.after(deadline.left(step.budget))
		result = _ask(device_id_of(equipment, acs()), step, step_deadline)
		known = read(equipment, deadline.left(READ_BUDGET))
		if not result.done:
			problem = result
		if result.outcome in ("queued", "unknown"):
			break
	keep_reading(equipment, known)
	_finish(progress, known, problem)


def _of_step(step: Step) -> Words:
	asking = acs_source("ok", at=now_iso()), modem_source("pending")
	return Words(_(step.label).format(int(step.budget)), asking)


def _finish(progress: Progress, known: dict, problem: TaskResult | None) -> None:
	"""Tell the end. A step the modem refused leaves the others' answers; one that never reached it ends the refresh."""
	if problem:
		progress.tell(known, lambda: _of_problem(known, problem), state="failed")
		return
	progress.tell(known, _of_success, state="done")


def _of_success() -> Words:
	return Words(_("Up to date"), (acs_source("ok", at=now_iso()), modem_source("ok")))


def _of_problem(known: dict, problem: TaskResult) -> Words:
	message, hint = task_message(problem)
	stored = acs_source("stale", _("Showing what GenieACS last knew"), at=known["at"])
	return Words(_("Failed"), (stored, modem_source("failed", message, hint)), message)


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
