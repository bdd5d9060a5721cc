"""What a data model's Wi-Fi branch yields, the same for both models."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gigafibre_fsm.network.facts import Radio, Ssid, Station


@dataclass(frozen=True, slots=True)
class Air:
	radios: tuple[Radio, ...] = ()
	ssids: tuple[Ssid, ...] = ()
	stations: tuple[Station, ...] = ()
	"""Clients of the device's own access points."""
	bands: Mapping[str, str | None] = field(default_factory=dict)
	"""Band by the path of a radio, network or access point, to follow a host's reference."""


def total(counts: Iterable[int | None]) -> int | None:
	"""The sum of what is known; None when nothing is."""
	known = [count for count in counts if count is not None]
	return sum(known) if known else None
