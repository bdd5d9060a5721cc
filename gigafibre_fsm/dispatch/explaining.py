"""Why a job is with this technician and with no other, or with nobody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gigafibre_fsm.dispatch.draft import Draft
from gigafibre_fsm.dispatch.insertion import best
from gigafibre_fsm.dispatch.left_out import why_no_room
from gigafibre_fsm.dispatch.models import Plan, Visit
from gigafibre_fsm.dispatch.reasons import Reason, template
from gigafibre_fsm.dispatch.scoring import without


@dataclass(frozen=True, slots=True)
class Explanation:
	"""Why the job is where it is (`chosen`; nobody: why it is out), and by name why each other technician does not do it."""

	job: str
	technician: str | None
	chosen: tuple[Reason, ...]
	others: Mapping[str, Reason]

	def words(self, translate: Callable[[str], str] = lambda english: english) -> list[str]:
		"""A sentence each, in the language `translate` (Frappe's `_`) gives the templates in."""
		return [
			reason.say(translate(template(reason.code))) for reason in (*self.chosen, *self.others.values())
		]


def explain(plan: Plan, job: str) -> Explanation:
	"""Explain a job of a plan that this planner made. Raises KeyError for a job that is not in it."""
	assert plan.problem is not None, "a plan knows its problem"
	draft, number = without(plan.problem, plan, job)
	visit = plan.visit(job)
	if visit is None:
		reason = next(left.reason for left in plan.unassigned if left.job == job)
		return Explanation(job, None, (reason,), _others(draft, number, set(), 0, None))
	helpers = [other for other in plan.visits if other.job == job and not other.lead]
	extra = _extra(draft, number, _technician(draft, visit.technician)) or 0
	others = _others(draft, number, {visit.technician, *(h.technician for h in helpers)}, extra, visit)
	return Explanation(job, visit.technician, _chosen(draft, number, visit, extra, helpers), others)


def _chosen(draft: Draft, number: int, visit: Visit, extra: int, helpers: list[Visit]) -> tuple[Reason, ...]:
	job, name = draft.world.jobs[number], {"technician": visit.technician}
	reasons = [Reason("assigned", {**name, "minutes": _minutes(extra)})]
	able = {draft.world.frames[shift].technician for shift in draft.world.possible(number)}
	if job.pinned_technician is not None:
		reasons.append(Reason("pinned", name))
	elif len(able) == 1:
		reasons.append(Reason("only_one", name))
	return (*reasons, *(Reason("second_person", {"technician": helper.technician}) for helper in helpers))


def _others(draft: Draft, number: int, known: set[str], extra: int, visit: Visit | None) -> dict[str, Reason]:
	names = [technician.name for technician in draft.world.technicians]
	return {
		name: _why_not(draft, number, technician, extra, visit)
		for technician, name in enumerate(names)
		if name not in known
	}


def _why_not(draft: Draft, number: int, technician: int, extra: int, visit: Visit | None) -> Reason:
	"""Why not this one: cannot at all, has no room, or only at a higher price."""
	refusal = draft.world.why_not(number, technician)
	if refusal is not None:
		return refusal
	own = _extra(draft, number, technician)
	name = draft.world.technicians[technician].name
	if own is None:
		return _busy(draft, number, technician)
	if visit is None or _minutes(own - extra) <= 0:
		return Reason("as_near", {"technician": name})
	return Reason("farther", {"technician": name, "minutes": _minutes(own - extra)})


def _busy(draft: Draft, number: int, technician: int) -> Reason:
	"""No room: what the technician does at the pinned hour when there is one, else the day as a whole."""
	world, start = draft.world, draft.world.jobs[number].pinned_start
	if start is not None:
		for shift, frame in enumerate(world.frames):
			timing = draft.timings[shift] if frame.technician == technician else None
			for other, stop in zip(draft.tours[shift], timing.stops if timing else (), strict=False):
				if stop.start < start + world.works[number].duration and start < stop.end:
					values = {"technician": world.technicians[technician].name, "job": world.jobs[other].name}
					return Reason("busy_then", values)
	return why_no_room(draft, number, technician)


def _extra(draft: Draft, number: int, technician: int) -> int | None:
	"""What the job adds at best to this technician's days, in seconds; None when it does not fit."""
	shifts = [
		shift for shift in draft.world.possible(number) if draft.world.frames[shift].technician == technician
	]
	option = best(draft, number, shifts=shifts)
	return option.cost if option is not None else None


def _technician(draft: Draft, name: str) -> int:
	return next(n for n, technician in enumerate(draft.world.technicians) if technician.name == name)


def _minutes(seconds: int) -> int:
	return round(seconds / 60)
