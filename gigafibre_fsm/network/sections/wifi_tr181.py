"""Wi-Fi in TR-181: radios, networks above them, access points above those."""

import re

from gigafibre_fsm.network import values
from gigafibre_fsm.network.facts import Radio, Ssid, Station
from gigafibre_fsm.network.profiles.schema import WifiPaths
from gigafibre_fsm.network.sections import wording
from gigafibre_fsm.network.sections.air import Air, total
from gigafibre_fsm.network.tree import Node, relative

MADE_UP_NAME = re.compile(r"[0-9a-f]{16,32}")
"""What meshes name the networks they talk over among themselves."""


def read(root: Node, paths: WifiPaths) -> Air:
	radios = {row.path: row for row in root.rows("WiFi.Radio.*")}
	networks = {row.path: row for row in root.rows("WiFi.SSID.*")}
	points = {point_of(row): row for row in root.rows("WiFi.AccessPoint.*")}
	bands = {path: radio_band(row, paths) for path, row in radios.items()}
	bands |= {path: bands.get(below(row)) for path, row in networks.items()}
	bands |= {point.path: bands.get(network) for network, point in points.items()}
	return Air(
		radios=tuple(radio(row, paths, bands, clients_by_radio(networks, points)) for row in radios.values()),
		ssids=tuple(
			network(row, points.get(path, Node(None)), paths, bands[path])
			for path, row in networks.items()
			if is_the_customers(row, points.get(path, Node(None)), paths)
		),
		stations=tuple(
			found for point in points.values() for found in stations(point, paths, bands[point.path])
		),
		bands=bands,
	)


def below(row: Node) -> str:
	"""The path of the layer a network sits on."""
	return relative((row.text("LowerLayers") or "").split(",")[0])


def point_of(row: Node) -> str:
	"""The path of the network an access point serves."""
	return relative(row.text("SSIDReference")) or row.path.replace("AccessPoint", "SSID")


def radio_band(row: Node, paths: WifiPaths) -> str | None:
	return values.band(row.text(*paths.band)) or values.band_of_channel(row.whole(*paths.channel))


def radio(row: Node, paths: WifiPaths, bands: dict[str, str | None], clients: dict[str, int | None]) -> Radio:
	return Radio(
		band=bands[row.path],
		channel=wording.channel(row.whole(*paths.channel)),
		standard=wording.standard(row.text(*paths.standard)),
		bandwidth=wording.bandwidth(row.text(*paths.bandwidth)),
		enabled=row.flag("Enable"),
		clients_direct=clients.get(row.path),
	)


def clients_by_radio(networks: dict[str, Node], points: dict[str, Node]) -> dict[str, int | None]:
	"""Clients on each radio, added up over its access points."""
	counts: dict[str, list[int | None]] = {}
	for path, row in networks.items():
		counts.setdefault(below(row), []).append(clients(points.get(path, Node(None))))
	return {path: total(some) for path, some in counts.items()}


def clients(point: Node) -> int | None:
	"""Clients of one access point: its list, or its own count when the list was not fetched."""
	rows = point.rows("AssociatedDevice.*")
	active = [row for row in rows if row.flag("Active") is not False]
	return len(active) if rows else point.whole("AssociatedDeviceNumberOfEntries")


def is_the_customers(row: Node, point: Node, paths: WifiPaths) -> bool:
	"""Not the mesh's own network: by type, by instance while the type is unknown, or by a hidden made-up name."""
	name = row.text("SSID")
	if name is None and row.flag("Enable") is None:
		return False
	kind = point.text(*paths.type)
	if kind is not None:
		return kind not in paths.hidden_types
	if instance(row) in paths.hidden:
		return False
	return not (MADE_UP_NAME.fullmatch(name or "") and point.flag("SSIDAdvertisementEnabled") is not True)


def network(row: Node, point: Node, paths: WifiPaths, band: str | None) -> Ssid:
	kind, security = point.text(*paths.type), point.text("Security.ModeEnabled")
	return Ssid(
		band=band,
		ssid=row.text("SSID"),
		enabled=both(row.flag("Enable"), point.flag("Enable")),
		guest=is_guest(row, kind, paths),
		open=None if security is None else security.lower() in ("none", "open"),
	)


def is_guest(row: Node, kind: str | None, paths: WifiPaths) -> bool | None:
	"""By type, by instance while the type is unknown; None where the family has no such notion."""
	if kind is not None:
		return kind in paths.guest_types
	return instance(row) in paths.guest if paths.guest else None


def instance(row: Node) -> str:
	return row.path.rpartition(".")[2]


def both(one: bool | None, other: bool | None) -> bool | None:
	"""On only when neither says off."""
	return False if one is False or other is False else one if one is not None else other


def stations(point: Node, paths: WifiPaths, band: str | None) -> list[Station]:
	"""The clients an access point lists; its SignalStrength is in dBm."""
	active = [row for row in point.rows("AssociatedDevice.*") if row.flag("Active") is not False]
	return [
		Station(
			mac=mac,
			band=band,
			signal_dbm=values.signal_dbm(row.number(*paths.signal)),
			rate_mbps=wording.rate(row.number(*paths.rate_kbps), row.number(*paths.rate_mbps)),
		)
		for row in active
		if (mac := values.mac(row.text("MACAddress")))
	]
