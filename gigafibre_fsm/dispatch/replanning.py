"""The rest of a day planned anew around what has begun and what must stay."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from gigafibre_fsm.dispatch.models import (
	FOREVER,
	Budget,
	Job,
	Place,
	Plan,
	Problem,
	Shift,
	Technician,
	Visit,
	Window,
)
from gigafibre_fsm.dispatch.planner import plan


def replan(
	problem: Problem,
	current: Plan,
	now: int,
	fixed: frozenset[str] = frozenset(),
	positions: Mapping[str, Place] | None = None,
	seed: int = 0,
	budget: Budget | None = None,
) -> Plan:
	"""Plan what has not begun at `now` anew. Visits a technician has left for stay as they are, so do those of the jobs in
	`fixed` (technician and hour). `positions` says where technicians are who are not at or on the way to a job.
	"""
	begun = {visit.job for visit in current.visits if visit.leave < now}
	kept = [visit for visit in current.visits if visit.job in begun]
	rest = Problem(
		tuple(
			_from_now(problem, current, kept, technician, now, positions or {})
			for technician in problem.technicians
		),
		tuple(_job(job, current, kept, fixed) for job in problem.jobs if job.name not in begun),
		problem.travel,
		problem.overtime_cost,
	)
	found = plan(rest, seed, budget)
	visits = sorted([*kept, *found.visits], key=lambda visit: (visit.technician, visit.start))
	rests = (*(rest for rest in current.rests if rest.start < now), *found.rests)
	driven = sum(visit.travel for visit in kept)
	return replace(found, visits=tuple(visits), rests=rests, travel=found.travel + driven, problem=problem)


def _from_now(
	problem: Problem,
	current: Plan,
	kept: list[Visit],
	technician: Technician,
	now: int,
	positions: Mapping[str, Place],
) -> Technician:
	"""The technician as of now: where, from when, with which breaks, parts and load left."""
	own = [visit for visit in kept if visit.technician == technician.name]
	jobs = {job.name: job for job in problem.jobs}
	shifts = tuple(
		_shift(shift, number, technician.name, own, current, now, jobs, positions)
		for number, shift in enumerate(technician.shifts)
	)
	leading = [jobs[visit.job] for visit in own if visit.lead]
	used: Counter[str] = Counter()
	for job in leading:
		used.update(job.parts)
	stock = technician.stock
	left = None if stock is None else {part: max(0, count - used[part]) for part, count in stock.items()}
	capacity = technician.capacity
	if capacity is not None:
		capacity = max(0, capacity - sum(job.load for job in leading))
	return replace(technician, shifts=shifts, stock=left, capacity=capacity)


def _shift(
	shift: Shift,
	number: int,
	name: str,
	own: list[Visit],
	current: Plan,
	now: int,
	jobs: Mapping[str, Job],
	positions: Mapping[str, Place],
) -> Shift:
	"""What is left of a shift."""
	visits = sorted((v for v in own if v.shift == number), key=lambda visit: visit.end)
	rests = [r for r in current.rests if r.technician == name and r.shift == number and r.start < now]
	taken = [(rest.start, rest.end) for rest in rests]
	breaks = tuple(
		pause
		for pause in shift.breaks
		if not any(
			pause.earliest <= start <= pause.latest and end - start == pause.duration for start, end in taken
		)
	)
	start = max([shift.start, now, *(visit.end for visit in visits), *(end for _start, end in taken)])
	place = jobs[visits[-1].job].place if visits else shift.start_place
	if shift.start <= now and (not visits or visits[-1].end <= now):
		place = positions.get(name, place)
	return replace(shift, start=start, start_place=place, breaks=breaks)


def _job(job: Job, current: Plan, kept: list[Visit], fixed: frozenset[str]) -> Job:
	"""The job for the rest of the day: pinned when it is fixed, after what it waited for that has begun."""
	visit = current.visit(job.name)
	if job.name in fixed and visit is not None:
		job = replace(job, pinned_technician=visit.technician, pinned_start=visit.start)
	ends = {visit.job: visit.end for visit in kept}
	earliest = max((ends[name] for name in job.depends_on if name in ends), default=None)
	if earliest is None:
		return job
	windows = job.windows or (Window(0, FOREVER),)
	return replace(
		job,
		depends_on=tuple(name for name in job.depends_on if name not in ends),
		windows=tuple(Window(max(w.start, earliest), w.end) for w in windows if w.end >= earliest),
	)
