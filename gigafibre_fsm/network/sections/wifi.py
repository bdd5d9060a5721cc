"""Radios and networks of the device itself, and who is on them."""

from dataclasses import replace

from gigafibre_fsm.network.facts import Radio, Station
from gigafibre_fsm.network.profiles.schema import Profile
from gigafibre_fsm.network.sections import wifi_tr098, wifi_tr181
from gigafibre_fsm.network.sections.air import Air
from gigafibre_fsm.network.sections.mesh import Mesh
from gigafibre_fsm.network.tree import Node


def read(root: Node, profile: Profile) -> Air:
	read_model = wifi_tr181.read if profile.root == "Device" else wifi_tr098.read
	return read_model(root, profile.wifi)


def share_clients(radios: tuple[Radio, ...], mesh: Mesh) -> tuple[Radio, ...]:
	"""Radios with the mesh's counts: clients of the device's own radio, and of that band on the other nodes."""
	if not mesh.counted:
		return radios
	controllers = {node.mac for node in mesh.nodes if node.controller}
	direct, beyond = [0] * len(radios), [0] * len(radios)
	for station in mesh.stations:
		index = radio_of(station, radios)
		if index is not None:
			(direct if station.node in controllers else beyond)[index] += 1
	return tuple(
		replace(radio, clients_direct=direct[index], clients_mesh=beyond[index])
		for index, radio in enumerate(radios)
	)


def radio_of(station: Station, radios: tuple[Radio, ...]) -> int | None:
	"""The radio a station counts for: same band, and among several of that band the one on its channel."""
	same_band = [index for index, radio in enumerate(radios) if radio.band and radio.band == station.band]
	on_channel = [index for index in same_band if radios[index].channel == station.channel]
	return next(iter(on_channel or same_band), None)
