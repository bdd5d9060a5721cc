"""WAN in TR-098: PPP and IP connections of each WAN connection device."""

import re

from gigafibre_fsm.network import values
from gigafibre_fsm.network.facts import Wan
from gigafibre_fsm.network.profiles.schema import WanPaths
from gigafibre_fsm.network.sections import wording
from gigafibre_fsm.network.tree import Node

SERVICE_IN_NAME = re.compile(
	r"(?:^|_)((?:INTERNET|TR069|VOICE|VOIP|IPTV)(?:_(?:INTERNET|TR069|VOICE|VOIP|IPTV))*)_", re.I
)
VLAN_IN_NAME = re.compile(r"_VID_(\d{1,4})$", re.I)


def read(root: Node, paths: WanPaths) -> tuple[Wan, ...]:
	found: list[Wan] = []
	for device in root.rows("WANDevice.*.WANConnectionDevice.*"):
		connections = [*device.rows("WANPPPConnection.*"), *device.rows("WANIPConnection.*")]
		found += [wan(device, row, paths) for row in connections if is_told(row)]
	return tuple(found)


def is_told(row: Node) -> bool:
	"""Something was fetched of this connection."""
	return bool(row.text("Name", "ConnectionStatus", "ExternalIPAddress", "Enable", "Username"))


def wan(device: Node, row: Node, paths: WanPaths) -> Wan:
	"""One connection. Several vendors write its service and VLAN in its name: "1_INTERNET_R_VID_100"."""
	name = row.text(*paths.name)
	in_name = SERVICE_IN_NAME.search(name or "")
	return Wan(
		name=name,
		service=wording.service(row.text(*paths.service) or (in_name and in_name.group(1))),
		connection=connection(row),
		status=wording.status(row.text("ConnectionStatus")),
		ip=values.address(row.text("ExternalIPAddress")),
		gateway=values.address(row.text("DefaultGateway")) or values.address(row.text("RemoteIPAddress")),
		dns=", ".join(values.addresses(row.text("DNSServers"))) or None,
		username=row.text("Username"),
		vlan=vlan(device, row, paths, name or ""),
		error=wording.error(row.text("LastConnectionError")),
	)


def connection(row: Node) -> str | None:
	"""Bridge, PPPoE, DHCP or Static."""
	if "bridged" in (row.text("ConnectionType") or "").lower():
		return "Bridge"
	if ".WANPPPConnection." in row.path:
		return row.text("TransportType") or "PPPoE"
	return row.text("AddressingType")


def vlan(device: Node, row: Node, paths: WanPaths, name: str) -> int | None:
	"""From the connection, from the link below it (China Telecom's extension), or from its name."""
	in_name = VLAN_IN_NAME.search(name)
	return (
		wording.vlan(row.whole(*paths.vlan))
		or wording.vlan(
			device.whole("X_CT-COM_WANGponLinkConfig.VLANIDMark", "X_CT-COM_WANEponLinkConfig.VLANIDMark")
		)
		or wording.vlan(int(in_name.group(1)) if in_name else None)
	)
