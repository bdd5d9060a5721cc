"""Whether a technician could do a job on an otherwise empty shift, and if not, why."""

from gigafibre_fsm.dispatch.models import Job, Technician
from gigafibre_fsm.dispatch.reasons import Reason, Value


def refusal(technician: Technician, job: Job, lead: bool = True) -> Reason | None:
	"""What keeps this technician from the job whatever the hour, or None. Only the lead needs skills and parts."""
	if job.territory and technician.territories is not None and job.territory not in technician.territories:
		return Reason("territory", {"technician": technician.name, "territory": job.territory})
	if not lead:
		return None
	if job.pinned_technician not in (None, technician.name):
		return Reason(
			"pinned_elsewhere", {"technician": technician.name, "pinned": str(job.pinned_technician)}
		)
	return _skill(technician, job) or _parts(technician, job) or _load(technician, job)


def _skill(technician: Technician, job: Job) -> Reason | None:
	for skill, needs in job.skills.items():
		if skill not in technician.skills:
			return Reason("skill_missing", {"technician": technician.name, "skill": skill})
		has = technician.skills[skill]
		if has < needs:
			values: dict[str, Value] = {
				"technician": technician.name,
				"skill": skill,
				"has": has,
				"needs": needs,
			}
			return Reason("skill_level", values)
	return None


def _parts(technician: Technician, job: Job) -> Reason | None:
	if technician.stock is None:
		return None
	for part, needs in job.parts.items():
		has = technician.stock.get(part, 0)
		if has < needs:
			values: dict[str, Value] = {
				"technician": technician.name,
				"part": part,
				"has": has,
				"needs": needs,
			}
			return Reason("parts_missing", values)
	return None


def _load(technician: Technician, job: Job) -> Reason | None:
	if technician.capacity is None or job.load <= technician.capacity:
		return None
	return Reason("too_heavy", {"technician": technician.name, "has": technician.capacity, "needs": job.load})
