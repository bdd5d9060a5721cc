"""How the values of a live device wander between two readings: a little, and never without a cause."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from typing import Any

from .devices.tplink import raw_power
from .tree import Document, children, leaves, node

Wander = Callable[[Any, random.Random, float], Any]
# Whole dBm, as Huawei tells it; the others tell raw power.
WHOLE_DBM = "X_GponInterafceConfig"
NO_LIGHT_DBM = -40
HOST_TABLES = ("Device.Hosts.Host", "InternetGatewayDevice.LANDevice.1.Hosts.Host")
MESH_NODES = "Device.WiFi.MultiAP.APDevice"
# How often a host comes or goes when its table is read again.
RESTLESSNESS = 0.3


def wander(document: Document, dice: random.Random, elapsed: float) -> None:
	"""Let every parameter that moves by itself move by `elapsed` seconds."""
	for root in ("Device", "InternetGatewayDevice"):
		for path, found in leaves(document.get(root, {"_object": True}), root):
			move = _MOVES.get(path.rpartition(".")[2])
			if move and "_value" in found and not isinstance(found["_value"], str):
				found["_value"] = move(found["_value"], dice, elapsed)
	if elapsed > 1 and dice.random() < RESTLESSNESS:
		_come_or_go(document, dice)


def receive_power(document: Document) -> float | None:
	"""The light the live device sees, in dBm; None when it has no fibre or no light."""
	for path, found in _receivers(document):
		value = found.get("_value")
		if WHOLE_DBM in path:
			return float(value) if value is not None and value > NO_LIGHT_DBM else None
		return round(10 * math.log10(value / 10000), 2) if value else None
	return None


def set_receive_power(document: Document, dbm: float | None) -> None:
	"""Give the live device this light (None = none)."""
	for path, found in _receivers(document):
		if WHOLE_DBM in path:
			found["_value"] = NO_LIGHT_DBM if dbm is None else round(dbm)
		else:
			found["_value"] = raw_power(dbm)


def restart(document: Document) -> None:
	"""Every clock that counts since the last start is at zero again."""
	for root in ("Device", "InternetGatewayDevice"):
		for path, found in leaves(document.get(root, {"_object": True}), root):
			if path.rpartition(".")[2] in ("UpTime", "Uptime", "X_TP_UpTime") and "_value" in found:
				found["_value"] = 0


def _receivers(document: Document) -> Iterator[tuple[str, dict[str, Any]]]:
	for root in ("Device", "InternetGatewayDevice"):
		for path, found in leaves(document.get(root, {"_object": True}), root):
			if path.endswith(".RXPower"):
				yield path, found


def _come_or_go(document: Document, dice: random.Random) -> None:
	"""One host, never the first two, changes between here and away, in its table and on its access point."""
	for table in HOST_TABLES:
		rows = node(document, table)
		candidates = children(rows)[2:] if rows else []
		if rows and candidates:
			row = rows[dice.choice(candidates)]
			active = not row["Active"]["_value"]
			row["Active"]["_value"] = active
			if mac := row.get("PhysAddress"):
				_associate(document, mac["_value"], active)


def _associate(document: Document, mac: str, active: bool) -> None:
	for path, found in leaves(node(document, MESH_NODES) or {"_object": True}, MESH_NODES):
		if path.endswith(".MACAddress") and ".AssociatedDevice." in path and found.get("_value") == mac:
			client = node(document, path.removesuffix(".MACAddress"))
			if client:
				client["Active"]["_value"] = active


def _later(value: int, _dice: random.Random, elapsed: float) -> int:
	return value + round(elapsed)


def _earlier(value: int, _dice: random.Random, elapsed: float) -> int:
	"""A lease runs down and is renewed."""
	return max(value - round(elapsed), 0) or 7200


def _busy(value: int, dice: random.Random, _elapsed: float) -> int:
	return min(max(value + dice.randint(-3, 3), 1), 97)


def _by(share: float) -> Wander:
	return lambda value, dice, _elapsed: round(value * (1 + dice.uniform(-share, share)))


def _signal(value: int, dice: random.Random, _elapsed: float) -> int:
	"""RCPI in the mesh (positive), dBm on the access point (negative)."""
	return value + dice.choice((-2, 0, 0, 2)) if value > 0 else value + dice.choice((-1, 0, 0, 1))


def _light(value: int, dice: random.Random, _elapsed: float) -> int:
	"""About a twentieth of a dB, in raw power; faint light moves by single steps, whole dBm do not move."""
	if value > 100:
		return round(value * math.pow(10, dice.uniform(-0.005, 0.005)))
	return value + dice.choice((-1, 0, 0, 1)) if value > 30 else value


_MOVES: dict[str, Wander] = {
	"UpTime": _later,
	"Uptime": _later,
	"X_TP_UpTime": _later,
	"LeaseTimeRemaining": _earlier,
	"CPUUsage": _busy,
	"X_TP_CPUUsage": _busy,
	"X_HW_CpuUsed": _busy,
	"Free": _by(0.02),
	"LastDataDownlinkRate": _by(0.08),
	"LastDataUplinkRate": _by(0.08),
	"SignalStrength": _signal,
	"RXPower": _light,
	"TXPower": _light,
	"BytesReceived": _by(0.001),
	"BytesSent": _by(0.001),
}
