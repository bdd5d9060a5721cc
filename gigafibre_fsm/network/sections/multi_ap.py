"""`Device.WiFi.MultiAP`: the controller's view of its mesh, with TP-Link's additions (INTEGRATIONS §2)."""

from collections.abc import Iterator
from dataclasses import dataclass

from gigafibre_fsm.network import values
from gigafibre_fsm.network.facts import MeshNode, Station
from gigafibre_fsm.network.sections import wording
from gigafibre_fsm.network.tree import Node

BACKHAUL = "Backhaul"


def rows(root: Node) -> list[Node]:
	"""The nodes of which at least the MAC was fetched: without it nothing can be joined."""
	return [row for row in root.rows("WiFi.MultiAP.APDevice.*") if values.mac(row.text("MACAddress"))]


def nodes(root: Node) -> list[MeshNode]:
	serial = root.text("DeviceInfo.SerialNumber")
	return [node(row, serial) for row in rows(root)]


def node(row: Node, own_serial: str | None) -> MeshNode:
	controller = row.flag("X_TP_IsController")
	if controller is None and own_serial and row.text("SerialNumber"):
		controller = row.text("SerialNumber") == own_serial
	return MeshNode(
		mac=values.mac(row.text("MACAddress")),
		name=wording.name(row.text("X_TP_HostName")),
		model=row.text("X_TP_ModelName"),
		controller=controller,
		active=row.flag("X_TP_Active"),
		ip=values.address(row.text("X_TP_IPAddress")),
		backhaul=wording.backhaul(row.text("BackhaulLinkType")),
		uptime_s=row.whole("X_TP_UpTime"),
		backhaul_dbm=values.rcpi_dbm(row.number("BackhaulSignalStrength")),
		macs=macs(row),
	)


def macs(row: Node) -> frozenset[str]:
	"""Its own, its 1905 link's, its uplink's and its radios'."""
	written = [row.text(leaf) for leaf in ("MACAddress", "X_TP_AlMac", "BackhaulMACAddress")]
	written += [radio.text("MACAddress") for radio in row.rows("Radio.*")]
	return frozenset(found for one in written if (found := values.mac(one)))


def is_counted(root: Node) -> bool:
	"""Every access point's clients were fetched: it lists as many as it says it has."""
	points = [point for row in rows(root) for point in row.rows("Radio.*.AP.*")]
	return bool(points) and all(is_complete(point) for point in points)


def is_complete(point: Node) -> bool:
	announced = point.whole("AssociatedDeviceNumberOfEntries") or 0
	listed = [row for row in point.rows("AssociatedDevice.*") if row.text("MACAddress")]
	return bool(listed) or announced == 0


@dataclass(frozen=True, slots=True)
class Place:
	"""Where a client is attached."""

	node: str | None
	connection: str
	band: str | None = None
	channel: int | None = None


def stations(root: Node) -> Iterator[Station]:
	"""Active clients of every node, over Wi-Fi and wired to it."""
	for row in rows(root):
		mac = values.mac(row.text("MACAddress"))
		for radio in row.rows("Radio.*"):
			yield from on_radio(radio, mac)
		for client in row.rows("X_TP_Ethernet.AssociatedDevice.*"):
			yield from station(client, Place(mac, "wired"))


def on_radio(radio: Node, node: str | None) -> Iterator[Station]:
	channel = wording.channel(radio.whole("Channel"))
	band = values.band(radio.text("OperatingFrequencyBand")) or values.band_of_channel(channel)
	points = [point for point in radio.rows("AP.*") if point.text("X_TP_Type") != BACKHAUL]
	for client in (client for point in points for client in point.rows("AssociatedDevice.*")):
		yield from station(client, Place(node, "wifi", band, channel))


def station(client: Node, place: Place) -> Iterator[Station]:
	"""One client, if it is there now: nodes keep those who left with Active false. Its signal is an RCPI."""
	mac = values.mac(client.text("MACAddress"))
	if not mac or client.flag("Active") is not True:
		return
	yield Station(
		mac=mac,
		node=place.node,
		connection=place.connection,
		band=place.band,
		channel=place.channel,
		signal_dbm=values.rcpi_dbm(client.number("SignalStrength")) if place.connection == "wifi" else None,
		rate_mbps=wording.rate(client.number("LastDataDownlinkRate"), client.number("LinkSpeed")),
		name=wording.name(client.text("X_TP_HostName")),
		ip=values.address(client.text("X_TP_IPAddress", "IPAddress")),
		since=values.moment(client.value("AssociationTime")),
	)
