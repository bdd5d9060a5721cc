"""Which ACS device is this equipment? Found once by serial, then remembered on the record."""

import time

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.integrations.genieacs import GenieACS, GenieACSError
from gigafibre_fsm.network.acs import acs
from gigafibre_fsm.network.identifiers import normalise_serial, serial_key
from gigafibre_fsm.network.sources import FAILURES, NoSerial, UnknownDevice, failure

BASICS = ("_id", "_lastInform")


def device_id_of(equipment: Document, client: GenieACS) -> str:
	"""Return the ACS id of a device, looking it up by serial the first time.

	Raises NoSerial, UnknownDevice or GenieACSError.
	"""
	if equipment.genieacs_device_id:
		return equipment.genieacs_device_id
	if not equipment.serial_number:
		raise NoSerial
	match = client.find_device(equipment.serial_number, BASICS)
	if not match:
		raise UnknownDevice
	equipment.db_set("genieacs_device_id", match.device_id, update_modified=False)
	return match.device_id


def read_tree(equipment: Document, client: GenieACS, branches: tuple[str, ...]) -> dict:
	"""Return the device's tree as the ACS stores it; an id that no longer exists is looked up again."""
	known = equipment.genieacs_device_id
	try:
		return client.device(device_id_of(equipment, client), branches)
	except GenieACSError as error:
		if error.cause != "not_found" or not known:
			raise
	equipment.db_set("genieacs_device_id", None, update_modified=False)
	return client.device(device_id_of(equipment, client), branches)


def lookup(serial: str) -> dict:
	"""Look a serial up in the ACS and in our records.

	Returns `{device_id, serial, matched_by, equipment, last_inform, took_ms, message}`, with None where nothing
	was found and `message` saying why.
	"""
	started = time.perf_counter()
	found = _look_up(normalise_serial(serial))
	found["took_ms"] = round((time.perf_counter() - started) * 1000, 1)
	return {"serial": normalise_serial(serial), "equipment": _equipment(serial), **found}


def _look_up(serial: str | None) -> dict:
	try:
		if not serial:
			raise NoSerial
		match = acs().find_device(serial, BASICS)
		if not match:
			raise UnknownDevice
	except FAILURES as error:
		message = failure(error, serial).message
		return {"device_id": None, "matched_by": None, "last_inform": None, "message": message}
	message = _("Found by scanning every device id, which is slow") if match.slow else None
	return {
		"device_id": match.device_id,
		"matched_by": match.matched_by,
		"last_inform": match.device.get("_lastInform"),
		"message": message,
	}


def _equipment(serial: str) -> str | None:
	key = serial_key(serial)
	names = key and frappe.get_list("Service Equipment", filters={"serial_key": key}, pluck="name", limit=1)
	return names[0] if names else None
