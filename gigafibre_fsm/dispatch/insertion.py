"""Putting jobs into a draft where they cost least: the plain heuristic, and the repair after the solver."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from gigafibre_fsm.dispatch.draft import Draft
from gigafibre_fsm.dispatch.timing import Timing

# A second person is looked for at this many of the places where each of the two would fit best.
PAIRED_OPTIONS = 40


@dataclass(frozen=True, slots=True)
class Option:
	"""A place in a shift where a job fits, and what it adds to the cost."""

	cost: int
	shift: int
	position: int
	timing: Timing

	@property
	def start(self) -> int:
		return self.timing.stops[self.position].start


def insert_all(draft: Draft, numbers: Iterable[int], expired: Callable[[], bool] = lambda: False) -> None:
	"""Insert these jobs in this order, each where it costs least; those that fit nowhere stay out.

	When the time is up (`expired`) the rest takes the first place found instead of the best.
	"""
	for number in numbers:
		insert(draft, number, first=expired())


def insert(draft: Draft, number: int, first: bool = False) -> bool:
	"""Insert a job where it costs least. False when it fits nowhere."""
	job = draft.world.jobs[number]
	earliest = _earliest(draft, number)
	if earliest is None or number in draft.world.impossible:
		return False
	if job.people > 1:
		return _insert_pair(draft, number, earliest)
	if job.depends_on:
		return _insert_after(draft, number, earliest)
	option = best(draft, number, first=first)
	if option is not None:
		draft.put(number, option.shift, option.position, option.timing)
	return option is not None


def order(draft: Draft, numbers: Iterable[int]) -> list[int]:
	"""The order of insertion: urgent first, what others wait for before them, the least free before the freest."""
	world = draft.world

	def eagerness(number: int) -> tuple[int, int, bool, int, int]:
		work, job = world.works[number], world.jobs[number]
		free = sum(window.end - window.start for window in work.windows) if work.windows else 10**12
		depth = len(world.before(number)) if job.depends_on else 0
		settled = number in world.coupled or job.pinned_start is not None or job.pinned_technician is not None
		return world.ranks[number], depth, not settled, min(free, 10**12), -work.duration

	return sorted(numbers, key=eagerness)


def best(
	draft: Draft, number: int, first: bool = False, shifts: Iterable[int] | None = None
) -> Option | None:
	"""The cheapest place for a job, or with `first` any."""
	found: Option | None = None
	for extra, shift, position in _places(draft, number, shifts):
		if found is not None and (first or extra >= found.cost):
			break
		option = _option(draft, number, shift, position)
		if option is not None and (found is None or option.cost < found.cost):
			found = option
	return found


def options(
	draft: Draft, number: int, shifts: Iterable[int] | None = None, lead: bool = True
) -> Iterator[Option]:
	"""The places where a job fits, the shortest detour first."""
	for _extra, shift, position in _places(draft, number, shifts, lead):
		option = _option(draft, number, shift, position)
		if option is not None:
			yield option


def _places(
	draft: Draft, number: int, shifts: Iterable[int] | None, lead: bool = True
) -> list[tuple[int, int, int]]:
	"""(Added driving, shift, position) where the job is not plainly too late, the shortest detour first."""
	world, found = draft.world, []
	work = draft.work(number)
	row_of, place = world.rows, work.place
	from_here = row_of[place]
	last_start = work.windows[-1].end if work.windows else None
	first_start = work.windows[0].start if work.windows else 0
	for shift in world.possible(number, lead) if shifts is None else shifts:
		if lead and not draft.has_room(number, shift):
			continue
		frame, timing, tour = world.frames[shift], draft.timings[shift], draft.tours[shift]
		here, free_at = frame.start, frame.ready
		for position in range(len(tour) + 1):
			arrive = free_at + row_of[here][place]
			if last_start is not None and arrive > last_start:
				break
			after = world.works[tour[position]] if position < len(tour) else None
			there = after.place if after else frame.end
			done = max(arrive, first_start) + work.duration + from_here[there]
			if done <= (after.windows[-1].end if after and after.windows else frame.limit):
				found.append(
					(
						row_of[here][place] + from_here[there] - row_of[here][there] * bool(tour),
						shift,
						position,
					)
				)
			if after is not None and timing is not None:
				here, free_at = there, timing.stops[position].end
	found.sort()
	return found


def _option(draft: Draft, number: int, shift: int, position: int) -> Option | None:
	tour = draft.tours[shift]
	timing = draft.timing_with(shift, (*tour[:position], number, *tour[position:]))
	if timing is None:
		return None
	return Option(draft.cost_of(shift, timing) - draft.costs[shift], shift, position, timing)


def _earliest(draft: Draft, number: int) -> int | None:
	"""When what the job waits for has ended; None when some of it is left out."""
	world, ends = draft.world, [0]
	for name in world.jobs[number].depends_on:
		earlier = world.numbers.get(name)
		if earlier is None or earlier not in draft.starts:
			return None
		ends.append(draft.starts[earlier] + world.jobs[earlier].duration)
	return max(ends)


def _insert_after(draft: Draft, number: int, earliest: int) -> bool:
	"""Insert a job that begins no sooner than `earliest`."""
	found: Option | None = None
	for shift in draft.world.possible(number):
		for option in _settled(draft, number, [shift], earliest):
			if found is None or option.cost < found.cost:
				found = option
	if found is not None:
		draft.put(number, found.shift, found.position, found.timing)
	return found is not None


def _settled(
	draft: Draft, number: int, shifts: Iterable[int] | None, earliest: int, lead: bool = True
) -> Iterator[Option]:
	"""The places where the job fits at the first hour from `earliest` on that each allows."""
	for option in list(options(draft, number, shifts, lead)):
		start = draft.world.works[number].begin(max(option.start, earliest))
		if start is None:
			continue
		settled = option if start == option.start else _at(draft, number, option, start)
		if settled is not None:
			yield settled


def _at(draft: Draft, number: int, option: Option, start: int) -> Option | None:
	"""The same place with the work beginning at this moment."""
	draft.starts[number] = start
	settled = _option(draft, number, option.shift, option.position)
	del draft.starts[number]
	return settled


def _insert_pair(draft: Draft, number: int, earliest: int) -> bool:
	"""Insert a job for two: both begin when the later of them is there."""
	leads = list(_settled(draft, number, None, earliest))[:PAIRED_OPTIONS]
	helpers = list(_settled(draft, number, None, earliest, lead=False))[:PAIRED_OPTIONS]
	frames = draft.world.frames
	pairs = [
		(one.cost + other.cost, place, one, other)
		for place, (one, other) in enumerate((one, other) for one in leads for other in helpers)
		if frames[one.shift].technician != frames[other.shift].technician
	]
	return any(
		_put_pair(draft, number, one, other)
		for _cost, _place, one, other in sorted(pairs, key=lambda p: p[:2])
	)


def _put_pair(draft: Draft, number: int, one: Option, other: Option) -> bool:
	start = draft.world.works[number].begin(max(one.start, other.start))
	if start is None:
		return False
	lead, helper = _at(draft, number, one, start), _at(draft, number, other, start)
	if lead is None or helper is None:
		return False
	draft.put(number, lead.shift, lead.position, lead.timing)
	draft.put(number, helper.shift, helper.position, helper.timing, lead=False)
	return True


def put_at(draft: Draft, number: int, start: int, shifts: list[int]) -> bool:
	"""Put a job at a given hour into these shifts, the lead's first. False when one of them has no room; may leave a part."""
	earliest = _earliest(draft, number)
	if earliest is None or start < earliest:
		return False
	draft.starts[number] = start
	for place, shift in enumerate(shifts):
		option = next(options(draft, number, [shift], lead=place == 0), None)
		if option is None or shift not in draft.world.possible(number, place == 0):
			return False
		draft.put(number, shift, option.position, option.timing, lead=place == 0)
	return True
