"""What the room does for others, by the name of a device; each function checks what the user may do with it."""

import frappe
from frappe import _

from gigafibre_fsm.network import fleet, readings, refresh, tasks
from gigafibre_fsm.network.acs import acs
from gigafibre_fsm.network.sources import FAILURES, failure, modem_source
from gigafibre_fsm.network.view import identity, look, open_equipment, present, recall

MOST_DAYS = 730
FLEET = "fsm_fleet"


def diagnose(name: str, ask_modem: bool = False) -> dict:
	"""Return a device's Diagnosis: `{equipment, summary, at, age_s, ages, sources, refresh, task}`.

	With `ask_modem` the last known state is returned at once while a job asks the modem and tells the watchers.
	"""
	equipment = open_equipment(name)
	if ask_modem:
		state = refresh.start(equipment)
		shown = present(recall(equipment), modem_source("pending"))
	else:
		state = refresh.current(name)
		shown = look(equipment)
	return {"equipment": identity(equipment), **shown, "refresh": state, "task": tasks.current(name)}


def hosts(name: str, ask_modem: bool = False) -> dict:
	"""Return `{equipment, hosts, mesh, at, age_s, refresh}`: who is connected, and through which node."""
	seen = diagnose(name, ask_modem)
	summary = seen["summary"] or {"hosts": [], "mesh": []}
	return {
		"equipment": name,
		"hosts": summary["hosts"],
		"mesh": summary["mesh"],
		"at": seen["ages"]["hosts"],
		"age_s": seen["age_s"],
		"refresh": seen["refresh"],
	}


def run_task(name: str, action: str) -> dict:
	"""Queue an action on a device (tasks.request). A factory reset is for managers."""
	if action == "factory_reset":
		frappe.only_for("FSM Manager", message=True)
	return tasks.request(open_equipment(name, "write"), action)


def trend(name: str, days: int = 30) -> dict:
	"""Return `{equipment, points}`: the optical readings of the last days, oldest first."""
	open_equipment(name)
	return {"equipment": name, "points": readings.trend(name, min(max(days, 1), MOST_DAYS))}


def fleet_summary() -> dict:
	"""Return the fleet in numbers (fleet.fleet_summary), counted at most once a minute for everybody.

	Throws the cause when the ACS does not answer.
	"""
	counted = frappe.cache.get_value(FLEET)
	if counted:
		return counted
	try:
		counted = fleet.fleet_summary()
	except FAILURES as error:
		source = failure(error)
		frappe.throw(f"{source.message}. {source.hint or ''}".strip(), title=_("GenieACS"))
	frappe.cache.set_value(FLEET, counted, expires_in_sec=60)
	return counted


def test_acs() -> dict:
	"""Return `{ok, message}`: whether GenieACS answers, in its own words when it does not."""
	try:
		status = acs().status()
	except FAILURES as error:
		source = failure(error)
		return {"ok": False, "message": f"{source.message}. {source.hint or ''}".strip()}
	return {"ok": True, "message": _("GenieACS answers; devices it knows: {0}").format(status.devices)}
