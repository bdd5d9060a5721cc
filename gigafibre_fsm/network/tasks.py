"""What an agent may ask of a device: done by a job, its outcome told live in the ACS's own words."""

from collections.abc import Callable
from functools import partial

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.integrations.genieacs import GenieACS, TaskResult
from gigafibre_fsm.language import in_each_language, language
from gigafibre_fsm.network import refresh
from gigafibre_fsm.network.acs import acs
from gigafibre_fsm.network.identify import device_id_of
from gigafibre_fsm.network.sources import FAILURES, failure, task_message
from gigafibre_fsm.network.view import open_equipment
from gigafibre_fsm.realtime import tell_customer_watchers, tell_device_watchers
from gigafibre_fsm.words import N_

BUDGET = 30
# A modem that comes back later than this is not rebooted, and still less wiped, by a click long forgotten (s).
EXPIRY = 600
# An errand nobody finished (a worker that died) stops counting as under way.
FORGOTTEN_AFTER = 120

NAMES = {"reboot": N_("Reboot"), "factory_reset": N_("Factory reset")}

TASKS: dict[str, Callable[..., TaskResult]] = {
	"reboot": GenieACS.reboot,
	"factory_reset": GenieACS.factory_reset,
}


DONE = {
	"reboot": N_("The modem is rebooting: it will be back in about 3 minutes"),
	"factory_reset": N_("The modem is going back to its factory settings: allow 5 minutes"),
}


class Errand:
	"""One thing asked of one device, from the click to its end: told live, and kept for who comes late.

	Its state is `{id, equipment, action, state, message, ended}`; `queued` is waiting for our worker, or, once
	ended, for the modem's next Inform.
	"""

	def __init__(self, equipment: Document, action: str, errand_id: str):
		self.equipment = equipment
		self.state = {"id": errand_id, "equipment": equipment.name, "action": action}

	def tell(self, state: str, say: Callable[[], str], ended: bool = False) -> None:
		"""Move on to this state, for everyone who watches, in the words `say` has for it."""
		self.state.update(state=state, ended=ended)
		told = in_each_language(lambda: {**self.state, "message": say()})
		frappe.cache.set_value(_key(self.equipment.name), told, expires_in_sec=FORGOTTEN_AFTER)
		tell_device_watchers(self.equipment, "task", told)
		tell_customer_watchers(self.equipment, "task", told)


def request(equipment: Document, action: str) -> dict:
	"""Queue an action on a device and return its state (see Errand); one that is under way is not asked twice.

	Raises ValidationError on an unknown action.
	"""
	if action == "refresh":
		state = refresh.start(equipment)
		return {"equipment": equipment.name, "action": action, "message": state["label"], **state}
	if action not in TASKS:
		frappe.throw(_("Action {0} is not one of reboot, refresh, factory_reset").format(action))
	running = current(equipment.name)
	if running and running["action"] == action and not running["ended"]:
		return running
	return _queue(Errand(equipment, action, frappe.generate_hash(length=10)))


def _queue(errand: Errand) -> dict:
	action, equipment = errand.state["action"], errand.equipment
	frappe.enqueue(
		"gigafibre_fsm.network.tasks.run",
		queue="short",
		job_id=f"fsm_task:{errand.state['id']}",
		enqueue_after_commit=True,
		equipment=equipment.name,
		action=action,
		task_id=errand.state["id"],
	)
	equipment.add_comment("Info", _("Asked for: {0}").format(_(NAMES[action])))
	errand.tell("queued", lambda: _("Waiting for a worker"))
	return current(equipment.name)


def current(equipment: str) -> dict | None:
	"""Return the state of the last thing asked of this device, while it is remembered, in the reader's language."""
	told = frappe.cache.get_value(_key(equipment))
	return told and told[language()]


def run(equipment: str, action: str, task_id: str) -> None:
	"""The job: hand the task to the ACS and tell everyone who watches what became of it."""
	document = open_equipment(equipment)
	errand = Errand(document, action, task_id)
	errand.tell("running", lambda: _("Calling the modem"))
	try:
		state, say = _perform(document, action)
	except Exception:
		errand.tell("failed", lambda: _("It stopped on an error of ours: it is in the Error Log"), ended=True)
		raise
	errand.tell(state, say, ended=True)
	document.add_comment("Info", say())


def _perform(equipment: Document, action: str) -> tuple[str, Callable[[], str]]:
	"""Return how it ended, and the sentence that says so."""
	try:
		client = acs()
		device_id = device_id_of(equipment, client)
		result = TASKS[action](client, device_id, budget=BUDGET, expiry=EXPIRY, unique_key=f"fsm:{action}")
	except FAILURES as error:
		return "failed", partial(_sentence_of_failure, error, equipment.serial_number)
	if result.done:
		return "done", lambda: _(DONE[action])
	state = "failed" if result.outcome == "faulted" else "queued"
	return state, partial(_sentence_of_problem, result, state)


def _sentence_of_failure(error: Exception, serial: str | None) -> str:
	source = failure(error, serial)
	return _joined(source.message, source.hint)


def _sentence_of_problem(result: TaskResult, state: str) -> str:
	message, hint = task_message(result)
	waits = _("It is dropped unless the modem comes within {0} minutes.").format(EXPIRY // 60)
	return _joined(message, hint, waits if state == "queued" else None)


def _joined(message: str, *sentences: str | None) -> str:
	return " ".join(filter(None, (f"{message}.", *sentences)))


def _key(equipment: str) -> str:
	return f"fsm_task:{equipment}"
