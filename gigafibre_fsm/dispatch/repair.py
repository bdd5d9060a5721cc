"""A solver's tours made into a draft that holds to everything, breaks included."""

from collections.abc import Callable, Iterable

from gigafibre_fsm.dispatch.draft import Draft
from gigafibre_fsm.dispatch.insertion import insert_all, order


def adopt(draft: Draft, tours: dict[int, list[int]], expired: Callable[[], bool]) -> Draft:
	"""A draft with these tours in place of its own; what does not fit in them goes where it costs least, or out."""
	repaired = draft.copy()
	for number in _movable(draft, tours):
		repaired.take(number)
	repaired = with_tours(repaired, tours)
	insert_all(repaired, order(repaired, repaired.left_out()), expired)
	return repaired


def with_tours(draft: Draft, tours: dict[int, list[int]]) -> Draft:
	"""A copy with these jobs added in these orders, as far as they fit."""
	filled = draft.copy()
	for shift, tour in tours.items():
		_fill(filled, shift, tour)
	return filled


def _movable(draft: Draft, shifts: Iterable[int]) -> list[int]:
	return [n for shift in shifts for n in draft.tours[shift] if n not in draft.starts]


def _fill(draft: Draft, shift: int, tour: list[int]) -> None:
	"""Give the shift its jobs: in their order when all fit, else the most urgent first, each in its place in the order."""
	placed = {number: position for position, number in enumerate(tour)}
	missing = [number for number in tour if number not in draft.leads]
	if draft.timing_with(shift, tour) is None:
		missing.sort(key=lambda number: draft.world.ranks[number])
	for number in missing:
		here = draft.tours[shift]
		position = sum(placed.get(other, len(tour)) < placed[number] for other in here)
		timing = draft.timing_with(shift, (*here[:position], number, *here[position:]))
		if timing is not None and draft.has_room(number, shift):
			draft.put(number, shift, position, timing)
