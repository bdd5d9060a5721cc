"""What a plan breaks: an account of its own, that shares nothing with how plans are made but the models and the roads."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

from gigafibre_fsm.dispatch.eligibility import refusal
from gigafibre_fsm.dispatch.models import Job, Plan, Problem, Rest, Shift, Technician, Visit
from gigafibre_fsm.dispatch.travel import seconds_between


def violations(problem: Problem, plan: Plan) -> list[str]:
	"""Every rule this plan breaks, in words for whoever debugs; empty when it can be done."""
	return [*_accounts(problem, plan), *_jobs(problem, plan), *_days(problem, plan), *_stocks(problem, plan)]


def _accounts(problem: Problem, plan: Plan) -> Iterator[str]:
	"""Each job is done once or left out once; nothing else is."""
	leading = Counter(visit.job for visit in plan.visits if visit.lead)
	out = Counter(left.job for left in plan.unassigned)
	for job in problem.jobs:
		if leading[job.name] + out[job.name] != 1:
			yield f"{job.name} is done {leading[job.name]} times and left out {out[job.name]} times"
		helpers = sum(visit.job == job.name and not visit.lead for visit in plan.visits)
		if helpers != (job.people - 1) * leading[job.name]:
			yield f"{job.name} has {helpers} helpers"
	known = {job.name for job in problem.jobs}
	yield from (f"{name} is no job of the problem" for name in {*leading, *out} - known)


def _jobs(problem: Problem, plan: Plan) -> Iterator[str]:
	"""Hours, people and order of each job."""
	jobs = {job.name: job for job in problem.jobs}
	technicians = {technician.name: technician for technician in problem.technicians}
	for visit in plan.visits:
		if visit.job in jobs and visit.technician in technicians:
			yield from _visit(jobs[visit.job], visit, technicians[visit.technician])
			yield from _order(jobs[visit.job], visit, plan)
			yield from _together(visit, plan)
		else:
			yield f"{visit.technician} at {visit.job}: unknown"


def _visit(job: Job, visit: Visit, technician: Technician) -> Iterator[str]:
	if visit.end - visit.start != job.duration:
		yield f"{job.name} lasts {visit.end - visit.start} s"
	if job.pinned_start is not None:
		if visit.start != job.pinned_start:
			yield f"{job.name} was pinned to {job.pinned_start}, begins at {visit.start}"
	elif job.windows and not any(window.start <= visit.start <= window.end for window in job.windows):
		yield f"{job.name} begins outside its windows, at {visit.start}"
	reason = refusal(technician, job, visit.lead)
	if reason is not None:
		yield f"{job.name}: {reason.text}"


def _order(job: Job, visit: Visit, plan: Plan) -> Iterator[str]:
	for name in job.depends_on:
		earlier = plan.visit(name)
		if earlier is None or earlier.end > visit.start:
			yield f"{job.name} begins before {name} has ended"


def _together(visit: Visit, plan: Plan) -> Iterator[str]:
	others = [other for other in plan.visits if other.job == visit.job and other is not visit]
	if any(other.start != visit.start or other.technician == visit.technician for other in others):
		yield f"{visit.job}: its people are not two who begin together"


def _days(problem: Problem, plan: Plan) -> Iterator[str]:
	"""Each shift: driving, work and breaks in turn, within its hours."""
	visits: dict[tuple[str, int], list[Visit]] = defaultdict(list)
	rests: dict[tuple[str, int], list[Rest]] = defaultdict(list)
	for visit in plan.visits:
		visits[visit.technician, visit.shift].append(visit)
	for rest in plan.rests:
		rests[rest.technician, rest.shift].append(rest)
	for technician in problem.technicians:
		for number, shift in enumerate(technician.shifts):
			key = technician.name, number
			day = sorted(visits[key], key=lambda visit: visit.start)
			for words in _shift(problem, shift, day, sorted(rests[key], key=lambda rest: rest.start)):
				yield f"{technician.name}, shift {number}: {words}"


def _shift(problem: Problem, shift: Shift, visits: list[Visit], rests: list[Rest]) -> Iterator[str]:
	if not visits:
		return
	places = {job.name: job.place for job in problem.jobs}
	here, free = shift.start_place, shift.start
	for visit in visits:
		needed = seconds_between(problem.travel, here, places[visit.job])
		if visit.travel != needed or visit.arrive - visit.leave != needed:
			yield f"{visit.arrive - visit.leave} s of driving to {visit.job} that takes {needed}"
		if visit.leave < free or visit.start < visit.arrive:
			yield f"{visit.job} overlaps with what is before it"
		here, free = places[visit.job], visit.end
	yield from _resting(visits, rests)
	last = max([free, *(rest.end for rest in rests)])
	back = last + seconds_between(problem.travel, here, shift.end_place)
	if back > shift.end + shift.overtime:
		yield f"is back at {back}, the limit is {shift.end + shift.overtime}"
	yield from _owed(shift, rests, back)


def _resting(visits: list[Visit], rests: list[Rest]) -> Iterator[str]:
	for rest in rests:
		for visit in visits:
			for begin, end in ((visit.leave, visit.arrive), (visit.start, visit.end)):
				if rest.start < end and begin < rest.end:
					yield f"the break at {rest.start} is not free of {visit.job}"


def _owed(shift: Shift, rests: list[Rest], back: int) -> Iterator[str]:
	"""Every break that falls due before the technician is back was taken, in its hours and in full."""
	free = list(rests)
	for pause in sorted(shift.breaks, key=lambda pause: (pause.latest, pause.earliest)):
		taken = next(
			(
				r
				for r in free
				if pause.earliest <= r.start <= pause.latest and r.end - r.start == pause.duration
			),
			None,
		)
		if taken is not None:
			free.remove(taken)
		elif shift.start <= pause.latest < back:
			yield f"no break from {pause.earliest} to {pause.latest}"
	for one, other in pairwise(rests):
		if other.start < one.end:
			yield "two breaks at once"


def _stocks(problem: Problem, plan: Plan) -> Iterator[str]:
	"""What each van carries: parts over the whole plan, load by shift."""
	jobs = {job.name: job for job in problem.jobs}
	parts: dict[str, Counter[str]] = defaultdict(Counter)
	loads: Counter[tuple[str, int]] = Counter()
	for visit in plan.visits:
		if visit.lead and visit.job in jobs:
			parts[visit.technician].update(jobs[visit.job].parts)
			loads[visit.technician, visit.shift] += jobs[visit.job].load
	for technician in problem.technicians:
		used = parts[technician.name].items() if technician.stock is not None else ()
		yield from (
			f"{technician.name} has not {count} × {part}"
			for part, count in used
			if count > (technician.stock or {}).get(part, 0)
		)
	capacities = {technician.name: technician.capacity for technician in problem.technicians}
	for (name, number), load in loads.items():
		capacity = capacities.get(name)
		if capacity is not None and load > capacity:
			yield f"{name} carries {load} in shift {number}"
