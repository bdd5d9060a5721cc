"""Beside a plan that stands: who suits a job, when it could be, why it is where it is, and the rest of the day anew."""

import unittest
from dataclasses import replace

from gigafibre_fsm.dispatch import explain, plan, replan, score, suggest
from gigafibre_fsm.dispatch.models import Budget, Plan
from gigafibre_fsm.dispatch.reasons import TEMPLATES
from gigafibre_fsm.dispatch.scoring import Weights
from gigafibre_fsm.dispatch.testing import HOUR, job, lunch, problem, random_day, shift, technician, window
from gigafibre_fsm.dispatch.violations import violations

QUICK = Budget(seconds=20, iterations=60)
NOTHING = Plan((), ())


class TestScore(unittest.TestCase):
	def test_the_parts_of_a_score_add_up_to_it(self):
		asked = problem([technician("Ann", skills={"fibre": 3})], [job("a", skills={"fibre": 1})])
		(ann,) = score(asked, NOTHING, "a")
		self.assertEqual(set(ann.parts), {"travel", "soonest", "workload", "skill"})
		self.assertAlmostEqual(ann.total, sum(ann.parts.values()), places=5)

	def test_the_nearer_goes_first_and_who_cannot_goes_last_with_the_reason(self):
		near, far = technician("Near"), technician("Far", shift(home=job("x", 40).place))
		other = technician("Other", territories=frozenset({"Laval"}))
		scores = score(problem([far, other, near], [job("a", territory="Québec")]), NOTHING, "a")
		self.assertEqual([each.technician for each in scores], ["Near", "Far", "Other"])
		self.assertEqual(scores[-1].refusal.code, "territory")

	def test_weights_decide_what_counts(self):
		expert = technician("Expert", skills={"fibre": 5})
		beginner = technician("Beginner", shift(home=job("x", 20).place), skills={"fibre": 1})
		asked = problem([expert, beginner], [job("a", skills={"fibre": 1})])
		by_road = score(asked, NOTHING, "a", Weights(travel=1, soonest=0, workload=0, skill=0))
		by_skill = score(asked, NOTHING, "a", Weights(travel=0, soonest=0, workload=0, skill=1))
		self.assertEqual((by_road[0].technician, by_skill[0].technician), ("Expert", "Beginner"))

	def test_the_jobs_already_planned_take_their_room(self):
		jobs = [job("first", priority=1), job("new")]
		asked = problem([technician("Ann", shift(8, 10))], jobs)
		(ann,) = score(asked, plan(asked, budget=QUICK), "new")
		self.assertEqual(ann.refusal.code, "day_full")


class TestSlots(unittest.TestCase):
	def test_every_slot_can_be_taken_with_all_other_visits_kept(self):
		asked = random_day(4, 40, seed=4, days=3)
		standing = plan(asked, budget=QUICK)
		kept = replace(standing, visits=tuple(visit for visit in standing.visits if visit.job != "J0"))
		slots = suggest(asked, standing, "J0", count=6)
		self.assertEqual(len(slots), 6)
		for slot in slots:
			taken = replace(
				asked.jobs[0], pinned_technician=slot.technician, pinned_start=slot.start, priority=1
			)
			after = plan(replace(asked, jobs=(taken, *asked.jobs[1:])), budget=Budget(20, 1), before=kept)
			self.assertEqual(after.visit("J0").start, slot.start)
			self.assertEqual(len(after.unassigned), len(standing.unassigned))

	def test_the_best_come_first_and_none_twice(self):
		asked = random_day(4, 30, seed=4, days=3)
		slots = suggest(asked, plan(asked, budget=QUICK), "J1")
		self.assertEqual([slot.score for slot in slots], sorted((s.score for s in slots), reverse=True))
		self.assertEqual(len({(slot.technician, slot.start) for slot in slots}), len(slots))

	def test_a_full_day_has_no_slot(self):
		asked = problem([technician("Ann", shift(8, 10))], [job("first", priority=1), job("new")])
		self.assertEqual(suggest(asked, plan(asked, budget=QUICK), "new"), ())


class TestExplain(unittest.TestCase):
	def test_why_this_technician_and_why_not_each_other(self):
		far = technician("Far", shift(home=job("x", 40).place), skills={"fibre": 2})
		vans = [technician("Near", skills={"fibre": 2}), far, technician("Learner", skills={"fibre": 1})]
		asked = problem(vans, [job("a", skills={"fibre": 2})])
		found = explain(plan(asked, budget=QUICK), "a")
		self.assertEqual((found.technician, found.chosen[0].code), ("Near", "assigned"))
		self.assertEqual(
			{n: r.code for n, r in found.others.items()}, {"Far": "farther", "Learner": "skill_level"}
		)
		self.assertIn("Learner has fibre at level 1; the job asks for 2.", found.words())

	def test_in_another_language(self):
		asked = problem(
			[technician("Ann"), technician("Bob", skills={})], [job("a", pinned_technician="Ann")]
		)
		french = {TEMPLATES["pinned"]: "Le travail est réservé à {technician}."}
		found = explain(plan(asked, budget=QUICK), "a")
		self.assertIn(
			"Le travail est réservé à Ann.", found.words(lambda english: french.get(english, english))
		)

	def test_who_is_elsewhere_at_the_pinned_hour_is_busy_there(self):
		jobs = [
			job("other", pinned_technician="Bob", pinned_start=9 * HOUR, priority=1),
			job("a", pinned_start=9 * HOUR),
		]
		asked = problem([technician("Ann"), technician("Bob")], jobs)
		found = explain(plan(asked, budget=QUICK), "a")
		self.assertEqual((found.technician, found.others["Bob"].text), ("Ann", "Bob is at other then."))

	def test_a_job_that_is_left_out_is_explained_technician_by_technician(self):
		vans = [technician("Ann", shift(8, 10)), technician("Bob", territories=frozenset({"Laval"}))]
		asked = problem(
			vans, [job("first", priority=1, territory="Québec"), job("second", territory="Québec")]
		)
		found = explain(plan(asked, budget=QUICK), "second")
		self.assertIsNone(found.technician)
		self.assertEqual(
			{n: r.code for n, r in found.others.items()}, {"Ann": "day_full", "Bob": "territory"}
		)


class TestReplan(unittest.TestCase):
	def setUp(self):
		vans = [technician(name, shift(breaks=(lunch(),)), stock={"ont": 3}) for name in ("Ann", "Bob")]
		jobs = [job(f"J{n}", 3 * n, 60, parts={"ont": 1}) for n in range(6)]
		self.asked = problem(vans, [*jobs, job("promised", 12, 60, windows=(window(14, 15),))])
		self.morning = plan(self.asked, budget=QUICK)

	def test_what_has_begun_stays_and_the_whole_day_can_be_done(self):
		now = 11 * HOUR
		afternoon = replan(self.asked, self.morning, now, budget=QUICK)
		self.assertEqual(violations(self.asked, afternoon), [])
		begun = {visit for visit in self.morning.visits if visit.leave < now}
		self.assertTrue(begun)
		self.assertLessEqual(begun, set(afternoon.visits))

	def test_a_fixed_job_keeps_its_technician_and_its_hour(self):
		before = self.morning.visit("promised")
		after = replan(self.asked, self.morning, 10 * HOUR, fixed=frozenset({"promised"}), budget=QUICK)
		self.assertEqual(
			(before.technician, before.start),
			(after.visit("promised").technician, after.visit("promised").start),
		)

	def test_an_urgent_job_that_comes_in_finds_its_place(self):
		urgent = job("urgent", 4, 30, priority=1, windows=(window(12, 14),))
		asked = problem(self.asked.technicians, [*self.asked.jobs, urgent])
		after = replan(asked, self.morning, 11 * HOUR, budget=QUICK)
		self.assertEqual(violations(asked, after), [])
		self.assertIsNotNone(after.visit("urgent"))

	def test_an_absent_technicians_jobs_go_to_the_other(self):
		_ann, bob = self.asked.technicians
		asked = problem([technician("Ann", shift(8, 8)), bob], self.asked.jobs)
		after = plan(asked, budget=QUICK, before=self.morning)
		self.assertEqual(violations(asked, after), [])
		self.assertEqual({visit.technician for visit in after.visits}, {"Bob"})
