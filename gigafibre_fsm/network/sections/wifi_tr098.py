"""Wi-Fi in TR-098: one WLANConfiguration a network; those of a band share a radio."""

from gigafibre_fsm.network import values
from gigafibre_fsm.network.facts import Radio, Ssid, Station
from gigafibre_fsm.network.profiles.schema import WifiPaths
from gigafibre_fsm.network.sections import wording
from gigafibre_fsm.network.sections.air import Air, total
from gigafibre_fsm.network.tree import Node

OPEN_BEACONS = frozenset({"none", "open"})


def read(root: Node, paths: WifiPaths) -> Air:
	networks = [row for row in root.rows("LANDevice.*.WLANConfiguration.*") if is_told(row)]
	bands = {row.path: band(root, row, paths) for row in networks}
	return Air(
		radios=tuple(radio(name, rows, paths) for name, rows in by_band(networks, bands).items()),
		ssids=tuple(network(row, bands[row.path]) for row in networks),
		stations=tuple(found for row in networks for found in stations(row, paths, bands[row.path])),
		bands=bands,
	)


def is_told(row: Node) -> bool:
	"""Something was fetched of this network."""
	return row.text("SSID", "Status") is not None or row.flag("Enable") is not None


def band(root: Node, row: Node, paths: WifiPaths) -> str | None:
	"""As the vendor says, as the radio below says, as the channel and standard imply."""
	below = root.follow(row.text("LowerLayers"))
	told = values.band(row.text(*paths.band)) or values.band(below.text("OperatingFrequencyBand"))
	return told or values.band_of_channel(channel(row, paths)) or band_of_standard(row.text(*paths.standard))


def band_of_standard(written: str | None) -> str | None:
	"""b and g are 2.4 GHz only, a and ac 5 GHz only."""
	letters = (wording.standard(written) or "").split("/")
	if {"b", "g"} & set(letters):
		return "2.4GHz"
	return "5GHz" if {"a", "ac"} & set(letters) else None


def channel(row: Node, paths: WifiPaths) -> int | None:
	return wording.channel(row.whole(*paths.channel))


def by_band(networks: list[Node], bands: dict[str, str | None]) -> dict[str | None, list[Node]]:
	found: dict[str | None, list[Node]] = {}
	for row in networks:
		found.setdefault(bands[row.path], []).append(row)
	return found


def radio(name: str | None, networks: list[Node], paths: WifiPaths) -> Radio:
	"""A radio as its first network describes it; on when any of them is."""
	first = networks[0]
	code = first.text(*paths.bandwidth)
	switched = [row.flag("RadioEnabled", "Enable") for row in networks]
	return Radio(
		band=name,
		channel=channel(first, paths),
		standard=wording.standard(first.text(*paths.standard)),
		bandwidth=wording.bandwidth(paths.bandwidths.get(code or "", code)),
		enabled=True if True in switched else False if False in switched else None,
		clients_direct=total(clients(row) for row in networks),
	)


def clients(row: Node) -> int | None:
	"""Clients of one network: its list, or its own count when the list was not fetched."""
	return len(row.rows("AssociatedDevice.*")) or row.whole("TotalAssociations")


def network(row: Node, band: str | None) -> Ssid:
	return Ssid(band=band, ssid=row.text("SSID"), enabled=row.flag("Enable"), open=is_open(row))


def is_open(row: Node) -> bool | None:
	"""BeaconType None is open; so is Basic without WEP."""
	beacon = (row.text("BeaconType") or "").lower()
	if beacon == "basic":
		return (row.text("BasicEncryptionModes") or "").lower() == "none"
	return beacon in OPEN_BEACONS if beacon else None


def stations(row: Node, paths: WifiPaths, band: str | None) -> list[Station]:
	return [
		Station(
			mac=mac,
			band=band,
			signal_dbm=values.signal_dbm(client.number(*paths.signal)),
			rate_mbps=wording.rate(client.number(*paths.rate_kbps), client.number(*paths.rate_mbps)),
			ip=values.address(client.text("AssociatedDeviceIPAddress")),
		)
		for client in row.rows("AssociatedDevice.*")
		if (mac := values.mac(client.text("AssociatedDeviceMACAddress", "MACAddress")))
	]
