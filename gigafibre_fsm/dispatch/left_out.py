"""Why a job is in no one's day."""

from gigafibre_fsm.dispatch.draft import Draft
from gigafibre_fsm.dispatch.insertion import options
from gigafibre_fsm.dispatch.models import Unassigned
from gigafibre_fsm.dispatch.reasons import Reason, Value


def unassigned(draft: Draft) -> tuple[Unassigned, ...]:
	"""Every job that is left out, with the reason."""
	jobs = draft.world.jobs
	return tuple(
		Unassigned(job.name, why_out(draft, number))
		for number, job in enumerate(jobs)
		if number not in draft.leads
	)


def why_out(draft: Draft, number: int) -> Reason:
	"""The most telling reason why a job is left out of this draft."""
	world = draft.world
	if number in world.impossible:
		return world.impossible[number]
	if not world.technicians:
		return Reason("no_technicians")
	job = world.jobs[number]
	waits_for = next((name for name in job.depends_on if world.numbers[name] not in draft.leads), None)
	if waits_for is not None:
		return Reason("dependency_out", {"job": waits_for})
	if not world.possible(number):
		return _nobody(draft, number)
	return _no_room(draft, number)


def _nobody(draft: Draft, number: int) -> Reason:
	world, job = draft.world, draft.world.jobs[number]
	each = [world.why_not(number, technician) for technician in range(len(world.technicians))]
	because = tuple(reason for reason in each if reason is not None)
	telling = tuple(reason for reason in because if reason.code != "pinned_elsewhere") or because
	codes = {"skill" if reason.code.startswith("skill") else reason.code for reason in telling}
	if len(codes) > 1:
		return Reason("nobody", because=because)
	values: dict[str, Value] = dict(telling[0].values)
	if codes == {"skill"}:
		skill = str(values["skill"])
		return Reason("nobody_skill", {"skill": skill, "needs": job.skills[skill]}, because)
	codes_of_all = {"parts_missing": "nobody_parts", "no_shift": "nobody_hours", "too_far": "nobody_near"}
	codes_of_all["territory"] = "nobody_there"
	return Reason(codes_of_all.get(codes.pop(), "nobody"), values, because)


def _no_room(draft: Draft, number: int) -> Reason:
	world, job = draft.world, draft.world.jobs[number]
	able = sorted({world.frames[shift].technician for shift in world.possible(number)})
	because = tuple(why_no_room(draft, number, technician) for technician in able)
	if job.people > 1 and next(options(draft, number), None) is not None:
		return Reason("no_second_person", because=because)
	if job.pinned_technician is not None:
		return Reason("pin_kept_out", {"pinned": job.pinned_technician}, because)
	return Reason("no_room", {"able": len(able)}, because)


def why_no_room(draft: Draft, number: int, technician: int) -> Reason:
	"""Why a technician who could do the job has no room for it in this draft."""
	world, job = draft.world, draft.world.jobs[number]
	name, stock = world.technicians[technician].name, world.technicians[technician].stock
	for part, needs in job.parts.items() if stock is not None else ():
		left = (stock or {}).get(part, 0) - draft.parts[technician][part]
		if left < needs:
			return Reason("parts_used", {"technician": name, "part": part, "left": left, "needs": needs})
	shifts = [shift for shift in world.possible(number) if world.frames[shift].technician == technician]
	capacity = world.technicians[technician].capacity
	if capacity is not None and shifts:
		left = capacity - min(draft.loads[shift] for shift in shifts)
		if left < job.load:
			return Reason("load_used", {"technician": name, "left": left, "needs": job.load})
	return Reason("day_full", {"technician": name})
