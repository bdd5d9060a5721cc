"""Devices, the same as the simulator's fleet, with their moves and last readings."""

import random
from datetime import datetime
from typing import Any

import frappe

from gigafibre_fsm.network.identifiers import serial_key
from gigafibre_fsm.network.signal import signal_of
from sandbox.seed.volume.bulk import Names, Table, flush
from sandbox.seed.volume.customers import ACCOUNT
from sandbox.seed.volume.volumes import Volumes, days_ago, dice
from sandbox.simulators.genieacs import Model, fleet

READINGS = 10
DEVICE = (
	"equipment_type status brand model firmware serial_number serial_key mac_address customer service_location "
	"genieacs_device_id"
).split()
MOVE = "equipment moved_on moved_by to_location to_customer to_status".split()
READING = "equipment read_on online signal rx_dbm tx_dbm temperature_c".split()


def seed_network(volumes: Volumes) -> dict[str, int]:
	"""A device of the fleet in each of the first active places, the rest on the shelf; returns doctype → rows."""
	tables = (
		Table("Service Equipment", DEVICE),
		Table("Equipment Move Log", MOVE),
		Table("Device Reading", READING),
	)
	names, luck = Names(), dice("network")
	places = iter(_places())
	for model in fleet(volumes.devices):
		_install(tables, names.next("EQP-"), model, next(places, None), luck)
	names.save()
	return flush(tables)


def _places() -> list[dict]:
	filters = {"status": "Active", "customer": ("like", f"CUST-{ACCOUNT}-%")}
	fields = ["name", "customer", "creation"]
	return frappe.get_all("Service Location", filters=filters, fields=fields, order_by="name")


def _install(
	tables: tuple[Table, Table, Table], name: str, model: Model, place: dict | None, luck: random.Random
) -> None:
	devices, moves, readings = tables
	about = model.document["Device"]["DeviceInfo"]
	fibre = about["ModelName"]["_value"] == "XX230v"
	since = place.creation if place else days_ago(30)
	values = {
		"equipment_type": "ONT" if fibre else "Router",
		"status": "Active" if place else "In Stock",
		"brand": "TP-Link",
		"model": about["ModelName"]["_value"],
		"firmware": about["SoftwareVersion"]["_value"],
		"serial_number": model.serial,
		"serial_key": serial_key(model.serial),
		"mac_address": "1C:61:B4:" + ":".join(f"{luck.randrange(256):02X}" for _ in range(3)),
		"customer": place and place.customer,
		"service_location": place and place.name,
		"genieacs_device_id": model.id,
	}
	devices.add(name, since, values)
	where = {"to_location": values["service_location"], "to_customer": values["customer"]}
	move = {"equipment": name, "moved_on": since, "moved_by": "Administrator", "to_status": values["status"]}
	moves.add_unnamed(since, move | where)
	if fibre and place:
		for moment, reading in _readings(luck):
			readings.add_unnamed(moment, {"equipment": name, "read_on": moment, **reading})


def _readings(luck: random.Random) -> list[tuple[datetime, dict[str, Any]]]:
	level = luck.gauss(-19.5, 2)
	return [(days_ago(day + 0.2), _reading(round(level + luck.gauss(0, 0.1), 2))) for day in range(READINGS)]


def _reading(rx: float) -> dict[str, Any]:
	signal = signal_of({"status": "Up", "rx_dbm": rx, "confidence": "confirmed"})
	return {"online": 1, "signal": signal, "rx_dbm": rx, "tx_dbm": 2.1, "temperature_c": 47.5}
