"""Days as a dispatcher would plan them, and what is said of the jobs that do not fit."""

import unittest
from dataclasses import replace
from unittest.mock import patch

from gigafibre_fsm.dispatch import plan, plan_plainly, solver
from gigafibre_fsm.dispatch.models import Budget, Problem
from gigafibre_fsm.dispatch.testing import HOUR, job, lunch, problem, random_day, shift, technician, window
from gigafibre_fsm.dispatch.violations import violations

QUICK = Budget(seconds=20, iterations=60)


class PlannerCase(unittest.TestCase):
	def planned(self, asked: Problem, **others):
		"""The plan, checked."""
		found = plan(asked, seed=1, budget=QUICK, **others)
		self.assertEqual(violations(asked, found), [])
		return found

	def reasons(self, asked: Problem) -> dict[str, str]:
		return {left.job: left.reason.code for left in self.planned(asked).unassigned}


class TestPlan(PlannerCase):
	def test_jobs_go_to_those_who_have_the_skill_at_its_level(self):
		ann, bob = technician("Ann", skills={"fibre": 2}), technician("Bob", skills={"fibre": 1})
		found = self.planned(
			problem([ann, bob], [job("splice", skills={"fibre": 2}), job("check", skills={"fibre": 1})])
		)
		self.assertEqual(found.visit("splice").technician, "Ann")
		self.assertEqual(found.unassigned, ())

	def test_a_window_is_kept_though_the_technician_waits(self):
		found = self.planned(problem([technician("Ann")], [job("late", windows=(window(14, 15),))]))
		self.assertEqual(found.visit("late").start, 14 * HOUR)

	def test_the_second_of_two_windows_serves_when_the_first_is_taken(self):
		jobs = [
			job("pinned", minutes=120, pinned_start=9 * HOUR),
			job("either", windows=(window(9, 10), window(13, 14))),
		]
		found = self.planned(problem([technician("Ann")], jobs))
		self.assertEqual(found.visit("pinned").start, 9 * HOUR)
		self.assertEqual(found.visit("either").start, 13 * HOUR)

	def test_lunch_is_taken_between_jobs(self):
		ann = technician("Ann", shift(breaks=(lunch(),)))
		found = self.planned(problem([ann], [job(f"J{n}", n, 90) for n in range(4)]))
		(rest,) = found.rests
		self.assertTrue(11.5 * HOUR <= rest.start <= 13 * HOUR)
		self.assertEqual(found.unassigned, ())

	def test_two_breaks_in_a_row_do_not_change_when_one_arrived(self):
		rests = (lunch(9, 9, 10), lunch(9.25, 9.25, 10))
		found = self.planned(
			problem([technician("Ann", shift(8, 11, breaks=rests))], [job("a", 0), job("b", 0, 15)])
		)
		self.assertEqual((len(found.rests), found.unassigned), (2, ()))

	def test_two_people_begin_together_and_only_the_lead_needs_the_skill(self):
		ann, bob = technician("Ann", skills={"pole": 1}), technician("Bob")
		found = self.planned(problem([ann, bob], [job("pole", people=2, skills={"pole": 1}), job("other")]))
		lead, helper = sorted((v for v in found.visits if v.job == "pole"), key=lambda visit: not visit.lead)
		self.assertEqual((lead.technician, helper.technician, lead.start), ("Ann", "Bob", helper.start))

	def test_a_job_begins_after_the_one_it_waits_for(self):
		jobs = [job("connect", depends_on=("dig",), priority=1), job("dig", 8, priority=3)]
		found = self.planned(problem([technician("Ann"), technician("Bob")], jobs))
		self.assertGreaterEqual(found.visit("connect").start, found.visit("dig").end)

	def test_overtime_is_used_up_to_its_limit_when_a_job_would_be_left_out(self):
		ann = technician("Ann", shift(8, 10, overtime=HOUR))
		found = self.planned(problem([ann], [job("one", 1), job("two", 1), job("three", 1)]))
		self.assertEqual(len(found.visits), 2)
		self.assertTrue(0 < found.overtime <= HOUR)

	def test_the_urgent_job_is_done_and_the_other_left_out(self):
		ann = technician("Ann", shift(8, 10))
		found = self.planned(problem([ann], [job("can wait", priority=3), job("urgent", priority=1)]))
		self.assertEqual([visit.job for visit in found.visits], ["urgent"])

	def test_a_fortnight_keeps_each_day_and_does_not_use_a_part_twice(self):
		asked = random_day(3, 60, seed=3, days=14)
		asked = replace(asked, technicians=tuple(replace(t, stock={"ont": 4}) for t in asked.technicians))
		found = self.planned(asked)
		self.assertGreater(len({visit.shift for visit in found.visits}), 5)

	def test_the_same_seed_gives_the_same_plan(self):
		asked = random_day(4, 24, seed=5)
		first, second = self.planned(asked), self.planned(asked)
		self.assertFalse(first.cut_short)
		self.assertEqual(first, second)

	def test_without_the_solver_the_plan_is_made_all_the_same(self):
		asked = random_day(4, 30, seed=6)
		with patch.object(solver, "pyvrp", None):
			found = self.planned(asked)
		self.assertLessEqual(len(found.unassigned), len(plan_plainly(asked).unassigned))

	def test_no_time_at_all_still_gives_a_plan_that_can_be_done(self):
		asked = random_day(4, 30, seed=7)
		found = plan(asked, budget=Budget(seconds=0))
		self.assertEqual(violations(asked, found), [])
		self.assertTrue(found.cut_short)
		self.assertTrue(found.visits)

	def test_an_earlier_plan_is_never_made_worse(self):
		asked = random_day(3, 40, seed=8)
		good = plan(asked, seed=1, budget=Budget(seconds=20, iterations=300))
		again = plan(asked, seed=2, budget=Budget(seconds=0), before=good)
		self.assertLessEqual((len(again.unassigned), again.cost), (len(good.unassigned), good.cost))

	def test_all_urgent_jobs_are_found_room_for_where_the_heuristic_leaves_one_out(self):
		jobs = [
			job("a", 10, 60, priority=1, windows=(window(8, 12),)),
			job("b", 10, 60, priority=1, windows=(window(8, 10.2),)),
			job("c", -10, 60, priority=1, windows=(window(8, 8.2),)),
			job("d", -10, 50, priority=1, windows=(window(8, 16),)),
		]
		found = self.planned(problem([technician("Ann", shift(8, 13))], jobs))
		self.assertEqual(found.unassigned, ())


class TestReasons(PlannerCase):
	def test_nobody_has_the_skill(self):
		asked = problem([technician("Ann")], [job("splice", skills={"fibre": 2})])
		left = self.planned(asked).unassigned[0]
		self.assertEqual(left.reason.text, "Nobody who could be sent has the skill fibre at level 2.")

	def test_what_cannot_be_is_said_by_its_cause(self):
		ann = technician("Ann", stock={"ont": 1}, capacity=10, territories=frozenset({"Laval"}))
		jobs = [
			job("parts", parts={"ont": 2}),
			job("territory", territory="Québec"),
			job("night", windows=(window(20, 22),)),
			job("far", kilometres=500),
			job("stranger", pinned_technician="Zoe"),
			job("ghost", depends_on=("nothing",)),
			job("circle", depends_on=("circle",)),
			job("waits", depends_on=("night",)),
			job("crowd", people=3),
			job("pair", people=2),
		]
		self.assertEqual(
			self.reasons(problem([ann], jobs)),
			{
				"parts": "nobody_parts",
				"territory": "nobody_there",
				"night": "nobody_hours",
				"far": "nobody_near",
				"stranger": "unknown_technician",
				"ghost": "unknown_dependency",
				"circle": "dependency_circle",
				"waits": "dependency_out",
				"crowd": "too_many_people",
				"pair": "no_second_person",
			},
		)

	def test_nobody_has_room_left(self):
		asked = problem([technician("Ann", shift(8, 10))], [job("first", priority=1), job("second")])
		left = self.planned(asked).unassigned[0]
		self.assertEqual(left.reason.code, "no_room")
		self.assertEqual([reason.code for reason in left.reason.because], ["day_full"])

	def test_two_jobs_pinned_to_the_same_hour_leave_one_out(self):
		jobs = [job(name, pinned_technician="Ann", pinned_start=9 * HOUR) for name in ("one", "two")]
		self.assertEqual(
			self.reasons(problem([technician("Ann"), technician("Bob")], jobs)), {"two": "pin_kept_out"}
		)

	def test_the_parts_that_others_took_are_counted(self):
		asked = problem(
			[technician("Ann", stock={"ont": 1})], [job("a", parts={"ont": 1}), job("b", parts={"ont": 1})]
		)
		left = self.planned(asked).unassigned[0]
		self.assertEqual(
			left.reason.because[0].values, {"technician": "Ann", "part": "ont", "left": 0, "needs": 1}
		)

	def test_without_technicians_every_job_says_so(self):
		self.assertEqual(self.reasons(problem([], [job("a")])), {"a": "no_technicians"})
