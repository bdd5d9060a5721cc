"""What the builders of simulated devices share: who a device is, and who is connected to it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from gigafibre_fsm.integrations.genieacs import device_id

from ..tree import Document, branch, now


@dataclass(frozen=True, slots=True)
class Model:
	"""A device to serve: its document, and how it behaves at first (see `cpe.Cpe.mode`)."""

	document: Document = field(repr=False)
	mode: str = "online"

	@property
	def id(self) -> str:
		return str(self.document["_id"])

	@property
	def serial(self) -> str:
		return str(self.document["_deviceId"]["_SerialNumber"])


@dataclass(frozen=True, slots=True)
class Client:
	"""Something in the house. `node` is the index of its mesh node (0 = the modem) and None when wired."""

	name: str
	node: int | None = 0
	band: str = "5GHz"
	signal_dbm: int = -55
	rate_mbps: int = 400
	active: bool = True
	guest: bool = False


@dataclass(frozen=True, slots=True)
class Node:
	"""A mesh node: the modem itself first, then the satellites and how they hear it."""

	name: str
	model: str = "EX220"
	backhaul: str = "Wi-Fi"
	backhaul_dbm: int = -58
	active: bool = True


@dataclass(frozen=True, slots=True)
class Life:
	"""When the ACS last heard of a device, and since when it runs."""

	last_inform: timedelta = timedelta(minutes=2)
	uptime: timedelta = timedelta(days=11, hours=4)
	fetched: timedelta = timedelta(hours=3)
	registered: timedelta = timedelta(days=410)


def document(
	identity: tuple[str, str, str, str],
	tree: Mapping[str, Any],
	life: Life,
	tags: tuple[str, ...] = (),
) -> Document:
	"""A whole device out of (manufacturer, OUI, product class, serial) and its parameter tree."""
	manufacturer, oui, product_class, serial = identity
	present = now()
	last_inform = present - life.last_inform
	fetched = min(present - life.fetched, last_inform)
	made: Document = {
		"_id": device_id(oui, product_class, serial),
		"_deviceId": {
			"_Manufacturer": manufacturer,
			"_OUI": oui,
			"_ProductClass": product_class,
			"_SerialNumber": serial,
		},
		"_lastInform": last_inform,
		"_lastBoot": max(last_inform - life.uptime, present - life.registered),
		"_lastBootstrap": present - life.registered,
		"_registered": present - life.registered,
		"_timestamp": fetched,
	}
	if tags:
		made["_tags"] = list(tags)
	for root, content in tree.items():
		made[root] = branch(content, fetched)
	return made


def mac(dice: random.Random, oui: str) -> str:
	"""A MAC of this OUI (six hex digits), `1C:61:B4:…`."""
	digits = oui + f"{dice.randrange(1 << 24):06X}"
	return ":".join(digits[i : i + 2] for i in range(0, 12, 2))


def private_mac(dice: random.Random) -> str:
	"""A locally administered MAC, as telephones invent them: it belongs to nobody."""
	return mac(dice, dice.choice(("02", "06", "0A", "0E")) + f"{dice.randrange(1 << 16):04X}")


def numbered(rows: list[Mapping[str, Any]], first: int = 1) -> dict[str, Mapping[str, Any]]:
	"""Instances `1`, `2`, … of these rows."""
	return {str(index): row for index, row in enumerate(rows, first)}


def gpon_hex(vendor: str, suffix: str) -> str:
	"""A GPON serial as modems report it: the vendor's four letters in hex, then eight digits."""
	return vendor.encode().hex().upper() + suffix.upper()


def iso(moment: datetime) -> str:
	"""A date as a CPE's text."""
	return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
