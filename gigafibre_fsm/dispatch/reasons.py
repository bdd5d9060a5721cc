"""Why a job is where it is, or nowhere: a code and its values. Sentences are made where somebody reads them:
`reason.say(_(TEMPLATES[reason.code]))`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gigafibre_fsm.words import N_

TEMPLATES: dict[str, str] = {
	# Why a technician cannot do the job at all
	"pinned_elsewhere": N_("The job is pinned to {pinned}."),
	"skill_missing": N_("{technician} does not have the skill {skill}."),
	"skill_level": N_("{technician} has {skill} at level {has}; the job asks for {needs}."),
	"territory": N_("{technician} does not work in {territory}."),
	"parts_missing": N_("{technician} carries {has} × {part}; the job takes {needs}."),
	"too_heavy": N_("The load of {needs} is more than the {has} that {technician} can carry."),
	"no_shift": N_("{technician} has no shift that fits the hours of the job."),
	"too_far": N_("{technician} cannot get there, do the work and be back within the shift."),
	# Why not in this plan
	"day_full": N_("{technician} has no room left for it beside the jobs already planned."),
	"parts_used": N_("{technician} has {left} × {part} left after the other jobs; the job takes {needs}."),
	"load_used": N_("{technician} has room for {left} more; the load is {needs}."),
	"busy_then": N_("{technician} is at {job} then."),
	"farther": N_("{technician} could do it, with {minutes} min more travel."),
	"as_near": N_("{technician} could do it as well; the plan as a whole is no better for it."),
	# Why a job is left out
	"nobody": N_("No technician can do this job: each is kept from it by something else."),
	"nobody_skill": N_("Nobody who could be sent has the skill {skill} at level {needs}."),
	"nobody_parts": N_("No van carries {needs} × {part}."),
	"nobody_hours": N_("No shift fits the hours of the job."),
	"nobody_near": N_("Nobody can get there, do the work and be back within a shift."),
	"nobody_there": N_("Nobody works in {territory}."),
	"no_technicians": N_("There is no technician to give it to."),
	"unknown_technician": N_("It is pinned to {pinned}, who is not among the technicians."),
	"unknown_dependency": N_("It waits for {job}, which is not in the plan."),
	"dependency_circle": N_("It waits for itself through {job}."),
	"dependency_out": N_("It waits for {job}, which is left out."),
	"no_room": N_("{able} technicians could do it, but none has room for it beside the jobs that go first."),
	"no_second_person": N_("No second technician is free at the same time."),
	"pin_kept_out": N_("{pinned} has no room for it at the pinned hour."),
	"too_many_people": N_("It asks for {people} technicians; one or two can be planned."),
	# Why this technician
	"assigned": N_("{technician} does it: {minutes} min more travel in the day."),
	"second_person": N_("{technician} comes along as the second person."),
	"pinned": N_("It is pinned to {technician}."),
	"only_one": N_("Only {technician} can do it."),
}

Value = str | int


@dataclass(frozen=True, slots=True)
class Reason:
	"""A code of TEMPLATES and its values; `because` holds what it follows from."""

	code: str
	values: Mapping[str, Value] = field(default_factory=dict)
	because: tuple["Reason", ...] = ()

	@property
	def text(self) -> str:
		"""The English sentence."""
		return self.say(TEMPLATES[self.code])

	def say(self, template: str) -> str:
		"""The sentence in the template's language."""
		return template.format(**self.values)


def template(code: str) -> str:
	"""The English sentence of a code, with named placeholders."""
	return TEMPLATES[code]
