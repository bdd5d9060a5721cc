"""The measurements we keep of each device, for trends: never live state, always with its time."""

from datetime import datetime

import frappe
from frappe.query_builder.functions import Max
from frappe.utils import add_days, now_datetime

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.network.signal import GRADE_OF_SIGNAL, signal_of


def record(equipment: str, summary: dict, read_on: datetime) -> str | None:
	"""Keep the optical reading of a summary (network.diagnosis); returns its name, None when already kept."""
	if frappe.db.exists("Device Reading", {"equipment": equipment, "read_on": read_on}):
		return None
	optical = summary["optical"]
	return (
		frappe.get_doc(
			doctype="Device Reading",
			equipment=equipment,
			read_on=read_on,
			online=bool(summary["device"]["online"]),
			signal=signal_of(optical),
			rx_dbm=optical["rx_dbm"],
			tx_dbm=optical["tx_dbm"],
			temperature_c=optical["temperature_c"],
		)
		.insert(ignore_permissions=True)  # whoever may diagnose the device lets the system remember it
		.name
	)


def trend(equipment: str, days: int = 30) -> list[dict]:
	"""Return the readings of the last days, oldest first: `{at, rx_dbm, tx_dbm, temperature_c, online, signal}`."""
	since = add_days(now_datetime(), -days)
	fields = ["read_on", "rx_dbm", "tx_dbm", "temperature_c", "online", "signal"]
	filters = {"equipment": equipment, "read_on": (">=", since)}
	rows = frappe.get_all("Device Reading", filters=filters, fields=fields, order_by="read_on", limit=5000)
	return [_point(row) for row in rows]


def latest(equipment: list[str]) -> dict[str, dict]:
	"""Return device → its last point, for those that have one."""
	reading = frappe.qb.DocType("Device Reading")
	newest = (
		frappe.qb.from_(reading)
		.select(reading.equipment, Max(reading.read_on).as_("read_on"))
		.where(reading.equipment.isin(equipment))
		.groupby(reading.equipment)
	)
	fields = ("equipment", "read_on", "rx_dbm", "tx_dbm", "temperature_c", "online", "signal")
	rows = (
		frappe.qb.from_(reading)
		.join(newest)
		.on((reading.equipment == newest.equipment) & (reading.read_on == newest.read_on))
		.select(*(reading[field] for field in fields))
		.run(as_dict=True)
	)
	return {row.equipment: _point(row) for row in rows}


def delete_old() -> None:
	"""Delete readings older than FSM Settings keeps them (nightly)."""
	days = frappe.db.get_single_value("FSM Settings", "readings_retention_days")
	if days:
		frappe.db.delete("Device Reading", {"read_on": ("<", add_days(now_datetime(), -days))})


def _point(row: dict) -> dict:
	"""Frappe stores an unknown number as 0; a light level or temperature of exactly zero is never measured."""
	return {
		"at": to_iso(row.read_on),
		"rx_dbm": row.rx_dbm if row.signal in GRADE_OF_SIGNAL else None,
		"tx_dbm": row.tx_dbm or None,
		"temperature_c": row.temperature_c or None,
		"online": bool(row.online),
		"signal": row.signal,
	}
