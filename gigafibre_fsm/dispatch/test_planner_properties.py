"""Whatever the day: the plan can be done, every job is somewhere or has a reason, and less asked is never less done."""

import unittest
from dataclasses import replace

from gigafibre_fsm.dispatch import plan, plan_plainly, solver
from gigafibre_fsm.dispatch.models import Break, Budget, Job, Place, Problem, Shift, Technician, Window
from gigafibre_fsm.dispatch.violations import violations

try:
	from hypothesis import HealthCheck, given, settings
	from hypothesis import strategies as st
except ImportError as error:
	raise unittest.SkipTest("hypothesis is not installed") from error

BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
QUICK = Budget(seconds=30, iterations=25)
HOUR = 3600

places = st.builds(Place, st.floats(45.3, 45.7), st.floats(-73.9, -73.3))
skills = st.dictionaries(st.sampled_from(["fibre", "tv"]), st.integers(1, 3), max_size=2)
parts = st.dictionaries(st.sampled_from(["ont", "cable"]), st.integers(1, 2), max_size=2)
names = st.sampled_from(["T0", "T1", "T2", "nobody"])
moments = st.integers(8 * 4, 17 * 4).map(lambda quarter: quarter * 900)
windows = st.builds(lambda start, length: Window(start, start + length), moments, st.integers(0, 4 * HOUR))
breaks = st.builds(
	lambda start, slack, minutes: Break(start, start + slack, minutes * 60),
	moments,
	st.integers(0, 2 * HOUR),
	st.integers(10, 60),
)


@st.composite
def shifts(draw, day: int = 0):
	start = day * 86_400 + draw(st.integers(7, 10)) * HOUR
	rests = tuple(draw(st.lists(breaks, max_size=2)))
	return Shift(
		start,
		start + draw(st.integers(2, 9)) * HOUR,
		draw(places),
		draw(places),
		rests,
		draw(st.integers(0, 5400)),
	)


@st.composite
def technicians(draw, name: str):
	days = draw(st.lists(st.sampled_from([0, 0, 0, 1]), min_size=1, max_size=2, unique=True))
	return Technician(
		name,
		tuple(draw(shifts(day)) for day in days),
		draw(skills),
		draw(st.none() | st.dictionaries(st.sampled_from(["ont", "cable"]), st.integers(0, 4))),
		draw(st.none() | st.integers(0, 10)),
		draw(st.none() | st.just(frozenset({"Laval"}))),
	)


@st.composite
def jobs(draw, name: str, earlier: list[str]):
	return Job(
		name,
		draw(places),
		draw(st.integers(1, 8)) * 900,
		tuple(draw(st.lists(windows, max_size=2))),
		draw(st.just({}) | skills),
		draw(st.just({}) | parts),
		draw(st.integers(0, 4)),
		draw(st.integers(1, 3)),
		draw(st.none() | st.none() | names),
		draw(st.none() | st.none() | st.none() | moments),
		tuple(draw(st.lists(st.sampled_from(earlier), max_size=1))) if earlier else (),
		draw(st.sampled_from([1, 1, 1, 2])),
		draw(st.sampled_from([None, None, "Laval", "Québec"])),
	)


@st.composite
def problems(draw, most: int = 9):
	vans = tuple(draw(technicians(f"T{number}")) for number in range(draw(st.integers(0, 3))))
	names = [f"J{number}" for number in range(draw(st.integers(0, most)))]
	coupled = draw(st.booleans())
	asked = tuple(draw(jobs(name, names[:at] if coupled else [])) for at, name in enumerate(names))
	if not coupled:
		asked = tuple(replace(job, people=1) for job in asked)
	return Problem(vans, asked)


LESS_OF_A_JOB = [
	{"windows": ()},
	{"skills": {}},
	{"parts": {}},
	{"load": 0},
	{"pinned_technician": None},
	{"pinned_start": None, "windows": ()},
	{"territory": None},
]


@st.composite
def eased(draw):
	"""A problem, and the same with one constraint of one job or of one technician less."""
	asked = draw(problems(most=6).filter(lambda found: found.jobs and found.technicians))
	easier = list(asked.jobs)
	if draw(st.booleans()):
		at = draw(st.integers(0, len(easier) - 1))
		easier[at] = replace(easier[at], **draw(st.sampled_from(LESS_OF_A_JOB)))
		return asked, replace(asked, jobs=tuple(easier))
	at = draw(st.integers(0, len(asked.technicians) - 1))
	vans = list(asked.technicians)
	less = [
		{"stock": None},
		{"capacity": None},
		{"territories": None},
		{"skills": {"fibre": 3, "tv": 3, **vans[at].skills}},
	]
	vans[at] = replace(vans[at], **draw(st.sampled_from(less[:3])))
	return asked, replace(asked, technicians=tuple(vans))


def urgent(problem: Problem, found) -> int:
	"""How many jobs of priority 1 are served."""
	served = {visit.job for visit in found.visits}
	return sum(job.priority == 1 and job.name in served for job in problem.jobs)


class TestWhateverTheDay(unittest.TestCase):
	@BOUNDED
	@given(problems(), st.integers(0, 5))
	def test_the_plan_breaks_nothing_and_accounts_for_every_job(self, asked, seed):
		found = plan(asked, seed, QUICK)
		self.assertEqual(violations(asked, found), [])
		self.assertTrue(all(left.reason.text for left in found.unassigned))

	@BOUNDED
	@given(problems())
	def test_the_plain_heuristic_breaks_nothing(self, asked):
		self.assertEqual(violations(asked, plan_plainly(asked)), [])

	@BOUNDED
	@given(problems(), st.integers(0, 5))
	def test_the_same_seed_gives_the_same_plan(self, asked, seed):
		self.assertEqual(plan(asked, seed, QUICK), plan(asked, seed, QUICK))

	@BOUNDED
	@given(eased())
	def test_one_constraint_less_never_serves_fewer_urgent_jobs(self, pair):
		asked, easier = pair
		before = plan(asked, 0, QUICK)
		after = plan(easier, 0, QUICK, before=before)
		self.assertEqual(violations(easier, after), [])
		self.assertGreaterEqual(urgent(easier, after), urgent(asked, before))

	@BOUNDED
	@given(eased())
	def test_nor_without_knowing_the_plan_before_when_no_job_hangs_on_another(self, pair):
		asked, easier = (replace(each, jobs=tuple(map(alone, each.jobs))) for each in pair)
		before, after = plan(asked, 0, QUICK), plan(easier, 0, QUICK)
		self.assertGreaterEqual(urgent(easier, after), urgent(asked, before))

	def test_the_solver_is_there(self):
		self.assertTrue(solver.available())


def alone(job: Job) -> Job:
	return replace(job, people=1, depends_on=())
