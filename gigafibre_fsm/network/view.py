"""The diagnosis of one device as a page shows it: the last known state with its age, where it came from, and what is
being asked right now.

Live state is fetched, never kept as truth: the copy in the cache only bridges the time the ACS cannot answer.
"""

from dataclasses import asdict, replace

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.clock import age_in_seconds, from_iso, now_iso
from gigafibre_fsm.language import decimal_mark
from gigafibre_fsm.network import readings
from gigafibre_fsm.network.acs import acs
from gigafibre_fsm.network.ages import SECTIONS, ages
from gigafibre_fsm.network.diagnosis import examine
from gigafibre_fsm.network.equipment_cards import card
from gigafibre_fsm.network.findings import TEMPLATES, Finding
from gigafibre_fsm.network.identify import read_tree
from gigafibre_fsm.network.sources import FAILURES, Source, acs_source, failure

# The roots of every data model and GenieACS's own fields; `_` fields always come along.
BRANCHES = (
	"_deviceId",
	"_lastInform",
	"_lastBoot",
	"Device.DeviceInfo",
	"Device.Optical",
	"Device.IP.Interface",
	"Device.PPP.Interface",
	"Device.Routing",
	"Device.DNS",
	"Device.DHCPv4",
	"Device.Ethernet",
	"Device.WiFi",
	"Device.Hosts",
	"Device.ManagementServer.PeriodicInformInterval",
	"InternetGatewayDevice",
)
# Seconds for one answer of the ACS: with something older to show, and with nothing.
IMPATIENT, PATIENT = 1, 2
REMEMBERED = 30 * 24 * 3600


def open_equipment(name: str, permission: str = "read") -> Document:
	"""Return the equipment if the signed-in user may do this with it. Raises DoesNotExistError, PermissionError."""
	equipment = frappe.get_doc("Service Equipment", name)
	equipment.check_permission(permission)
	return equipment


def look(equipment: Document) -> dict:
	"""Read what the ACS knows, without disturbing the modem; fall back on what we last saw.

	Waits a second for the ACS when there is something older to show instead.
	"""
	known = recall(equipment)
	try:
		known = read(equipment, IMPATIENT if known else PATIENT)
		keep_reading(equipment, known)
		source = _acs_state(known)
	except FAILURES as error:
		source = failure(error, equipment.serial_number)
		known = known and without_presence(known)
	return present(known, source)


def read(equipment: Document, patience: float | None = None) -> dict:
	"""Read the device's tree from the ACS and remember what it says: `{facts, findings, at, ages, root}`.

	Raises FAILURES.
	"""
	tree = read_tree(equipment, acs(patience), BRANCHES)
	seen = examine(tree)
	known = {
		"facts": seen.facts,
		"findings": [asdict(finding) for finding in seen.findings],
		"ages": ages(tree),
	}
	known["seen"] = _standing(equipment)
	known["root"] = "InternetGatewayDevice" if "InternetGatewayDevice" in tree else "Device"
	known["at"] = known["ages"]["fibre"] or known["ages"]["device"] or seen.facts["device"]["last_inform"]
	frappe.cache.set_value(_key(equipment.name), known, expires_in_sec=REMEMBERED)
	return known


def keep_reading(equipment: Document, known: dict) -> None:
	"""Add what was read to the device's trend. A refresh does so at its end: nobody's write waits for a modem."""
	if known["at"]:
		readings.record(equipment.name, known["facts"], from_iso(known["at"]))


def without_presence(known: dict) -> dict:
	"""Return what was known, but not whether the modem is there: that is only true while the ACS says so."""
	facts = known["facts"]
	return {**known, "facts": {**facts, "device": {**facts["device"], "online": None}}}


def recall(equipment: Document) -> dict | None:
	"""Return what `read` last saw of this device, if it is remembered and was seen where the device now stands."""
	known = frappe.cache.get_value(_key(equipment.name))
	return known if known and known["seen"] == _standing(equipment) else None


def _standing(equipment: Document) -> list[str | None]:
	"""What must not have changed since: the modem behind the record, and whose home it is in."""
	return [equipment.serial_key, equipment.service_location, equipment.customer]


def present(known: dict | None, *sources: Source) -> dict:
	"""Return the part of a Diagnosis that changes: `{summary, at, age_s, ages, sources}`, findings in the user's words."""
	return {
		"summary": translated(known) if known else None,
		"at": known and known["at"],
		"age_s": known and age_in_seconds(known["at"]),
		"ages": known["ages"] if known else dict.fromkeys(SECTIONS),
		"sources": [source.as_dict() for source in sources],
	}


def identity(equipment: Document) -> dict:
	"""Return the device's card with whose it is and where it stands."""
	return {
		**card(equipment.name),
		"customer": equipment.customer,
		"customer_name": frappe.db.get_value("Customer", equipment.customer, "customer_name"),
		"service_location": equipment.service_location,
		"location_title": frappe.db.get_value("Service Location", equipment.service_location, "title"),
		"genieacs_device_id": equipment.genieacs_device_id,
	}


def translated(known: dict) -> dict:
	"""Return the summary with its findings in the user's language."""
	findings = [Finding(**finding) for finding in known["findings"]]
	return {**known["facts"], "findings": [_in_words(finding) for finding in findings]}


def _in_words(finding: Finding) -> dict:
	values = {name: _(value) if name == "status" else value for name, value in finding.values.items()}
	spoken = replace(finding, values=values)
	return spoken.as_dict() | {"text": spoken.say(_(TEMPLATES[finding.code]), decimal_mark())}


def _acs_state(known: dict) -> Source:
	device = known["facts"]["device"]
	if device["online"]:
		return acs_source("ok", at=now_iso())
	hint = _("It last informed at the time shown; what is below is from then.")
	return acs_source("stale", _("The modem has not informed lately"), hint, device["last_inform"])


def _key(equipment: str) -> str:
	return f"fsm_diagnosis:{equipment}"
