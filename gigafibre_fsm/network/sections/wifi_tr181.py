"""Wi-Fi in TR-181: radios, networks above them, access points above those."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from gigafibre_fsm.network import values
from gigafibre_fsm.network.facts import Radio, Ssid, Station
from gigafibre_fsm.network.profiles.schema import WifiPaths
from gigafibre_fsm.network.sections import wording
from gigafibre_fsm.network.sections.air import Air, total
from gigafibre_fsm.network.tree import Node, relative

MADE_UP_NAME = re.compile(r"[0-9a-f]{16,32}")
"""What meshes name the networks they talk over among themselves."""


@dataclass(frozen=True, slots=True)
class Network:
	"""A network with the access point that serves it and the radio it is on."""

	row: Node
	point: Node
	radio: str
	band: str | None


def read(root: Node, paths: WifiPaths) -> Air:
	radios = [row for row in root.rows("WiFi.Radio.*") if is_told(row)]
	bands = {row.path: radio_band(row, paths) for row in radios}
	networks = joined(root, bands)
	return Air(
		radios=tuple(radio(row, bands[row.path], networks, paths) for row in radios),
		ssids=tuple(ssid(network, paths) for network in networks if is_the_customers(network, paths)),
		stations=tuple(found for network in networks for found in stations(network, paths)),
		bands=bands
		| {path: network.band for network in networks for path in (network.row.path, network.point.path)},
	)


def is_told(row: Node) -> bool:
	"""Something was fetched of this radio."""
	return row.text("OperatingFrequencyBand", "Channel", "Enable", "Status") is not None


def joined(root: Node, bands: Mapping[str, str | None]) -> list[Network]:
	"""Networks and access points by the reference between them; either may not have been fetched."""
	points = {network_of(point): point for point in root.rows("WiFi.AccessPoint.*")}
	rows = {row.path: row for row in root.rows("WiFi.SSID.*")}
	found = []
	for path in dict.fromkeys((*rows, *points)):
		row = rows.get(path, Node(None))
		radio = relative((row.text("LowerLayers") or "").split(",")[0])
		found.append(Network(row, points.get(path, Node(None)), radio, bands.get(radio)))
	return found


def network_of(point: Node) -> str:
	"""The path of the network an access point serves: as it says, else the one of the same number."""
	return relative(point.text("SSIDReference")) or point.path.replace("AccessPoint", "SSID")


def radio_band(row: Node, paths: WifiPaths) -> str | None:
	return values.band(row.text(*paths.band)) or values.band_of_channel(row.whole(*paths.channel))


def radio(row: Node, band: str | None, networks: list[Network], paths: WifiPaths) -> Radio:
	return Radio(
		band=band,
		channel=wording.channel(row.whole(*paths.channel)),
		standard=wording.standard(row.text(*paths.standard)),
		bandwidth=wording.bandwidth(row.text(*paths.bandwidth)),
		enabled=row.flag("Enable"),
		clients_direct=total(clients(network.point) for network in networks if network.radio == row.path),
	)


def clients(point: Node) -> int | None:
	"""Clients of one access point: its list, or its own count when the list was not fetched."""
	if point.rows("AssociatedDevice.*"):
		return len(active(point))
	return point.whole("AssociatedDeviceNumberOfEntries")


def active(point: Node) -> list[Node]:
	return [row for row in point.rows("AssociatedDevice.*") if row.flag("Active") is not False]


def is_the_customers(network: Network, paths: WifiPaths) -> bool:
	"""Not the mesh's own network: by type, by instance while the type is unknown, or by a hidden made-up name."""
	name, kind = network.row.text("SSID"), network.point.text(*paths.type)
	if name is None and network.row.flag("Enable") is None:
		return False
	if kind is not None:
		return kind not in paths.hidden_types
	made_up = (
		MADE_UP_NAME.fullmatch(name or "") and network.point.flag("SSIDAdvertisementEnabled") is not True
	)
	return not made_up and instance(network.row) not in paths.hidden


def ssid(network: Network, paths: WifiPaths) -> Ssid:
	security = network.point.text("Security.ModeEnabled")
	return Ssid(
		band=network.band,
		ssid=network.row.text("SSID"),
		enabled=both(network.row.flag("Enable"), network.point.flag("Enable")),
		guest=is_guest(network, paths),
		open=None if security is None else security.lower() in ("none", "open"),
	)


def is_guest(network: Network, paths: WifiPaths) -> bool | None:
	"""By type, by instance while the type is unknown; None where the family has no such notion."""
	kind = network.point.text(*paths.type)
	if kind is not None:
		return kind in paths.guest_types
	return instance(network.row) in paths.guest if paths.guest else None


def instance(row: Node) -> str:
	return row.path.rpartition(".")[2]


def both(one: bool | None, other: bool | None) -> bool | None:
	"""On only when neither says off; unknown when neither says anything."""
	told = [flag for flag in (one, other) if flag is not None]
	return all(told) if told else None


def stations(network: Network, paths: WifiPaths) -> list[Station]:
	"""The clients an access point lists; its SignalStrength is in dBm."""
	return [
		Station(
			mac=mac,
			band=network.band,
			signal_dbm=values.signal_dbm(row.number(*paths.signal)),
			rate_mbps=wording.rate(row.number(*paths.rate_kbps), row.number(*paths.rate_mbps)),
		)
		for row in active(network.point)
		if (mac := values.mac(row.text("MACAddress")))
	]
