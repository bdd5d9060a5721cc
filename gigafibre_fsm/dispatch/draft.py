"""A plan being made: which jobs each shift does in which order. It is feasible at every moment."""

from collections import Counter
from collections.abc import Iterable

from gigafibre_fsm.dispatch.models import Window
from gigafibre_fsm.dispatch.timing import Timing, Work, timed
from gigafibre_fsm.dispatch.world import World

Key = tuple[int, ...]


class Draft:
	"""Tours by shift; `starts` holds the hours that no longer move (jobs another visit hangs on)."""

	def __init__(self, world: World) -> None:
		self.world = world
		self.tours: list[tuple[int, ...]] = [()] * len(world.frames)
		self.timings: list[Timing | None] = [None] * len(world.frames)
		self.starts: dict[int, int] = {}
		self.leads: dict[int, int] = {}
		self.seconds: dict[int, int] = {}
		self.parts: list[Counter[str]] = [Counter() for _technician in world.technicians]
		self.loads = [0] * len(world.frames)
		self.costs = [0] * len(world.frames)

	def copy(self) -> "Draft":
		"""The same plan, free to be changed."""
		other = Draft.__new__(Draft)
		other.world = self.world
		other.tours, other.timings = list(self.tours), list(self.timings)
		other.starts, other.leads, other.seconds = dict(self.starts), dict(self.leads), dict(self.seconds)
		other.parts = [counter.copy() for counter in self.parts]
		other.loads, other.costs = list(self.loads), list(self.costs)
		return other

	def become(self, other: "Draft") -> None:
		"""Take over what another draft of the same world holds."""
		copied = other.copy()
		self.tours, self.timings, self.costs, self.loads = (
			copied.tours,
			copied.timings,
			copied.costs,
			copied.loads,
		)
		self.starts, self.leads, self.seconds, self.parts = (
			copied.starts,
			copied.leads,
			copied.seconds,
			copied.parts,
		)

	def work(self, number: int) -> Work:
		"""What the clock needs of a job, at its settled hour when it has one."""
		work = self.world.works[number]
		if number not in self.starts:
			return work
		start = self.starts[number]
		return Work(work.place, work.duration, (Window(start, start),))

	def timing_with(self, shift: int, tour: Iterable[int]) -> Timing | None:
		"""This shift with another tour, on the clock; None when it does not fit."""
		return timed(self.world.frames[shift], [self.work(number) for number in tour], self.world.rows)

	def cost_of(self, shift: int, timing: Timing) -> int:
		"""Seconds of driving, and overtime at its price."""
		late = max(0, timing.back - self.world.frames[shift].due)
		return timing.travel + self.world.problem.overtime_cost * late

	def has_room(self, number: int, shift: int) -> bool:
		"""Whether the van still carries the parts and the load."""
		job, technician = self.world.jobs[number], self.world.technicians[self.world.frames[shift].technician]
		if technician.capacity is not None and self.loads[shift] + job.load > technician.capacity:
			return False
		used = self.parts[self.world.frames[shift].technician]
		return technician.stock is None or all(
			used[part] + count <= technician.stock.get(part, 0) for part, count in job.parts.items()
		)

	def put(self, number: int, shift: int, position: int, timing: Timing, lead: bool = True) -> None:
		"""Put a job where it is known to fit. A job that others hang on keeps its hour from here on."""
		tour = self.tours[shift]
		self._set(shift, (*tour[:position], number, *tour[position:]), timing)
		if not lead:
			self.seconds[number] = shift
			return
		self.leads[number] = shift
		self._count(number, shift, 1)
		if number in self.world.coupled:
			self.starts[number] = timing.stops[position].start

	def take(self, number: int) -> bool:
		"""Take a job out, its second person too. False when a shift does not fit without it (roads can be like that)."""
		shifts = {self.leads[number], self.seconds.get(number, self.leads[number])}
		without = {shift: tuple(other for other in self.tours[shift] if other != number) for shift in shifts}
		timings = {shift: self.timing_with(shift, tour) for shift, tour in without.items()}
		if None in timings.values():
			return False
		for shift, timing in timings.items():
			if timing is not None:
				self._set(shift, without[shift], timing)
		self._count(number, self.leads.pop(number), -1)
		self.seconds.pop(number, None)
		self.starts.pop(number, None)
		return True

	def _set(self, shift: int, tour: tuple[int, ...], timing: Timing) -> None:
		self.tours[shift] = tour
		self.timings[shift] = timing if tour else None
		self.costs[shift] = self.cost_of(shift, timing) if tour else 0

	def _count(self, number: int, shift: int, sign: int) -> None:
		job = self.world.jobs[number]
		self.loads[shift] += sign * job.load
		for part, count in job.parts.items():
			self.parts[self.world.frames[shift].technician][part] += sign * count

	def left_out(self) -> list[int]:
		"""Jobs that are nowhere yet and could be somewhere, the most urgent first."""
		out = [
			n for n in range(len(self.world.jobs)) if n not in self.leads and n not in self.world.impossible
		]
		return sorted(out, key=lambda number: self.world.ranks[number])

	def key(self) -> Key:
		"""What is compared: how many jobs are out, the most urgent priority first, then the cost. Less is better."""
		levels = sorted({job.priority for job in self.world.jobs})
		out = Counter(job.priority for n, job in enumerate(self.world.jobs) if n not in self.leads)
		return (*(out[level] for level in levels), sum(self.costs))
