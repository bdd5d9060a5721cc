"""Real devices' trees, where the public collection lies beside the checkout: its files stay there."""

import csv
from collections.abc import Iterator
from pathlib import Path

from gigafibre_fsm.tests.modem_trees import Tree, put

REAL_DEVICES = Path(__file__).parents[3] / "shared" / "data" / "cpe"

META = {
	"DeviceID.ID": "_id",
	"DeviceID.Manufacturer": "_deviceId._Manufacturer",
	"DeviceID.OUI": "_deviceId._OUI",
	"DeviceID.ProductClass": "_deviceId._ProductClass",
	"DeviceID.SerialNumber": "_deviceId._SerialNumber",
	"Events.Inform": "_lastInform",
	"Events.Registered": "_registered",
	"Events.0_BOOTSTRAP": "_lastBootstrap",
}


def real_device(name: str) -> Tree:
	"""A real device's tree from its CSV (columns Parameter, Object, Writable, Value, Type)."""
	device: Tree = {}
	with (REAL_DEVICES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
		for path, value in leaves_of(csv.DictReader(file)):
			put(device, META.get(path, path), value)
	return device


def leaves_of(rows: csv.DictReader) -> Iterator[tuple[str, object]]:
	"""The leaves of a CSV, typed as GenieACS types them."""
	for row in rows:
		if row["Object"] != "true":
			yield row["Parameter"], typed(row["Value"], row["Type"]) if row["Type"] else ...


def typed(value: str, xsd: str) -> object:
	if xsd == "xsd:boolean":
		return value in ("true", "1")
	return int(value) if xsd in ("xsd:int", "xsd:unsignedInt") and value.lstrip("-").isdecimal() else value
