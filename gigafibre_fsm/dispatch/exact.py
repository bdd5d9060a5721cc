"""When urgent jobs were left out: every order of them is tried, as far as a count of steps allows.

Where the search ends by itself no plan serves more of them, so a problem with one constraint less never serves fewer.
"""

from collections.abc import Callable

from gigafibre_fsm.dispatch.draft import Draft
from gigafibre_fsm.dispatch.insertion import insert_all, order
from gigafibre_fsm.dispatch.world import World

# Steps of the search, and the most jobs it is begun with: nine are a million orders for one shift.
STEPS, MOST_JOBS = 8_000, 9


class _Search:
	"""Fills one shift after the other with the urgent jobs, in every order."""

	def __init__(self, world: World, numbers: list[int], expired: Callable[[], bool]) -> None:
		self.world, self.numbers, self.expired = world, numbers, expired
		self.draft = Draft(world)
		self.best: list[tuple[int, ...]] = list(self.draft.tours)
		self.most = 0
		self.steps = 0

	def run(self) -> None:
		self._fill(0, frozenset(self.numbers))

	def _fill(self, shift: int, waiting: frozenset[int]) -> None:
		placed = len(self.numbers) - len(waiting)
		if placed > self.most:
			self.most, self.best = placed, list(self.draft.tours)
		if shift == len(self.world.frames) or self._hopeless(shift, waiting, placed):
			return
		for number in sorted(waiting):
			self._append(shift, number, waiting)
		self._fill(shift + 1, waiting)

	def _hopeless(self, shift: int, waiting: frozenset[int], placed: int) -> bool:
		self.steps += 1
		reachable = sum(self.world.possible(number)[-1] >= shift for number in waiting)
		return self.steps > STEPS or self.expired() or placed + reachable <= self.most

	def _append(self, shift: int, number: int, waiting: frozenset[int]) -> None:
		if shift not in self.world.possible(number) or not self.draft.has_room(number, shift):
			return
		position = len(self.draft.tours[shift])
		timing = self.draft.timing_with(shift, (*self.draft.tours[shift], number))
		if timing is None:
			return
		self.draft.put(number, shift, position, timing)
		self._fill(shift, waiting - {number})
		self.draft.take(number)


def with_most_urgent(draft: Draft, expired: Callable[[], bool]) -> Draft:
	"""A draft with as many jobs of the highest priority as can be, when this one leaves some of them out."""
	world = draft.world
	highest = min((job.priority for job in world.jobs), default=0)
	urgent = [n for n, job in enumerate(world.jobs) if job.priority == highest and world.possible(n)]
	free = [number for number in urgent if number not in world.coupled and number not in world.impossible]
	if len(free) > MOST_JOBS or all(number in draft.leads for number in free):
		return draft
	search = _Search(world, free, expired)
	search.run()
	found = Draft(world)
	for shift, tour in enumerate(search.best):
		for position, number in enumerate(tour):
			timing = found.timing_with(shift, tour[: position + 1])
			assert timing is not None, "the search put it there on the clock"
			found.put(number, shift, position, timing)
	insert_all(found, order(found, found.left_out()))
	return min(draft, found, key=Draft.key)
