"""The mesh: its nodes and the clients each has, from the controller's MultiAP table or the standard DataElements."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gigafibre_fsm.network.facts import MeshNode, Station
from gigafibre_fsm.network.sections import data_elements, multi_ap
from gigafibre_fsm.network.tree import Node


@dataclass(frozen=True, slots=True)
class Mesh:
	nodes: tuple[MeshNode, ...] = ()
	stations: tuple[Station, ...] = ()
	"""Each client once, at the node where it was heard last."""
	counted: bool = False
	"""The lists of clients were fetched and a node is known to be this device: counting them means something."""

	def heard(self, own: tuple[Station, ...]) -> tuple[Station, ...]:
		"""Everyone an access point hears: the mesh's lists, and the device's own where those are incomplete."""
		return self.stations if self.counted else (*own, *self.stations)


def read(root: Node) -> Mesh:
	source = next((one for one in (multi_ap, data_elements) if one.rows(root)), None)
	if source is None:
		return Mesh()
	nodes = tuple(named_apart(source.nodes(root)))
	present = {node.mac for node in nodes if node.active is not False}
	own = frozenset().union(*(node.macs for node in nodes))
	heard = (one for one in source.stations(root) if one.node in present and one.mac not in own)
	stations = tuple(where_heard_last(heard))
	counted = source.is_counted(root) and any(node.controller for node in nodes)
	return Mesh(tuple(with_clients(nodes, stations)) if counted else nodes, stations, counted)


def named_apart(nodes: Iterable[MeshNode]) -> list[MeshNode]:
	"""Nodes under names that differ: people group and look for clients by them."""
	named: list[MeshNode] = []
	taken: set[str] = set()
	for node in nodes:
		name = node.name or node.model or node.mac or "?"
		if name in taken:
			name = f"{name} ({(node.mac or '?')[-5:]})"
		taken.add(name)
		named.append(replace(node, name=name))
	return named


def where_heard_last(stations: Iterable[Station]) -> list[Station]:
	"""One station a MAC: a client that roamed may still be listed where it was."""
	latest: dict[str, Station] = {}
	for station in stations:
		known = latest.get(station.mac)
		if known is None or freshness(station) > freshness(known):
			latest[station.mac] = station
	return list(latest.values())


def freshness(station: Station) -> tuple[bool, float, float]:
	"""Wi-Fi before the bridge's wired table, then the later association, then the stronger signal."""
	since = station.since.timestamp() if station.since and station.since.year > 1970 else 0.0
	signal = float("-inf") if station.signal_dbm is None else station.signal_dbm
	return (station.connection == "wifi", since, signal)


def with_clients(nodes: Iterable[MeshNode], stations: Iterable[Station]) -> list[MeshNode]:
	"""Nodes with how many Wi-Fi clients each has."""
	attached = [station.node for station in stations if station.connection == "wifi"]
	return [replace(node, clients=attached.count(node.mac)) for node in nodes]
