"""Devices in homes, vans and on the shelf: the modems are those the GenieACS simulator serves."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import frappe
from frappe.model.document import Document

from gigafibre_fsm.network.diagnosis import summarize
from sandbox.seed.customers import Home
from sandbox.seed.people import STAR, TROUBLED
from sandbox.seed.readings import seed_readings
from sandbox.seed.records import insert
from sandbox.simulators.genieacs import DemoDevice, demo_catalogue
from sandbox.simulators.genieacs.shape import dumps

# What the simulator tells for each of TROUBLED, in their order; None has nothing to tell.
TROUBLES = (
	"weak_light",
	"no_light",
	"gone_three_days",
	"ppp_down",
	None,
	None,
	"raisecom",
	"huawei",
)
UNKNOWN_TO_ACS, WITHOUT_SERIAL = TROUBLED[4], TROUBLED[5]
# A crowded radio at the bakery, then the rarer ways of a modem, given to whoever comes first.
NEXT_STORIES = (
	"crowded_24ghz",
	"healthy",
	"broken_mesh",
	"weak_wifi",
	"marginal_light",
	"mesh_faults",
	"reboots_often",
	"slow",
	"huawei_ppp_down",
	"too_much_light",
	"everything_faults",
	"takes_no_session",
	"busy",
	"wrong_credentials",
)
SHELF = (("ONT", "XX230v", 6), ("AP", "EX220", 4), ("Set-top Box", "4K-100", 5), ("Router", "ER7206", 2))
ITEM_OF = {"XX230v": "ONT-XX230V", "EX220": "AP-EX220", "4K-100": "DECODEUR-4K"}


@dataclass(frozen=True, slots=True)
class Modem:
	"""A modem as its home has it: what the simulator serves, and what can be read in it."""

	device: DemoDevice
	summary: dict[str, Any]


def seed_network(homes: list[Home], dice: random.Random) -> None:
	"""Put each home's devices in it, with the readings of the last weeks; fill the shelf."""
	shelf = Shelf(dice)
	modems = _modems(homes)
	for home in homes:
		_equip(home, modems.get(home.location), shelf)
	for kind, model, count in SHELF:
		for number in range(count):
			shelf.add(kind, model, status="Defective" if number == 0 else "In Stock")
	_return_one(homes[0], shelf)


def _modems(homes: list[Home]) -> dict[str, Modem]:
	"""Share the simulator's modems out: location → modem."""
	served = {device.serial: device for device in demo_catalogue() if device.equipment_type == "ONT"}
	stories: dict[str, list[DemoDevice]] = {}
	for device in served.values():
		stories.setdefault(device.story, []).append(device)
	plan = zip(homes, _stories_of(homes), strict=True)
	return {home.location: _read(stories[story].pop(0)) for home, story in plan if story and stories[story]}


def _stories_of(homes: list[Home]) -> Iterator[str | None]:
	"""What to look for in the simulator for each home; None where no modem stands, or one it does not know."""
	known = dict(zip(TROUBLED, TROUBLES, strict=True))
	following = iter(NEXT_STORIES)
	for home in homes:
		if home.household in known:
			yield known[home.household]
		elif home.plan_status in ("Pending", "Cancelled"):
			yield None
		elif home.household is STAR:
			yield "healthy"
		else:
			yield next(following, "healthy")


def _read(device: DemoDevice) -> Modem:
	return Modem(device, summarize(json.loads(dumps(device.device.document))))


class Shelf:
	"""Where devices come from: gives each the serial and MAC nobody else has."""

	def __init__(self, dice: random.Random) -> None:
		self.dice = dice
		self.given: set[str] = set()

	def add(self, kind: str, model: str, **known: Any) -> Document:
		"""Enter a device in the inventory, active where a `service_location` is given."""
		mac = known.pop("mac_address", None) or self.invented_mac()
		place = known.get("service_location")
		values = {
			"status": "Active" if place else "In Stock",
			"brand": "TP-Link",
			"item": ITEM_OF.get(model),
			"serial_number": self.invented_serial(),
			**known,
		}
		fresh = mac not in self.given
		self.given.add(mac)
		return insert(
			"Service Equipment",
			equipment_type=kind,
			model=model,
			mac_address=mac if fresh else self.invented_mac(),
			**values,
		)

	def invented_mac(self) -> str:
		"""A locally administered address: no maker owns it."""
		return "02" + "".join(f":{self.dice.randrange(256):02X}" for _ in range(5))

	def invented_serial(self) -> str:
		return f"22{self.dice.randrange(10**11):011d}"


def _equip(home: Home, modem: Modem | None, shelf: Shelf) -> None:
	if home.plan_status in ("Pending", "Cancelled"):
		return
	here = {"service_location": home.location, "login_user": "admin"}
	if modem:
		ont = _ont(home, modem, shelf, here)
		_mesh(modem, shelf, here)
		seed_readings(ont.name, modem.device.story, modem.summary, shelf.dice)
	elif home.household is WITHOUT_SERIAL:
		shelf.add("ONT", "XX230v", **here, serial_number=None, notes="Étiquette effacée : numéro à relever.")
	else:
		shelf.add("ONT", "XX230v", **here)
	if "TV" in home.household.plans:
		shelf.add("Set-top Box", "4K-100", service_location=home.location, brand="Boréal")
	if home.household.company:
		shelf.add("Router", "ER7206", **here)
	_date_moves({"to_location": home.location}, home.since)


def _ont(home: Home, modem: Modem, shelf: Shelf, here: dict) -> Document:
	device, wan = modem.device, modem.summary["wan"]
	address = next((row["ip"] for row in wan if row["ip"] and row["username"]), None)
	if device.ppp_user:
		internet = {"service_location": home.location, "plan_type": "Internet"}
		frappe.db.set_value("Service Subscription", internet, "radius_user", device.ppp_user)
	return shelf.add(
		"ONT",
		device.model,
		**here,
		brand=device.brand,
		serial_number=device.serial,
		mac_address=device.mac,
		firmware=device.firmware,
		ip_address=address,
		login_password=f"demo-{device.serial[-4:]}",
	)


def _mesh(modem: Modem, shelf: Shelf, here: dict) -> None:
	"""The satellites of a modem are devices too: found by the MAC on their label."""
	for node in modem.summary["mesh"]:
		if not node["controller"]:
			notes = f"Borne « {node['name']} »"
			shelf.add("AP", node["model"] or "EX220", **here, mac_address=node["mac"], notes=notes)


def _return_one(home: Home, shelf: Shelf) -> None:
	"""A device that came back: its history has more than one row."""
	device = shelf.add("ONT", "XX230v", service_location=home.location)
	_date_moves({"equipment": device.name}, home.since)
	for status, reason in (("Inactive", "Ne démarre plus"), ("Returned", "Renvoyé au fournisseur")):
		device.status = status
		device.flags.move_reason = reason
		device.save(ignore_permissions=True)
		filters = {"equipment": device.name, "to_status": status}
		_date_moves(filters, home.since + timedelta(days=40))


def _date_moves(filters: dict, moment: datetime) -> None:
	"""Moves are dated when they are written; in the demo most of them happened long ago."""
	past = {"moved_on": moment, "creation": moment, "modified": moment}
	frappe.db.set_value("Equipment Move Log", filters, past, update_modified=False)
