"""When each message of a blast leaves, and when the last one will have: plain arithmetic on what carriers let through.

A long code sends about one segment a second, a toll-free number three (INTEGRATIONS §4); a blast takes only its share,
so that replies pass. Times are seconds from now.
"""

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lane:
	"""A number of ours: the segments a second a blast may send through it, and when it is free."""

	number: str
	rate: float
	free_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Slot:
	"""A message's place: through which number, and when."""

	number: str
	at: float


@dataclass(frozen=True, slots=True)
class Plan:
	"""The slots in the order of the messages; `ends_at` is when the last one will have passed."""

	slots: tuple[Slot, ...]
	ends_at: float


def plan(segments: Iterable[int], lanes: Sequence[Lane]) -> Plan:
	"""Give each message, by its number of segments, the earliest place left. Raises ValueError without a lane."""
	if not lanes or any(lane.rate <= 0 for lane in lanes):
		raise ValueError("there is no number to send through")
	free = [(lane.free_at, order, lane) for order, lane in enumerate(lanes)]
	heapq.heapify(free)
	slots, ends_at = [], 0.0
	for size in segments:
		at, order, lane = free[0]
		slots.append(Slot(lane.number, at))
		ends_at = max(ends_at, at + duration(size, lane.rate))
		heapq.heapreplace(free, (at + duration(size, lane.rate), order, lane))
	return Plan(tuple(slots), ends_at)


def duration(segments: int, rate: float) -> float:
	"""Return how long a number is busy with a message (s)."""
	return max(1, segments) / rate
