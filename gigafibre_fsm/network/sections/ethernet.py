"""The Ethernet sockets: what is plugged, at what speed."""

from gigafibre_fsm.network.facts import EthernetPort
from gigafibre_fsm.network.profiles.schema import EthernetPaths, Profile
from gigafibre_fsm.network.sections import wording
from gigafibre_fsm.network.tree import Node


def read(root: Node, profile: Profile) -> tuple[EthernetPort, ...]:
	paths = profile.ethernet
	ports = root.rows(paths.ports)
	return tuple(port(row, paths) for row in ports if is_socket(row, paths))


def is_socket(row: Node, paths: EthernetPaths) -> bool:
	"""Not one of the chip's inner interfaces, nor one this model lacks (no name, no MAC), nor one never fetched."""
	if row.text(*paths.name) in paths.internal or (row.value("Name") == row.value("MACAddress") == ""):
		return False
	return bool(row.text("Name", "MACAddress", "Status"))


def port(row: Node, paths: EthernetPaths) -> EthernetPort:
	"""A port without a link has no speed, whatever it is set to; duplex means nothing without one."""
	state = wording.status(row.text("Status"))
	found = (wording.speed(row.text(leaf)) for leaf in paths.speed) if state == "Up" else iter(())
	speed = next((one for one in found if one), None)
	return EthernetPort(
		name=name(row, paths),
		status=state,
		speed_mbps=speed,
		duplex=wording.duplex(row.text(*paths.duplex)) if speed else None,
	)


def name(row: Node, paths: EthernetPaths) -> str | None:
	"""What is printed on the box, as near as the device tells."""
	if paths.numbered:
		return paths.numbered + row.path.rpartition(".")[2]
	written = row.text(*paths.name)
	return paths.names.get(written or "", written)
