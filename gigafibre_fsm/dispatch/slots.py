"""The best hours to offer for one job over the coming days, beside what is already planned."""

from dataclasses import dataclass

from gigafibre_fsm.dispatch.insertion import Option, options
from gigafibre_fsm.dispatch.models import Plan, Problem
from gigafibre_fsm.dispatch.scoring import Weights, weighed, without

# Two offers of a technician that begin closer than this are one offer.
APART = 3600


@dataclass(frozen=True, slots=True)
class Slot:
	"""An hour when a technician is free for the job: the earliest start there, what it adds in driving and overtime (s), the
	score with its parts.
	"""

	technician: str
	shift: int
	start: int
	end: int
	extra: int
	score: float
	parts: dict[str, float]


def suggest(
	problem: Problem, plan: Plan, job: str, count: int = 5, weights: Weights | None = None
) -> tuple[Slot, ...]:
	"""The best `count` slots for a job, the best first. Every other visit of the plan stays feasible with any of them."""
	draft, number = without(problem, plan, job)
	frames, technicians = draft.world.frames, problem.technicians

	def slot(option: Option) -> Slot:
		parts = weighed(draft, number, option, weights or Weights())
		frame = frames[option.shift]
		name = technicians[frame.technician].name
		end = option.start + draft.world.works[number].duration
		return Slot(name, frame.shift, option.start, end, option.cost, round(sum(parts.values()), 6), parts)

	found = sorted(
		map(slot, options(draft, number)), key=lambda slot: (-slot.score, slot.start, slot.technician)
	)
	return tuple(_apart(found, count))


def _apart(slots: list[Slot], count: int) -> list[Slot]:
	"""The first so many that are not nearly the same hour of the same technician."""
	chosen: list[Slot] = []
	for slot in slots:
		if len(chosen) == count:
			break
		if all(
			slot.technician != other.technician or abs(slot.start - other.start) >= APART for other in chosen
		):
			chosen.append(slot)
	return chosen
