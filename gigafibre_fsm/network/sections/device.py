"""Who the device is, how it feels, and whether it still reports."""

from datetime import UTC, datetime

from gigafibre_fsm.network import values
from gigafibre_fsm.network.facts import Device
from gigafibre_fsm.network.profiles import manufacturer, model
from gigafibre_fsm.network.profiles.schema import Profile
from gigafibre_fsm.network.tree import Node

DEFAULT_INFORM_INTERVAL_S = 300
MISSED_INFORMS_OFFLINE = 2.5
"""Informs a device may miss before we call it offline: two lost ones are a bad minute, not an outage."""

VENDORS = {
	"tp-link": "TP-Link",
	"tplink": "TP-Link",
	"huawei": "Huawei",
	"raisecom": "Raisecom",
	"zte": "ZTE",
	"fiberhome": "FiberHome",
	"nokia": "Nokia",
	"alcl": "Nokia",
	"zyxel": "Zyxel",
	"calix": "Calix",
	"adtran": "Adtran",
	"ubiquiti": "Ubiquiti",
}


def read(device: Node, profile: Profile, now: datetime | None) -> Device:
	root = device.root(profile.root)
	serial = serial_number(device, root)
	informed = values.moment(device.value("_lastInform")) or values.moment(device.value("Events.Inform"))
	silent = silence(informed, now)
	return Device(
		id=device.text("_id", "DeviceID.ID"),
		serial=serial,
		gpon_sn=gpon_serial(root, profile, serial),
		vendor=vendor(manufacturer(device, profile.root)),
		model=model(device, profile.root),
		firmware=root.text("DeviceInfo.SoftwareVersion"),
		hardware=root.text("DeviceInfo.HardwareVersion"),
		uptime_s=natural(root.whole("DeviceInfo.UpTime")),
		last_inform=values.iso(informed),
		online=online(root, silent),
		cpu_pct=percentage(root.number(*profile.device.cpu_pct)),
		memory_free_pct=memory_free(root, profile),
		silent_s=silent,
	)


def serial_number(device: Node, root: Node) -> str | None:
	"""From GenieACS's own fields first; some devices report "0" as theirs."""
	written = device.text("_deviceId._SerialNumber", "DeviceID.SerialNumber") or root.text(
		"DeviceInfo.SerialNumber"
	)
	return written if (written or "").strip("0") else None


def vendor(written: str | None) -> str | None:
	"""The name people use for a manufacturer: "Huawei Technologies Co., Ltd" → "Huawei"."""
	plain = (written or "").lower()
	return next((name for mark, name in VENDORS.items() if mark in plain), written)


def gpon_serial(root: Node, profile: Profile, serial: str | None) -> str | None:
	"""The serial the OLT knows, which on many ONTs is the serial number itself."""
	candidates = (*(root.text(leaf) for leaf in profile.device.gpon_serial), serial)
	return next((found for one in candidates if (found := values.gpon_serial(one))), None)


def silence(informed: datetime | None, now: datetime | None) -> float | None:
	"""Seconds since the device last informed; None when it never did."""
	present = values.moment(now) or datetime.now(UTC)
	return None if informed is None else (present - informed).total_seconds()


def online(root: Node, silent_s: float | None) -> bool | None:
	"""Whether the device informed within about two and a half of its own intervals."""
	if silent_s is None:
		return None
	interval = root.number("ManagementServer.PeriodicInformInterval") or 0
	return silent_s <= MISSED_INFORMS_OFFLINE * (interval if interval > 0 else DEFAULT_INFORM_INTERVAL_S)


def memory_free(root: Node, profile: Profile) -> int | None:
	"""Free memory in percent, from the standard's totals or a vendor's percentage used."""
	total = root.number("DeviceInfo.MemoryStatus.Total")
	free = root.number("DeviceInfo.MemoryStatus.Free")
	if total and free is not None:
		return percentage(100 * free / total)
	used = percentage(root.number(*profile.device.memory_used_pct))
	return None if used is None else 100 - used


def percentage(figure: float | None) -> int | None:
	return None if figure is None or not 0 <= figure <= 100 else round(figure)


def natural(figure: int | None) -> int | None:
	return None if figure is None or figure < 0 else figure
