"""How well each technician suits a job beside what is already planned, and the parts of each score."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gigafibre_fsm.dispatch.answer import from_plan
from gigafibre_fsm.dispatch.draft import Draft
from gigafibre_fsm.dispatch.insertion import Option, best
from gigafibre_fsm.dispatch.left_out import why_no_room
from gigafibre_fsm.dispatch.models import Job, Plan, Problem, Technician
from gigafibre_fsm.dispatch.reasons import Reason
from gigafibre_fsm.dispatch.world import World

# A detour, a wait of this many seconds is worth nothing any more; half of it is worth half.
LONG_DETOUR, LONG_WAIT = 2 * 3600, 7 * 86_400
HIGHEST_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Weights:
	"""What counts how much. Each part of a score is from 0 to 1 before it is weighed."""

	travel: float = 50.0
	soonest: float = 20.0
	workload: float = 20.0
	skill: float = 10.0


@dataclass(frozen=True, slots=True)
class Score:
	"""A technician for a job: the weighed parts and their sum (the more the better), the visit, or why it cannot be."""

	technician: str
	total: float = 0.0
	parts: Mapping[str, float] = field(default_factory=dict)
	shift: int | None = None
	start: int | None = None
	extra_travel: int | None = None
	refusal: Reason | None = None


def score(problem: Problem, plan: Plan, job: str, weights: Weights | None = None) -> tuple[Score, ...]:
	"""Every technician for this job beside the plan's other visits, the best first, those who cannot last."""
	draft, number = without(problem, plan, job)
	scores = [
		_score(draft, number, technician, weights or Weights())
		for technician in range(len(problem.technicians))
	]
	return tuple(
		sorted(scores, key=lambda score: (score.refusal is not None, -score.total, score.technician))
	)


def without(problem: Problem, plan: Plan, job: str) -> tuple[Draft, int]:
	"""The plan as a draft with this job taken out, and the job's number. Raises KeyError for a job it does not know."""
	world = World(problem)
	number = world.numbers[job]
	others = tuple(visit for visit in plan.visits if visit.job != job)
	return from_plan(world, Plan(others, ())), number


def _score(draft: Draft, number: int, technician: int, weights: Weights) -> Score:
	world = draft.world
	name = world.technicians[technician].name
	shifts = [shift for shift in world.possible(number) if world.frames[shift].technician == technician]
	option = best(draft, number, shifts=shifts)
	if option is None:
		refusal = world.why_not(number, technician) or why_no_room(draft, number, technician)
		return Score(name, refusal=refusal)
	parts = weighed(draft, number, option, weights)
	return Score(
		name,
		round(sum(parts.values()), 6),
		parts,
		world.frames[option.shift].shift,
		option.start,
		option.timing.travel - _travel(draft, option.shift),
	)


def weighed(draft: Draft, number: int, option: Option, weights: Weights) -> dict[str, float]:
	"""The parts of a score, each between 0 and its weight."""
	world = draft.world
	frame = world.frames[option.shift]
	first = min(frame.ready for frame in world.frames)
	busy = sum(world.works[other].duration for other in draft.tours[option.shift])
	return {
		"travel": weights.travel * _falling(option.cost, LONG_DETOUR),
		"soonest": weights.soonest * _falling(option.start - first, LONG_WAIT),
		"workload": weights.workload * _falling(busy, max(1, frame.due - frame.ready)),
		"skill": weights.skill * _fit(world.jobs[number], world.technicians[frame.technician]),
	}


def _falling(value: int, worthless: int) -> float:
	"""1 at nothing, 0.5 at half, 0 from `worthless` on."""
	return min(1.0, max(0.0, 1 - value / worthless))


def _fit(job: Job, technician: Technician) -> float:
	"""1 for just the level that is asked for, less for an expert who may be needed elsewhere."""
	spare = sum(technician.skills.get(skill, 0) - level for skill, level in job.skills.items())
	return _falling(spare, HIGHEST_LEVEL * max(1, len(job.skills)))


def _travel(draft: Draft, shift: int) -> int:
	timing = draft.timings[shift]
	return timing.travel if timing is not None else 0
