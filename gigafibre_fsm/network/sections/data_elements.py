"""`Device.WiFi.DataElements`: Wi-Fi EasyMesh's standard view of a mesh, for vendors without MultiAP."""

from collections.abc import Iterator

from gigafibre_fsm.network import values
from gigafibre_fsm.network.facts import MeshNode, Station
from gigafibre_fsm.network.sections import wording
from gigafibre_fsm.network.tree import Node

NETWORK = "WiFi.DataElements.Network"

# Global operating classes (IEEE 802.11 annex E) → band.
OPERATING_CLASSES = ((81, 84, "2.4GHz"), (115, 130, "5GHz"), (131, 137, "6GHz"))


def rows(root: Node) -> list[Node]:
	return [row for row in root.rows(f"{NETWORK}.Device.*") if values.mac(row.text("ID"))]


def nodes(root: Node) -> list[MeshNode]:
	controller = values.mac(root.text(f"{NETWORK}.ControllerID"))
	return [node(row, controller) for row in rows(root)]


def node(row: Node, controller: str | None) -> MeshNode:
	mac = values.mac(row.text("ID"))
	written = [row.text("ID"), row.text("MultiAPDevice.Backhaul.MACAddress")]
	written += [radio.text("BackhaulSta.MACAddress") for radio in row.rows("Radio.*")]
	return MeshNode(
		mac=mac,
		model=row.text("ManufacturerModel", "MultiAPDevice.ManufacturerModel"),
		controller=None if controller is None else mac == controller,
		backhaul=wording.backhaul(row.text("MultiAPDevice.Backhaul.LinkType", "BackhaulMediaType")),
		macs=frozenset(found for one in written if (found := values.mac(one))),
	)


def is_counted(root: Node) -> bool:
	"""Every BSS's stations were fetched: it lists some, or says it has none."""
	networks = [bss for row in rows(root) for bss in row.rows("Radio.*.BSS.*")]
	return bool(networks) and all(
		bss.rows("STA.*") or bss.whole("STANumberOfEntries") == 0 for bss in networks
	)


def stations(root: Node) -> Iterator[Station]:
	for row in rows(root):
		for radio in row.rows("Radio.*"):
			band, channel = where(radio)
			for client in client_rows(radio):
				yield from station(client, values.mac(row.text("ID")), band, channel)


def client_rows(radio: Node) -> list[Node]:
	"""Stations of the networks that are not the mesh's own."""
	networks = [bss for bss in radio.rows("BSS.*") if bss.flag("BackhaulUse") is not True]
	return [client for bss in networks for client in bss.rows("STA.*")]


def station(client: Node, node: str | None, band: str | None, channel: int | None) -> Iterator[Station]:
	if mac := values.mac(client.text("MACAddress")):
		yield Station(
			mac=mac,
			node=node,
			band=band,
			channel=channel,
			signal_dbm=values.rcpi_dbm(client.number("SignalStrength")),
			rate_mbps=wording.rate(
				client.number("LastDataDownlinkRate"), client.number("EstMACDataRateDownlink")
			),
			name=wording.name(client.text("Hostname")),
			ip=values.address(client.text("IPV4Address")),
		)


def where(radio: Node) -> tuple[str | None, int | None]:
	"""Band and channel of a radio from its current operating class."""
	operating = next(iter(radio.rows("CurrentOperatingClassProfile.*")), Node(None))
	number, channel = operating.whole("Class"), wording.channel(operating.whole("Channel"))
	for first, last, band in OPERATING_CLASSES:
		if number is not None and first <= number <= last:
			return band, channel
	return values.band(radio.text("X_TP_Band")) or values.band_of_channel(channel), channel
