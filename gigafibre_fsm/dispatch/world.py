"""A problem by numbers: places, shifts and jobs in lists, who can do what, and in which order jobs go first."""

from gigafibre_fsm.dispatch.eligibility import refusal
from gigafibre_fsm.dispatch.models import Job, Problem, Shift, Window
from gigafibre_fsm.dispatch.reasons import Reason
from gigafibre_fsm.dispatch.timing import Frame, Work, timed
from gigafibre_fsm.dispatch.travel import Roads

MOST_PEOPLE = 2


class World:
	"""What is worked out once about a problem and does not change while planning."""

	def __init__(self, problem: Problem) -> None:
		self.problem = problem
		self.jobs = problem.jobs
		self.technicians = problem.technicians
		self.numbers = {job.name: number for number, job in enumerate(problem.jobs)}
		self.rows = roads = Roads(problem.travel)
		self.frames = [
			_frame(roads, number, shift_number, shift)
			for number, technician in enumerate(problem.technicians)
			for shift_number, shift in enumerate(technician.shifts)
		]
		self.works = [Work(roads.number(job.place), job.duration, _windows(job)) for job in problem.jobs]
		self.refusals: list[dict[int, Reason]] = [self._refusals(job) for job in problem.jobs]
		self.impossible = self._impossible()
		self.ranks = self._ranks()
		self.coupled = self._coupled()
		self._possible: dict[tuple[int, bool], list[int]] = {}

	def _refusals(self, job: Job) -> dict[int, Reason]:
		found = {number: refusal(technician, job) for number, technician in enumerate(self.technicians)}
		return {number: reason for number, reason in found.items() if reason is not None}

	def possible(self, number: int, lead: bool = True) -> list[int]:
		"""The shifts in which the job alone would fit, for its lead or for a second person."""
		key = (number, lead)
		if key not in self._possible:
			self._possible[key] = [
				shift for shift in range(len(self.frames)) if self._could(number, shift, lead)
			]
		return self._possible[key]

	def _could(self, number: int, shift: int, lead: bool) -> bool:
		frame, work = self.frames[shift], self.works[number]
		if work.windows and (work.windows[0].start > frame.limit or work.windows[-1].end < frame.ready):
			return False
		if not self._may(number, frame.technician, lead):
			return False
		return self._surely(frame, work) or timed(frame, (work,), self.rows) is not None

	def _surely(self, frame: Frame, work: Work) -> bool:
		"""Whether the job alone plainly fits: it is over, or waited for, when the one break falls. Most are so."""
		arrive = frame.ready + self.rows[frame.start][work.place]
		start = work.begin(arrive)
		if start is None or len(frame.breaks) > 1:
			return False
		home = start + work.duration + self.rows[work.place][frame.end]
		if home > frame.limit or not frame.breaks:
			return home <= frame.limit
		pause = frame.breaks[0]
		rest = max(arrive, pause.earliest)
		return home <= pause.latest or (rest <= pause.latest and rest + pause.duration <= start)

	def _may(self, number: int, technician: int, lead: bool) -> bool:
		if lead:
			return technician not in self.refusals[number]
		return refusal(self.technicians[technician], self.jobs[number], lead=False) is None

	def why_not(self, number: int, technician: int) -> Reason | None:
		"""Why this technician could not do the job even on empty days, or None."""
		if technician in self.refusals[number]:
			return self.refusals[number][technician]
		if any(self.frames[shift].technician == technician for shift in self.possible(number)):
			return None
		name, windows = self.technicians[technician].name, self.works[number].windows
		shifts = [frame for frame in self.frames if frame.technician == technician]
		meets = any(
			not windows or any(w.start <= frame.limit and w.end >= frame.ready for w in windows)
			for frame in shifts
		)
		return Reason("too_far" if meets else "no_shift", {"technician": name})

	def _impossible(self) -> dict[int, Reason]:
		"""Jobs that ask for something that cannot be: an unknown name, a circle, a crowd."""
		found = {}
		names = {technician.name for technician in self.technicians}
		for number, job in enumerate(self.jobs):
			missing = next((other for other in job.depends_on if other not in self.numbers), None)
			if job.people not in range(1, MOST_PEOPLE + 1):
				found[number] = Reason("too_many_people", {"people": job.people})
			elif job.pinned_technician is not None and job.pinned_technician not in names:
				found[number] = Reason("unknown_technician", {"pinned": job.pinned_technician})
			elif missing is not None:
				found[number] = Reason("unknown_dependency", {"job": missing})
			elif number in self.before(number):
				found[number] = Reason("dependency_circle", {"job": job.depends_on[0]})
		return found

	def before(self, number: int) -> set[int]:
		"""All jobs that must have ended before this one, near and far."""
		found: set[int] = set()
		to_see = [number]
		while to_see:
			near = {self.numbers[name] for name in self.jobs[to_see.pop()].depends_on if name in self.numbers}
			to_see += near - found
			found |= near
		return found

	def _ranks(self) -> list[int]:
		"""Each job's priority, or that of the most urgent job that waits for it."""
		ranks = [job.priority for job in self.jobs]
		for number, job in enumerate(self.jobs):
			if job.depends_on:
				for earlier in self.before(number):
					ranks[earlier] = min(ranks[earlier], job.priority)
		return ranks

	def _coupled(self) -> set[int]:
		"""Jobs whose hour another visit hangs on: once placed, their hour stays."""
		waited_for = {name for job in self.jobs for name in job.depends_on}
		return {
			number
			for number, job in enumerate(self.jobs)
			if job.people > 1 or job.depends_on or job.name in waited_for
		}


def _frame(roads: Roads, technician: int, number: int, shift: Shift) -> Frame:
	breaks = tuple(sorted(shift.breaks, key=lambda pause: (pause.latest, pause.earliest)))
	start, end = roads.number(shift.start_place), roads.number(shift.end_place)
	return Frame(technician, number, start, end, shift.start, shift.end, shift.end + shift.overtime, breaks)


def _windows(job: Job) -> tuple[Window, ...]:
	"""When the work may begin, in order; a pinned hour stands in their place."""
	if job.pinned_start is not None:
		return (Window(job.pinned_start, job.pinned_start),)
	return tuple(sorted(job.windows, key=lambda window: (window.start, window.end)))
