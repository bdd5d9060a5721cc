"""Seconds from one place to another, each pair worked out once."""

import math
from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from gigafibre_fsm.dispatch.models import Place, Travel

try:
	import numpy
except ImportError:
	numpy = None  # type: ignore[assignment]

EARTH_KM = 6371.0088
# Differences below this (s) are the arithmetic's, not the road's: one pair and a whole row round alike.
EXACT = 1e-6


# Up to so many places only the pairs that are asked for are worked out; beyond, whole rows, which take less memory.
FEW_PLACES = 600

Row = Mapping[int, int] | Sequence[int]


class Roads(dict[int, Row]):
	"""Places numbered in the order they are first met, and by number the seconds from each to the others."""

	def __init__(self, travel: Travel) -> None:
		super().__init__()
		self.travel = travel
		self.places: list[Place] = []
		self._numbers: dict[Place, int] = {}
		self._degrees: Any = None

	def number(self, place: Place) -> int:
		"""The number of a place. All places are numbered before the first row is asked for."""
		if place not in self._numbers:
			self._numbers[place] = len(self.places)
			self.places.append(place)
		return self._numbers[place]

	def __missing__(self, origin: int) -> Row:
		if len(self.places) <= FEW_PLACES:
			self[origin] = _Pairs(self, self.places[origin])
		else:
			self[origin] = array("q", self._row(self.places[origin]))
		return self[origin]

	def _row(self, here: Place) -> list[int]:
		if numpy is None or self.travel.matrix is not None:
			return [seconds_between(self.travel, here, place) for place in self.places]
		if self._degrees is None:
			self._degrees = numpy.radians([(place.latitude, place.longitude) for place in self.places])
		one, west = math.radians(here.latitude), math.radians(here.longitude)
		north, east = self._degrees[:, 0], self._degrees[:, 1]
		half = numpy.sin((north - one) / 2) ** 2
		half += math.cos(one) * numpy.cos(north) * numpy.sin((east - west) / 2) ** 2
		kilometres = 2 * EARTH_KM * numpy.arcsin(numpy.minimum(1.0, numpy.sqrt(half)))
		seconds: list[int] = numpy.ceil(kilometres * _pace(self.travel) - EXACT).astype(int).clip(0).tolist()
		return seconds


class _Pairs(dict[int, int]):
	"""A row of which only what was asked for is known."""

	def __init__(self, roads: Roads, origin: Place) -> None:
		super().__init__()
		self.roads, self.origin = roads, origin

	def __missing__(self, target: int) -> int:
		self[target] = seconds_between(self.roads.travel, self.origin, self.roads.places[target])
		return self[target]


def seconds_between(travel: Travel, origin: Place, target: Place) -> int:
	"""Seconds of driving: from the matrix where both places have a cell in it, else by the great circle."""
	if travel.matrix is not None and origin.cell is not None and target.cell is not None:
		return travel.matrix[origin.cell][target.cell]
	if origin == target:
		return 0
	return max(0, math.ceil(_kilometres(origin, target) * _pace(travel) - EXACT))


def _pace(travel: Travel) -> float:
	"""Seconds a great-circle kilometre takes."""
	return travel.road_factor / travel.speed_kmh * 3600


def _kilometres(origin: Place, target: Place) -> float:
	"""Great-circle distance (haversine formula)."""
	one, other = math.radians(origin.latitude), math.radians(target.latitude)
	east = math.radians(target.longitude - origin.longitude) / 2
	half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(east) ** 2
	return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
