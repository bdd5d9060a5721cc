"""A device on one line, with the last reading of its light: what a list or a chip shows."""

import frappe

from gigafibre_fsm.clock import age_in_seconds
from gigafibre_fsm.network import readings
from gigafibre_fsm.network.signal import state_of

FIELDS = (
	"name",
	"equipment_type",
	"brand",
	"model",
	"serial_number",
	"mac_address",
	"status",
	"ip_address",
	"firmware",
	"service_location",
)


def cards(filters: dict) -> list[dict]:
	"""Return the devices that match, ONTs first, each with `live` (None when it was never read)."""
	rows = frappe.get_list(
		"Service Equipment", filters=filters, fields=list(FIELDS), order_by="name", limit=500
	)
	points = readings.latest([row.name for row in rows]) if rows else {}
	return [
		{**row, "live": _live(points.get(row.name))}
		for row in sorted(rows, key=lambda row: row.equipment_type != "ONT")
	]


def card(name: str) -> dict:
	"""Return one device's card."""
	return cards({"name": name})[0]


def _live(point: dict | None) -> dict | None:
	if not point:
		return None
	return {
		"state": state_of(point["signal"], point["online"]),
		"rx_dbm": point["rx_dbm"],
		"online": point["online"],
		"at": point["at"],
		"age_s": age_in_seconds(point["at"]),
	}
