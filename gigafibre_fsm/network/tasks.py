"""What an agent may ask of a device: done by a job, its outcome told live in the ACS's own words."""

from collections.abc import Callable
from functools import partial

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.clock import age_in_seconds, now_iso
from gigafibre_fsm.integrations.genieacs import GenieACS, GenieACSError, TaskResult
from gigafibre_fsm.language import in_each_language, language
from gigafibre_fsm.network import refresh
from gigafibre_fsm.network.acs import acs
from gigafibre_fsm.network.identify import device_id_of
from gigafibre_fsm.network.sources import FAILURES, failure, task_message
from gigafibre_fsm.network.view import open_equipment
from gigafibre_fsm.realtime import tell_customer_watchers, tell_device_watchers
from gigafibre_fsm.words import N_

BUDGET = 30
# Should a task outlive our attempt to withdraw it: a modem that comes back later is not restarted by an old click (s).
EXPIRY = 60
# How long a modem takes to come back from what it was asked; asking again meanwhile would cut the customer twice (s).
BACK_AFTER = {"reboot": 180, "factory_reset": 300}
# An errand is remembered until the slowest is over; one nobody finished (a worker that died) is forgotten then too.
FORGOTTEN_AFTER = 300

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

	Its state is `{id, equipment, action, state, message, at, ended}`: `queued` (for our worker), `running`, `done`,
	`failed`, or `unknown` when no answer came in time.
	"""

	def __init__(self, equipment: Document, action: str, errand_id: str):
		self.equipment = equipment
		self.state = {"id": errand_id, "equipment": equipment.name, "action": action}

	def tell(self, state: str, say: Callable[[], str], ended: bool = False) -> None:
		"""Move on to this state, for everyone who watches, in the words `say` has for it."""
		self.state.update(state=state, at=now_iso(), ended=ended)
		told = in_each_language(lambda: {**self.state, "message": say()})
		frappe.cache.set_value(_key(self.equipment.name), told, expires_in_sec=FORGOTTEN_AFTER)
		tell_device_watchers(self.equipment, "task", told)
		tell_customer_watchers(self.equipment, "task", told)


def request(equipment: Document, action: str) -> dict:
	"""Queue an action on a device and return its state (see Errand); one that is under way is not asked twice.

	Raises ValidationError on an unknown action, and while the device is still restarting.
	"""
	if action == "refresh":
		state = refresh.start(equipment)
		return {"equipment": equipment.name, "action": action, "message": state["label"], **state}
	if action not in TASKS:
		frappe.throw(_("Action {0} is not one of reboot, refresh, factory_reset").format(action))
	last = current(equipment.name)
	if last and last["action"] == action and not last["ended"]:
		return last
	_require_back(equipment, last)
	return _queue(Errand(equipment, action, frappe.generate_hash(length=10)))


def _require_back(equipment: Document, last: dict | None) -> None:
	if not last or last["state"] != "done":
		return
	since, needed = age_in_seconds(last["at"]), BACK_AFTER[last["action"]]
	if since < needed:
		frappe.throw(
			_("{0} is still restarting, asked {1} s ago: it needs about {2} minutes").format(
				equipment.name, since, needed // 60
			)
		)


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
	carry_out(open_equipment(equipment), action, task_id)


def carry_out(equipment: Document, action: str, task_id: str) -> tuple[str, Callable[[], str]]:
	"""Do it now, told live; return how it ended (done, failed, unknown) and the sentence that says so."""
	errand = Errand(equipment, action, task_id)
	errand.tell("running", lambda: _("Calling the modem"))
	try:
		state, say = _perform(equipment, action)
	except Exception:
		errand.tell("failed", lambda: _("It stopped on an error of ours: it is in the Error Log"), ended=True)
		raise
	errand.tell(state, say, ended=True)
	equipment.add_comment("Info", say())
	return state, say


def _perform(equipment: Document, action: str) -> tuple[str, Callable[[], str]]:
	"""Return how it ended, and the sentence that says so. What was not done now is withdrawn: never a surprise later."""
	try:
		client = acs()
		device_id = device_id_of(equipment, client)
		result = TASKS[action](client, device_id, budget=BUDGET, expiry=EXPIRY, unique_key=f"fsm:{action}")
		if result.task_id and not result.done:
			_withdraw(client, result.task_id)
	except FAILURES as error:
		return "failed", partial(_sentence_of_failure, error, equipment.serial_number)
	if result.done:
		return "done", lambda: _(DONE[action])
	return ("unknown" if result.outcome == "unknown" else "failed"), partial(_sentence_of_problem, result)


def _withdraw(client: GenieACS, task_id: str) -> None:
	"""Take a task off the ACS's queue; one that is gone, or under way, expires by itself."""
	try:
		client.delete_task(task_id)
	except GenieACSError as error:
		if error.cause not in ("not_found", "in_session"):
			raise


def _sentence_of_failure(error: Exception, serial: str | None) -> str:
	source = failure(error, serial)
	return _joined(source.message, source.hint)


def _sentence_of_problem(result: TaskResult) -> str:
	message, hint = task_message(result)
	withdrawn = _("Nothing was left waiting; ask again when it answers.")
	return _joined(message, hint, withdrawn if result.task_id else None)


def _joined(message: str, *sentences: str | None) -> str:
	return " ".join(filter(None, (f"{message}.", *sentences)))


def _key(equipment: str) -> str:
	return f"fsm_task:{equipment}"
