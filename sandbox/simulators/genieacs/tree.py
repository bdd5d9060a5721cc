"""A device as GenieACS stores it: `{_id, _deviceId, …, Device: {_object, X: {_value, _type, _timestamp, _writable}}}`.

Leaves and branches are told apart by `_object`. Times are datetimes here and ISO text only on the wire.
"""

from __future__ import annotations

import copy
import csv
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from gigafibre_fsm.integrations.genieacs import device_id

Document = dict[str, Any]
Branch = dict[str, Any]

# Parameters the CPE lets us write, whatever branch they are in.
WRITABLE = frozenset(
	"Alias Enable SSID Channel AutoChannelEnable HostName PhysAddress Username Password URL SSIDReference "
	"ConnectionRequestUsername ConnectionRequestPassword PeriodicInformEnable PeriodicInformInterval "
	"KeyPassphrase PreSharedKey ProvisioningCode LowerLayers X_TP_HostName X_TP_ServiceType X_TP_ConnType "
	"X_TP_ConnName VLANID IPAddress SubnetMask TransmitPower NTPServer1 NTPServer2 DiagnosticsState Host "
	"Interface DNSServers LeaseTime MinAddress MaxAddress SSIDAdvertisementEnabled MaxMTUSize GponSn Name "
	"OperatingStandards OperatingChannelBandwidth X_TP_APType ConnectionTrigger LocalTimeZone".split()
)
# Tables in which the CPE lets us create and delete instances.
OPEN_TABLES = frozenset(
	"Host SSID AccessPoint Pool VLANTermination Link PortMapping WANPPPConnection WLANConfiguration".split()
)
_DATES = ("_lastInform", "_lastBoot", "_lastBootstrap", "_registered", "_timestamp")


def now() -> datetime:
	"""The present, to the millisecond, as the ACS keeps it."""
	present = datetime.now(UTC)
	return present.replace(microsecond=present.microsecond // 1000 * 1000)


def branch(content: Mapping[str, Any], at: datetime, writable: bool = False) -> Branch:
	"""A branch out of plain nested data: mappings become branches, a Leaf or a plain value becomes a leaf."""
	made: Branch = {"_object": True, "_writable": writable, "_timestamp": at}
	for name, value in content.items():
		name = str(name)
		if isinstance(value, Mapping):
			made[name] = branch(value, at, writable=writable if name.isdigit() else name in OPEN_TABLES)
		else:
			made[name] = leaf(value, at, name in WRITABLE)
	return made


def leaf(value: Any, at: datetime | None, writable: bool = False, xsd_type: str | None = None) -> Branch:
	"""One parameter. `value` None makes an unfetched one, which carries no value."""
	made: Branch = {"_object": False, "_writable": writable, "_timestamp": at}
	if value is not None:
		made |= {"_value": value, "_type": xsd_type or xsd_type_of(value)}
	return made


def xsd_type_of(value: Any) -> str:
	"""The type a CPE would announce for this value."""
	if isinstance(value, bool):
		return "xsd:boolean"
	if isinstance(value, int):
		return "xsd:unsignedInt" if value >= 0 else "xsd:int"
	return "xsd:dateTime" if isinstance(value, datetime) else "xsd:string"


def node(document: Branch, path: str) -> Branch | None:
	"""The branch or leaf at a path, or None."""
	found: Any = document
	for name in path.split("."):
		found = found.get(name) if isinstance(found, dict) else None
	return found if isinstance(found, dict) else None


def value_at(document: Branch, path: str) -> Any:
	"""The value of a parameter; None when it is absent or was never fetched."""
	found = node(document, path)
	return found.get("_value") if found else None


def set_value(document: Branch, path: str, value: Any) -> bool:
	"""Change a parameter that exists. False when it does not."""
	found = node(document, path)
	if found is None or found.get("_object"):
		return False
	found["_value"] = value
	found.setdefault("_type", xsd_type_of(value))
	return True


def children(found: Branch) -> list[str]:
	"""The names below a branch, without what GenieACS keeps about the branch itself."""
	return [name for name in found if not name.startswith("_")]


def matching(document: Branch, path: str) -> list[str]:
	"""The existing paths a path with `*` stands for; "" stands for every root."""
	if not path:
		return [root for root in children(document) if root in ("Device", "InternetGatewayDevice")]
	found = [""]
	for name in path.split("."):
		found = [longer for prefix in found for longer in _extended(document, prefix, name)]
	return found


def leaves(found: Branch, prefix: str) -> Iterator[tuple[str, Branch]]:
	"""Every parameter below a branch, or the parameter itself, with its path."""
	if not found.get("_object"):
		yield prefix, found
		return
	for name in children(found):
		yield from leaves(found[name], f"{prefix}.{name}")


def copy_branch(source: Branch, target: Branch, path: str, at: datetime) -> None:
	"""Make `target` hold at this path what `source` holds there, read at this time."""
	fresh = copy.deepcopy(node(source, path))
	if fresh is None:
		return
	_stamp(fresh, at)
	*above, name = path.split(".")
	holder = target
	for step in above:
		holder = holder.setdefault(step, {"_object": True, "_writable": False, "_timestamp": at})
	holder[name] = fresh


def load(path: Path) -> list[Document]:
	"""Devices out of a file: GenieACS's JSON (one device or a list), or a CSV Parameter,Object,Writable,Value,Type."""
	if path.suffix.lower() == ".csv":
		return [_from_csv(path)]
	content = json.loads(path.read_text(encoding="utf-8"))
	return [_with_dates(document) for document in (content if isinstance(content, list) else [content])]


def _extended(document: Branch, prefix: str, name: str) -> list[str]:
	found = node(document, prefix) if prefix else document
	if found is None:
		return []
	names = children(found) if name == "*" else [name] if isinstance(found.get(name), dict) else []
	return [f"{prefix}.{one}" if prefix else one for one in names]


def _stamp(found: Branch, at: datetime) -> None:
	found["_timestamp"] = at
	for name in children(found):
		_stamp(found[name], at)


def _from_csv(path: Path) -> Document:
	at = now()
	document: Document = {}
	told: dict[str, str] = {}
	with path.open(encoding="utf-8", newline="") as file:
		for row in csv.DictReader(file):
			root, _, rest = row["Parameter"].partition(".")
			if root in ("DeviceID", "Events", "Tags"):
				told[row["Parameter"]] = row["Value"]
			elif row["Object"] == "true":
				_place(
					document, row["Parameter"], {"_object": True, "_writable": row["Writable"] == "true"}, at
				)
			elif rest:
				_place(document, row["Parameter"], _csv_leaf(row), at)
	return _identified(told, at) | document


def _place(document: Document, path: str, made: Branch, at: datetime) -> None:
	*above, name = path.split(".")
	holder = document
	for step in above:
		holder = holder.setdefault(step, {"_object": True, "_writable": False, "_timestamp": at})
	holder[name] = made | {"_timestamp": at} | holder.get(name, {})


def _csv_leaf(row: Mapping[str, str]) -> Branch:
	made: Branch = {"_object": False, "_writable": row["Writable"] == "true"}
	if row["Type"]:
		made |= {"_value": _typed(row["Value"], row["Type"]), "_type": row["Type"]}
	return made


def _typed(text: str, xsd_type: str) -> Any:
	"""A value as GenieACS keeps it: numbers and booleans as such, the rest as text."""
	if xsd_type == "xsd:boolean":
		return text == "true" if text in ("true", "false") else text
	if xsd_type in ("xsd:int", "xsd:unsignedInt"):
		try:
			return int(text)
		except ValueError:
			return text
	return text


def _identified(told: Mapping[str, str], at: datetime) -> Document:
	identity = {f"_{name}": told.get(f"DeviceID.{name}", "") for name in _IDENTITY}
	own_id = device_id(identity["_OUI"], identity["_ProductClass"], identity["_SerialNumber"])
	return {
		"_id": told.get("DeviceID.ID", own_id),
		"_deviceId": identity,
		"_lastInform": at,
		"_lastBoot": at,
		"_registered": at,
		"_tags": [unquote(name.removeprefix("Tags.")) for name in told if name.startswith("Tags.")],
	}


_IDENTITY = ("Manufacturer", "OUI", "ProductClass", "SerialNumber")


def _with_dates(found: Any) -> Any:
	"""The same document with its times as datetimes."""
	if not isinstance(found, dict):
		return found
	return {
		name: datetime.fromisoformat(value)
		if name in _DATES and isinstance(value, str)
		else _with_dates(value)
		for name, value in found.items()
	}
