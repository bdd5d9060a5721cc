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

BUDGET = 30

TASKS: dict[str, Callable[..., TaskResult]] = {
	"reboot": GenieACS.reboot,
	"factory_reset": GenieACS.factory_reset,
}


def request(equipment: Document, action: str) -> dict:
	"""Queue an action on a device: `{id, equipment, action, state, message}`. Raises ValidationError on an unknown one."""
	if action == "refresh":
		state = refresh.start(equipment)
		return _outcome(equipment.name, action, state["id"], state["state"], state["label"])
	if action not in TASKS:
		frappe.throw(_("Action {0} is not one of reboot, refresh, factory_reset").format(action))
	task_id = frappe.generate_hash(length=10)
	frappe.enqueue(
		"gigafibre_fsm.network.tasks.run",
		queue="short",
		job_id=f"fsm_task:{equipment.name}:{action}",
		deduplicate=True,
		enqueue_after_commit=True,
		equipment=equipment.name,
		action=action,
		task_id=task_id,
		spoken=language(),
	)
	equipment.add_comment("Info", _("Asked for: {0}").format(_(action.replace("_", " ").capitalize())))
	return _outcome(equipment.name, action, task_id, "queued", _("Waiting for a worker"))


def run(equipment: str, action: str, task_id: str, spoken: str) -> None:
	"""The job: hand the task to the ACS and tell everyone who watches what became of it."""
	frappe.local.lang = spoken
	document = open_equipment(equipment)
	_tell(document, action, task_id, "running", _("Calling the modem"))
	state, message = _perform(document, action)
	_tell(document, action, task_id, state, message)
	document.add_comment("Info", message)


def _perform(equipment: Document, action: str) -> tuple[str, str]:
	try:
		client = acs()
		result = TASKS[action](client, device_id_of(equipment, client), budget=BUDGET)
	except FAILURES as error:
		source = failure(error, equipment.serial_number)
		return "failed", " ".join(part for part in (source.message, source.hint) if part)
	if result.done:
		return "done", DONE[action]()
	message, hint = task_message(result)
	return ("failed" if result.outcome == "faulted" else "queued"), f"{message}. {hint or ''}".strip()


DONE: dict[str, Callable[[], str]] = {
	"reboot": lambda: _("The modem is rebooting: it will be back in about 3 minutes"),
	"factory_reset": lambda: _("The modem is going back to its factory settings: allow 5 minutes"),
}


def _tell(equipment: Document, action: str, task_id: str, state: str, message: str) -> None:
	outcome = _outcome(equipment.name, action, task_id, state, message)
	tell_watchers(equipment, "task", **{key: value for key, value in outcome.items() if key != "equipment"})


def _outcome(equipment: str, action: str, task_id: str, state: str, message: str) -> dict:
	return {"id": task_id, "equipment": equipment, "action": action, "state": state, "message": message}
