"""GenieACS trees for tests, written by hand as flat paths."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

NOW = datetime(2026, 11, 20, 14, 0, 0, tzinfo=UTC)
FETCHED = "2026-11-20T13:59:30.000Z"

Tree = dict[str, Any]
Leaves = Mapping[str, object]


def tree(*leaves: Leaves) -> Tree:
	"""A device from flat paths ("Device.Hosts.HostNumberOfEntries": 3); `...` as a value is a leaf never fetched."""
	device: Tree = {}
	for path, value in ((path, value) for some in leaves for path, value in some.items()):
		put(device, path, value)
	return device


def put(device: Tree, path: str, value: object) -> None:
	"""Set one leaf, making the branches above it; fields that begin with `_` are GenieACS's own and bare."""
	*branch, name = path.split(".")
	node = device
	for step in branch:
		node = node.setdefault(step, {} if step.startswith("_") else {"_object": True, "_writable": False})
	if name.startswith("_"):
		node[name] = value
	else:
		node[name] = {"_object": False, "_writable": False}
		if value is not ...:
			node[name] |= {"_value": value, "_type": "xsd:string", "_timestamp": FETCHED}


def under(branch: str, leaves: Leaves) -> dict[str, object]:
	"""The leaves of one branch, with its path before them."""
	return {f"{branch}.{path}": value for path, value in leaves.items()}


def client(mac: int, signal: int, **leaves: object) -> dict[str, object]:
	"""An associated device of a mesh node's access point; `signal` is an RCPI."""
	return {
		"MACAddress": f"00:00:5E:00:53:{mac:02X}",
		"Active": True,
		"SignalStrength": signal,
		"LastDataDownlinkRate": 433_000,
		**leaves,
	}


def host(mac: int, **leaves: object) -> dict[str, object]:
	"""A row of the hosts table."""
	return {
		"PhysAddress": f"00:00:5e:00:53:{mac:02x}",
		"IPAddress": f"192.168.0.{mac}",
		"HostName": f"host-{mac}",
		"Active": True,
		"AddressSource": "DHCP",
		"LeaseTimeRemaining": 7200,
		"X_TP_LanConnType": 0,
		**leaves,
	}
