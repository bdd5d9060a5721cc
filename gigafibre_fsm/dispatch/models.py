"""What the planner is given and what it answers. Times are whole seconds from the problem's own zero (say, midnight of
its first day); a job or a technician is called by its name.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from gigafibre_fsm.dispatch.reasons import Reason

FOREVER = 10**12


@dataclass(frozen=True, slots=True)
class Place:
	"""A point on the map in degrees; `cell` is its row in the problem's travel matrix, when there is one."""

	latitude: float = 0.0
	longitude: float = 0.0
	cell: int | None = None


@dataclass(frozen=True, slots=True)
class Window:
	"""The work may begin from `start` to `end`, both included."""

	start: int
	end: int


@dataclass(frozen=True, slots=True)
class Break:
	"""A rest of `duration` that begins between `earliest` and `latest`; none is owed to who is home by then."""

	earliest: int
	latest: int
	duration: int


@dataclass(frozen=True, slots=True)
class Shift:
	"""A day's work of a technician: leaves `start_place` and is back at `end_place` by `end`, or `overtime` later.

	A technician who is already out has the place and the hour where the rest of the day begins in both.
	"""

	start: int
	end: int
	start_place: Place
	end_place: Place
	breaks: tuple[Break, ...] = ()
	overtime: int = 0


@dataclass(frozen=True, slots=True)
class Technician:
	"""`skills` maps a skill to a level, `stock` a part to how many are in the van for the whole plan; `capacity` is the
	load of one shift (None: as much as you like), `territories` where the technician works (None: anywhere).
	"""

	name: str
	shifts: tuple[Shift, ...]
	skills: Mapping[str, int] = field(default_factory=dict)
	stock: Mapping[str, int] | None = None
	capacity: int | None = None
	territories: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Job:
	"""Work at a place. No `windows` means any time. `priority` 1 goes first. `pinned_technician` and `pinned_start` are
	kept or the job is left out. It begins after every job it `depends_on` has ended. With `people` 2 a second technician is
	there for the same time, who needs no skill and no part.
	"""

	name: str
	place: Place
	duration: int
	windows: tuple[Window, ...] = ()
	skills: Mapping[str, int] = field(default_factory=dict)
	parts: Mapping[str, int] = field(default_factory=dict)
	load: int = 0
	priority: int = 2
	pinned_technician: str | None = None
	pinned_start: int | None = None
	depends_on: tuple[str, ...] = ()
	people: int = 1
	territory: str | None = None


@dataclass(frozen=True, slots=True)
class Travel:
	"""A matrix of seconds by the places' cells, or great-circle km × `road_factor` (winter makes it larger) at a speed."""

	matrix: tuple[tuple[int, ...], ...] | None = None
	speed_kmh: float = 50.0
	road_factor: float = 1.3


@dataclass(frozen=True, slots=True)
class Problem:
	"""Technicians and jobs, and what an hour of overtime costs next to an hour of driving."""

	technicians: tuple[Technician, ...]
	jobs: tuple[Job, ...]
	travel: Travel = Travel()
	overtime_cost: int = 2


@dataclass(frozen=True, slots=True)
class Budget:
	"""Seconds the planner may take. `iterations` is derived from them and the size of the problem unless it is given."""

	seconds: float = 2.0
	iterations: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
	"""A technician (in the shift of that number) at a job: leaves for it, arrives, works. `lead` is who has the skills."""

	job: str
	technician: str
	shift: int
	leave: int
	arrive: int
	start: int
	end: int
	travel: int
	lead: bool = True


@dataclass(frozen=True, slots=True)
class Rest:
	"""A break as it was placed."""

	technician: str
	shift: int
	start: int
	end: int


@dataclass(frozen=True, slots=True)
class Unassigned:
	"""A job that is left out, and why: the reasons from most to least telling."""

	job: str
	reason: Reason


@dataclass(frozen=True, slots=True)
class Plan:
	"""Visits by technician and time. `travel` counts the way home. `cut_short` says that the clock, not the number of
	iterations, ended the search: the same seed may then give another plan. `problem` is what was planned.
	"""

	visits: tuple[Visit, ...]
	unassigned: tuple[Unassigned, ...]
	rests: tuple[Rest, ...] = ()
	travel: int = 0
	overtime: int = 0
	cost: int = 0
	cut_short: bool = False
	problem: Problem | None = field(default=None, repr=False, compare=False)

	def visit(self, job: str) -> Visit | None:
		"""The leading visit of a job, or None when it is left out."""
		return next((visit for visit in self.visits if visit.job == job and visit.lead), None)
