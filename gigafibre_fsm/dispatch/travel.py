"""Seconds from one place to another, each pair worked out once."""

import math
from array import array
from collections.abc import Mapping, Sequence

from gigafibre_fsm.dispatch.models import Place, Travel

EARTH_KM = 6371.0088


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
			here = self.places[origin]
			self[origin] = array("q", [seconds_between(self.travel, here, place) for place in self.places])
		return self[origin]


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
	return math.ceil(_kilometres(origin, target) * travel.road_factor / travel.speed_kmh * 3600)


def _kilometres(origin: Place, target: Place) -> float:
	"""Great-circle distance (haversine formula)."""
	one, other = math.radians(origin.latitude), math.radians(target.latitude)
	east = math.radians(target.longitude - origin.longitude) / 2
	half = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(east) ** 2
	return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))
