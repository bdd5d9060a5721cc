"""PyVRP under the planner: the tours of a group of shifts, searched anew around the hours that are settled.

It knows windows, skills (as roads that are closed to a technician), parts and loads. It knows no breaks: it is given
days shorter by them, and `repair` puts the breaks back. Where it cannot be loaded the planner does without.
"""

import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gigafibre_fsm.dispatch.draft import Draft
from gigafibre_fsm.dispatch.models import FOREVER, Window

try:
	import numpy
	import pyvrp
	from pyvrp.exceptions import PenaltyBoundWarning
	from pyvrp.stop import MaxIterations, MaxRuntime, MultipleCriteria
except ImportError:
	pyvrp = None  # type: ignore[assignment]

Matrix = Any

# A closed road costs more than leaving out every job; PyVRP takes values up to 2**44.
CLOSED = 1 << 43
# What PyVRP says a solution costs that is not feasible: the largest number it has.
INFEASIBLE = float(1 << 62)
DEAREST_JOB = 1 << 36
# How many places PyVRP tries beside each job, and how long it remembers costs (late acceptance), by its iterations: tuned
# on Solomon's instances for a second or a few.
NEIGHBOURS = 20
SHORTEST_MEMORY, LONGEST_MEMORY, ITERATIONS_REMEMBERED = 30, 300, 40
# The part of the iterations after which a search that must serve every job gives up when it has not.
PATIENCE = 0.3


@dataclass(frozen=True, slots=True)
class Client:
	"""A job in one of its windows, as PyVRP sees it; a settled one belongs to one shift."""

	number: int
	window: Window
	shift: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
	"""Tours by shift, and whether the clock ended the search."""

	tours: dict[int, list[int]]
	cut_short: bool


def available() -> bool:
	"""Whether PyVRP is there."""
	return pyvrp is not None


def search(
	draft: Draft, shifts: list[int], numbers: list[int], seed: int, iterations: int, seconds: float
) -> Found:
	"""The tours of these shifts with the best of these jobs, settled ones where they are.

	First every job must be served, which finds the shortest tours; if that does not work out soon, jobs may be left out.
	"""
	until = time.monotonic() + seconds
	found = _run(_Model(draft, shifts, numbers, all_required=True), seed, iterations, until, PATIENCE)
	if found is not None:
		return found
	rest = max(1, int(iterations * (1 - PATIENCE)))
	return _run(_Model(draft, shifts, numbers), seed, rest, until) or Found({}, True)


def _run(model: "_Model", seed: int, iterations: int, until: float, patience: float = 1.0) -> Found | None:
	"""One search; None when nothing feasible was found."""
	stop = MultipleCriteria(
		[
			MaxIterations(iterations),
			MaxRuntime(max(0.0, until - time.monotonic())),
			_Patience(iterations * patience, (until - time.monotonic()) * patience),
		]
	)
	parameters = pyvrp.SolveParams(
		ils=pyvrp.IteratedLocalSearchParams(history_length=_memory(iterations)),
		neighbourhood=pyvrp.search.NeighbourhoodParams(num_neighbours=NEIGHBOURS),
	)
	with warnings.catch_warnings():
		# That a search struggles to serve every job is what its patience is for.
		warnings.simplefilter("ignore", PenaltyBoundWarning)
		result = pyvrp.solve(model.data(), stop, seed=seed, collect_stats=False, params=parameters)
	if not result.is_feasible():
		return None
	return Found(model.tours(result.best), result.num_iterations < iterations)


def _memory(iterations: int) -> int:
	return min(LONGEST_MEMORY, max(SHORTEST_MEMORY, iterations // ITERATIONS_REMEMBERED))


class _Patience:
	"""Stops a search that has found nothing feasible after so many iterations or seconds."""

	def __init__(self, iterations: float, seconds: float) -> None:
		self.left, self.until = iterations, time.monotonic() + seconds

	def __call__(self, best_cost: float) -> bool:
		self.left -= 1
		return best_cost >= INFEASIBLE and (self.left <= 0 or time.monotonic() >= self.until)


class _Model:
	"""A group of shifts and jobs in PyVRP's terms."""

	def __init__(
		self, draft: Draft, shifts: list[int], numbers: list[int], all_required: bool = False
	) -> None:
		self.draft, self.world, self.shifts = draft, draft.world, shifts
		self.numbers, self.all_required = numbers, all_required
		self.clients = list(self._clients())
		self.places = self._places()
		self.able = {shift: self._able(shift) for shift in shifts}
		self.parts = sorted({part for number in numbers for part in self.world.jobs[number].parts})
		self.types: list[list[int]] = []

	def _clients(self) -> Iterator[Client]:
		inside = set(self.shifts)
		for number in self.numbers:
			if number in self.draft.starts:
				start = self.draft.starts[number]
				homes = {self.draft.leads[number], self.draft.seconds.get(number, self.draft.leads[number])}
				yield from (Client(number, Window(start, start), shift) for shift in sorted(homes & inside))
			else:
				windows = self.world.works[number].windows or (Window(0, FOREVER),)
				yield from (Client(number, window) for window in windows)

	def _places(self) -> list[int]:
		"""Ends of shifts first, then one location a job: roads are closed by job, not by address."""
		ends = sorted({place for shift in self.shifts for place in self._ends(shift)})
		return ends + [self.world.works[number].place for number in self.numbers]

	def _ends(self, shift: int) -> tuple[int, int]:
		frame = self.world.frames[shift]
		return frame.start, frame.end

	def _able(self, shift: int) -> frozenset[int]:
		"""The jobs this shift may do, by their place in `numbers`."""
		able = set()
		for place, number in enumerate(self.numbers):
			settled = {self.draft.leads.get(number), self.draft.seconds.get(number)}
			free = number not in self.draft.starts and shift in self.world.possible(number)
			if free or (number in self.draft.starts and shift in settled):
				able.add(place)
		return frozenset(able)

	def data(self) -> "pyvrp.ProblemData":
		ends = len(self.places) - len(self.numbers)
		rows = [self.world.rows[place] for place in self.places]
		seconds = numpy.array([[row[place] for place in self.places] for row in rows], dtype=numpy.int64)
		numpy.fill_diagonal(seconds, 0)
		distances, profiles = self._profiles(seconds, ends)
		groups = self._groups()
		durations: list[Matrix] = [seconds] * len(distances)
		return pyvrp.ProblemData(
			[pyvrp.Location(0, 0) for _place in self.places],
			self._pyvrp_clients(ends, groups, int(seconds.max())),
			[pyvrp.Depot(place) for place in range(ends)],
			self._vehicle_types(profiles),
			distances,
			durations,
			[pyvrp.ClientGroup(members, required=self.all_required) for members in groups.values()],
		)

	def _profiles(self, seconds: Matrix, ends: int) -> tuple[list[Matrix], dict[frozenset[int], int]]:
		"""A matrix for each set of jobs that somebody may do: the roads to the others are closed."""
		profiles: dict[frozenset[int], int] = {}
		distances: list[Matrix] = []
		for able in self.able.values():
			if able in profiles:
				continue
			profiles[able] = len(distances)
			closed = [ends + place for place in range(len(self.numbers)) if place not in able]
			matrix = seconds.copy()
			matrix[:, closed] = CLOSED
			numpy.fill_diagonal(matrix, 0)
			distances.append(matrix)
		return distances, profiles

	def _groups(self) -> dict[int, list[int]]:
		"""The clients of jobs with several windows: one of them is visited."""
		groups: dict[int, list[int]] = {}
		for client, (number, free) in enumerate((c.number, c.shift is None) for c in self.clients):
			if free:
				groups.setdefault(number, []).append(client)
		return {number: members for number, members in groups.items() if len(members) > 1}

	def _pyvrp_clients(self, ends: int, groups: dict[int, list[int]], longest: int) -> list["pyvrp.Client"]:
		place_of = {number: ends + place for place, number in enumerate(self.numbers)}
		group_of = {number: group for group, number in enumerate(groups)}
		prizes = self._prizes(longest)
		return [
			pyvrp.Client(
				place_of[client.number],
				self._demand(client),
				service_duration=self.world.works[client.number].duration,
				tw_early=client.window.start,
				tw_late=client.window.end,
				prize=0 if client.shift is not None else prizes[self.world.jobs[client.number].priority],
				required=client.shift is not None or (self.all_required and client.number not in groups),
				group=group_of.get(client.number),
			)
			for client in self.clients
		]

	def _prizes(self, longest: int) -> dict[int, int]:
		"""What leaving a job out costs: more than any detour, and than all jobs of the next priority if that can be told."""
		levels = sorted({self.world.jobs[number].priority for number in self.numbers}, reverse=True)
		prizes, prize = {}, 10 * longest + 1
		for level in levels:
			prizes[level] = min(prize, DEAREST_JOB)
			prize *= 1 + min(len(self.numbers), 100)
		return prizes

	def _demand(self, client: Client) -> list[int]:
		job = self.world.jobs[client.number]
		leading = client.shift in (None, self.draft.leads.get(client.number))
		return [job.load * leading, *(job.parts.get(part, 0) * leading for part in self.parts)]

	def _capacity(self, shift: int) -> list[int]:
		technician = self.world.technicians[self.world.frames[shift].technician]
		load = FOREVER if technician.capacity is None else technician.capacity
		if technician.stock is None:
			return [load, *(FOREVER for _part in self.parts)]
		used = self._used_elsewhere(self.world.frames[shift].technician)
		return [load, *(max(0, technician.stock.get(part, 0) - used.get(part, 0)) for part in self.parts)]

	def _used_elsewhere(self, technician: int) -> dict[str, int]:
		used = dict(self.draft.parts[technician])
		for number in self.numbers:
			shift = self.draft.leads.get(number)
			if shift is not None and self.world.frames[shift].technician == technician:
				for part, count in self.world.jobs[number].parts.items():
					used[part] -= count
		return used

	def _vehicle_types(self, profiles: dict[frozenset[int], int]) -> list["pyvrp.VehicleType"]:
		"""Shifts that are alike are one type of vehicle."""
		alike: dict[tuple[int, ...], list[int]] = {}
		for shift in self.shifts:
			key = (profiles[self.able[shift]], *self._terms(shift), *self._capacity(shift))
			alike.setdefault(key, []).append(shift)
		self.types = list(alike.values())
		return [self._vehicle_type(key, len(shifts)) for key, shifts in alike.items()]

	def _terms(self, shift: int) -> tuple[int, int, int, int, int, int]:
		"""Depots, first and last hour, working time without breaks, overtime."""
		frame = self.world.frames[shift]
		rest = sum(pause.duration for pause in frame.breaks if pause.latest >= frame.ready)
		length = max(0, frame.due - frame.ready - rest)
		start, end = self.places.index(frame.start), self.places.index(frame.end)
		return start, end, frame.ready, max(frame.ready, frame.limit), length, frame.limit - frame.due

	def _vehicle_type(self, key: tuple[int, ...], count: int) -> "pyvrp.VehicleType":
		profile, start, end, early, late, length, overtime, *capacity = key
		return pyvrp.VehicleType(
			count,
			capacity,
			start,
			end,
			tw_early=early,
			tw_late=late,
			shift_duration=length,
			profile=profile,
			max_overtime=overtime,
			unit_overtime_cost=self.world.problem.overtime_cost,
		)

	def tours(self, solution: "pyvrp.Solution") -> dict[int, list[int]]:
		"""Jobs by shift, in order. Shifts that are alike take the tours of their type as they come."""
		tours: dict[int, list[int]] = {shift: [] for shift in self.shifts}
		free = {kind: iter(shifts) for kind, shifts in enumerate(self.types)}
		for route in solution.routes():
			visits = [step.idx for step in route if step.is_client()]
			tours[next(free[route.vehicle_type()])] = [self.clients[index].number for index in visits]
		return tours
