"""The devices on the home network, joined by MAC with where the access points see them."""

from collections.abc import Iterable, Mapping

from gigafibre_fsm.network import values
from gigafibre_fsm.network.facts import Host, MeshNode, Station
from gigafibre_fsm.network.profiles.schema import HostPaths, Profile
from gigafibre_fsm.network.sections import wording
from gigafibre_fsm.network.tree import Node, relative

Link = tuple[str, str | None]
"""wifi, wired or unknown; and the band."""

WIFI_WORDS = ("802.11", "wi-fi", "wifi", "wlan", "wireless")


class Neighbourhood:
	"""What the Wi-Fi and mesh sections learnt, to look hosts up in."""

	def __init__(
		self, stations: Iterable[Station], nodes: Iterable[MeshNode], bands: Mapping[str, str | None]
	) -> None:
		self.stations = {station.mac: station for station in stations}
		self.names = {node.mac: node.name for node in nodes}
		self.bands = bands
		self.macs = frozenset().union(*(node.macs for node in nodes))
		self.addresses = {node.ip for node in nodes if node.ip and node.active is not False}

	def is_node(self, host: Host) -> bool:
		"""A mesh node shows among the hosts too, sometimes under a MAC of its own making."""
		return host.mac in self.macs or host.ip in self.addresses


def read(root: Node, profile: Profile, around: Neighbourhood) -> tuple[Host, ...]:
	"""Every host once; mesh nodes are not hosts, and clients only an access point knows of are."""
	found: dict[str | None, Host] = {}
	for row in root.rows(profile.hosts.table):
		host = listed(row, profile.hosts, around)
		key = host.mac or host.ip or host.name
		if key and not around.is_node(host) and not (key in found and found[key].active):
			found[key] = host
	for mac, station in around.stations.items():
		found.setdefault(mac, only_heard(station, around))
	return tuple(found.values())


def was_read(root: Node, profile: Profile) -> bool:
	"""The table was fetched: it has rows with values, or says it has none."""
	told = any(row.text("PhysAddress", "MACAddress", "IPAddress") for row in root.rows(profile.hosts.table))
	return told or root.whole(*profile.hosts.count) == 0


def listed(row: Node, paths: HostPaths, around: Neighbourhood) -> Host:
	"""A host of the table. Where it hangs is only known while it is there."""
	mac, active = values.mac(row.text("PhysAddress", "MACAddress")), row.flag("Active")
	station = around.stations.get(mac or "") if active is not False else None
	connection, band = (station.connection, station.band) if station else link(row, paths, around)
	return Host(
		name=wording.name(row.text("HostName")) or (station.name if station else None),
		ip=values.address(row.text("IPAddress")),
		mac=mac,
		active=active,
		connection=connection,
		node=around.names.get(station.node) if station else None,
		band=band if connection == "wifi" else None,
		signal_dbm=station.signal_dbm if station else None,
		rate_mbps=station.rate_mbps if station else None,
		lease_s=lease(row),
	)


def only_heard(station: Station, around: Neighbourhood) -> Host:
	"""A client the hosts table lacks."""
	return Host(
		name=station.name,
		ip=station.ip,
		mac=station.mac,
		active=True,
		connection=station.connection,
		node=around.names.get(station.node),
		band=station.band,
		signal_dbm=station.signal_dbm,
		rate_mbps=station.rate_mbps,
	)


def link(row: Node, paths: HostPaths, around: Neighbourhood) -> Link:
	"""How a host no access point lists is connected: the reference it hangs on, its type, the vendor's code."""
	references = [relative(written) for leaf in paths.link if (written := row.text(leaf))]
	band = next((around.bands[path] for path in references if path in around.bands), None)
	by_code = paths.kinds.get(row.text(*paths.kind) or "", ("unknown", None))
	for written in (*references, row.text(*paths.interface) or ""):
		if (connection := connection_of(written)) != "unknown":
			return connection, band or by_code[1]
	return by_code


def connection_of(written: str) -> str:
	word = written.lower()
	if any(mark in word for mark in WIFI_WORDS):
		return "wifi"
	return "wired" if "ethernet" in word else "unknown"


def lease(row: Node) -> int | None:
	"""Seconds left of the DHCP lease; a static address has none, and −1 is for ever."""
	seconds = row.whole("LeaseTimeRemaining")
	static = (row.text("AddressSource") or "").lower() == "static"
	return None if static or seconds is None or seconds < 0 else seconds
