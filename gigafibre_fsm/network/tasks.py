"""What an agent may ask of a device: done by a job, its outcome told live in the ACS's own words."""

from collections.abc import Callable

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.integrations.genieacs import GenieACS, TaskResult
from gigafibre_fsm.language import language
from gigafibre_fsm.network import refresh
from gigafibre_fsm.network.acs import acs
from gigafibre_fsm.network.identify import device_id_of
from gigafibre_fsm.network.sources import FAILURES, failure, task_message
from gigafibre_fsm.network.view import open_equipment
from gigafibre_fsm.realtime import tell_watchers
from gigafibre_fsm.words import N_

BUDGET = 30
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

	def tell(self, state: str, message: str, ended: bool = False) -> dict:
		"""Move on to this state, for everyone who watches; returns it."""
		self.state.update(state=state, message=message, ended=ended)
		frappe.cache.set_value(_key(self.equipment.name), self.state, expires_in_sec=FORGOTTEN_AFTER)
		told = {key: value for key, value in self.state.items() if key != "equipment"}
		tell_watchers(self.equipment, "task", **told)
		return self.state


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
		job_id=f"fsm_task:{equipment.name}:{action}",
		deduplicate=True,
		enqueue_after_commit=True,
		equipment=equipment.name,
		action=action,
		task_id=errand.state["id"],
		spoken=language(),
	)
	equipment.add_comment("Info", _("Asked for: {0}").format(_(NAMES[action])))
	return errand.tell("queued", _("Waiting for a worker"))


def current(equipment: str) -> dict | None:
	"""Return the state of the last thing asked of this device, while it is remembered."""
	return frappe.cache.get_value(_key(equipment))


def run(equipment: str, action: str, task_id: str, spoken: str) -> None:
	"""The job: hand the task to the ACS and tell everyone who watches what became of it."""
	frappe.local.lang = spoken
	document = open_equipment(equipment)
	errand = Errand(document, action, task_id)
	errand.tell("running", _("Calling the modem"))
	try:
		state, message = _perform(document, action)
	except Exception:
		errand.tell("failed", _("It stopped on an error of ours: it is in the Error Log"), ended=True)
		raise
	errand.tell(state, message, ended=True)
	document.add_comment("Info", message)


def _perform(equipment: Document, action: str) -> tuple[str, str]:
	try:
		client = acs()
		result = TASKS[action](client, device_id_of(equipment, client), budget=BUDGET)
	except FAILURES as error:
		source = failure(error, equipment.serial_number)
		return "failed", " ".join(part for part in (source.message, source.hint) if part)
	if result.done:
		return "done", _(DONE[action])
	message, hint = task_message(result)
	return ("failed" if result.outcome == "faulted" else "queued"), f"{message}. {hint or ''}".strip()


def _key(equipment: str) -> str:
	return f"fsm_task:{equipment}"
