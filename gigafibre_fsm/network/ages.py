"""How old each part of a device's tree is: the newest `_timestamp` the ACS keeps below a branch."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

SECTIONS = {
	"fibre": ("Device.Optical", "InternetGatewayDevice.WANDevice.1"),
	"device": ("Device.DeviceInfo", "InternetGatewayDevice.DeviceInfo"),
	"hosts": ("Device.Hosts", "InternetGatewayDevice.LANDevice.1.Hosts"),
	"mesh": ("Device.WiFi.MultiAP", "InternetGatewayDevice.LANDevice.1.WLANConfiguration"),
}


def ages(device: dict[str, Any]) -> dict[str, str | None]:
	"""Return section → ISO 8601 time its values were read from the modem, None where they never were."""
	return {section: _newest(device, branches) for section, branches in SECTIONS.items()}


def _newest(device: dict[str, Any], branches: tuple[str, ...]) -> str | None:
	stamps = {stamp for branch in branches for stamp in _timestamps(_node(device, branch))}
	times = [time for stamp in stamps if (time := _moment(stamp))]
	return max(times).isoformat(timespec="milliseconds") if times else None


def _moment(stamp: str) -> datetime | None:
	"""Return an aware time, or None for a text that is none."""
	try:
		moment = datetime.fromisoformat(stamp.replace("Z", "+00:00"))
	except ValueError:
		return None
	return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _node(device: dict[str, Any], path: str) -> dict[str, Any]:
	node: Any = device
	for part in path.split("."):
		node = node.get(part) if isinstance(node, dict) else None
	return node if isinstance(node, dict) else {}


def _timestamps(node: dict[str, Any]) -> Iterator[str]:
	"""Walk a branch without recursion: a hostile tree may be deep."""
	waiting = [node]
	while waiting:
		node = waiting.pop()
		if "_value" in node and isinstance(node.get("_timestamp"), str):
			yield node["_timestamp"]
		waiting.extend(child for key, child in node.items() if key[:1] != "_" and isinstance(child, dict))
