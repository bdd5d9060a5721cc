"""From a draft by numbers to a plan by names, and back."""

from collections import Counter, defaultdict

from gigafibre_fsm.dispatch.draft import Draft, Key
from gigafibre_fsm.dispatch.insertion import order, put_at
from gigafibre_fsm.dispatch.left_out import unassigned
from gigafibre_fsm.dispatch.models import Plan, Problem, Rest, Visit
from gigafibre_fsm.dispatch.repair import with_tours
from gigafibre_fsm.dispatch.world import World


def to_plan(draft: Draft, cut_short: bool = False) -> Plan:
	"""The draft as it is told to others."""
	world = draft.world
	timings = [timing for timing in draft.timings if timing is not None]
	late = sum(
		max(0, t.back - f.due) for t, f in zip(draft.timings, world.frames, strict=True) if t is not None
	)
	visits = [visit for shift in range(len(world.frames)) for visit in _visits(draft, shift)]
	rests = [rest for shift in range(len(world.frames)) for rest in _rests(draft, shift)]
	return Plan(
		tuple(visits),
		unassigned(draft),
		tuple(rests),
		sum(timing.travel for timing in timings),
		late,
		sum(draft.costs),
		cut_short,
		world.problem,
	)


def _visits(draft: Draft, shift: int) -> list[Visit]:
	world, timing = draft.world, draft.timings[shift]
	frame = world.frames[shift]
	technician = world.technicians[frame.technician].name
	return [
		Visit(
			world.jobs[number].name,
			technician,
			frame.shift,
			stop.leave,
			stop.arrive,
			stop.start,
			stop.end,
			stop.travel,
			draft.leads[number] == shift,
		)
		for number, stop in zip(draft.tours[shift], timing.stops if timing else (), strict=True)
	]


def _rests(draft: Draft, shift: int) -> list[Rest]:
	frame, timing = draft.world.frames[shift], draft.timings[shift]
	technician = draft.world.technicians[frame.technician].name
	return [Rest(technician, frame.shift, start, end) for start, end in (timing.rests if timing else ())]


def from_plan(world: World, plan: Plan) -> Draft:
	"""A draft with what still holds of a plan: the hours others hang on first, then the rest in its order."""
	draft, shifts = Draft(world), _shifts(world)
	visits = [
		visit for visit in sorted(plan.visits, key=lambda visit: visit.start) if visit.job in world.numbers
	]
	placed = [
		(visit, world.numbers[visit.job], shifts.get((visit.technician, visit.shift))) for visit in visits
	]
	for number in order(draft, {number for _visit, number, _shift in placed if number in world.coupled}):
		_settle(draft, number, [(visit, shift) for visit, other, shift in placed if other == number])
	tours: dict[int, list[int]] = defaultdict(list)
	for _visit, number, shift in placed:
		if shift is not None and (number in draft.leads or shift in world.possible(number)):
			tours[shift].append(number)
	return with_tours(draft, {shift: _still(draft, shift, tour) for shift, tour in tours.items()})


def _shifts(world: World) -> dict[tuple[str, int], int]:
	return {
		(world.technicians[frame.technician].name, frame.shift): shift
		for shift, frame in enumerate(world.frames)
	}


def _still(draft: Draft, shift: int, tour: list[int]) -> list[int]:
	"""The tour without the jobs that are settled elsewhere or not at all."""
	return [n for n in tour if n not in draft.world.coupled or n in draft.tours[shift]]


def _settle(draft: Draft, number: int, visits: list[tuple[Visit, int | None]]) -> None:
	"""Put a job that others hang on at the hour it had, when all of its people still can."""
	shifts = [shift for _visit, shift in sorted(visits, key=lambda pair: not pair[0].lead)]
	start = visits[0][0].start
	if (
		None in shifts
		or len(shifts) != draft.world.jobs[number].people
		or draft.world.works[number].begin(start) != start
	):
		return
	tried = draft.copy()
	if put_at(tried, number, start, [shift for shift in shifts if shift is not None]):
		draft.become(tried)


def cost_key(problem: Problem, plan: Plan) -> Key:
	"""What is compared of two plans: jobs left out by priority, then the cost. Less is better."""
	priorities = {job.name: job.priority for job in problem.jobs}
	served = Counter(priorities[visit.job] for visit in plan.visits if visit.lead)
	wanted = Counter(priorities.values())
	return (*(wanted[level] - served[level] for level in sorted(wanted)), plan.cost)
