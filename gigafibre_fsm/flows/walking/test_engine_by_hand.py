"""The engine, story by story: going on by hand after a failure, cancelling and undoing."""

import unittest

from gigafibre_fsm.flows.walking.happenings import Perform, Waits, Withdraw
from gigafibre_fsm.flows.walking.stories import Story, chain, step

RETRY = {"action": "retry"}


class TestByHand(unittest.TestCase):
	def test_a_failed_step_tried_again_brings_back_what_stopped_for_it(self):
		story = Story(step("g", "group"), *chain("a", "b", parent="g"), step("c", "do", "g")).failed("a")
		self.assertEqual(story.status, "Failed")

		story.retry("a")

		self.assertEqual((story.status, story.statuses()), ("Running", "g=R c=P a=R b=P"))
		self.assertEqual((story.effects[0].attempt, story.state.error), (2, ""))
		self.assertEqual(story.done("a", "b", "c").status, "Completed")

	def test_a_failed_step_skipped_lets_the_rest_go_on(self):
		story = Story(*chain("a", "b")).failed("a").skip("a")

		self.assertEqual((story.asked, story.state.steps["a"].why), (["b"], "by_hand"))
		self.assertEqual(story.done("b").status, "Completed")

	def test_with_two_failures_the_rest_waits_until_both_are_answered(self):
		story = Story(step("a"), step("b"), step("c", "do", "b")).failed("a").failed("b")

		self.assertEqual(story.retry("b").done("b").status, "Failed")
		self.assertEqual(story.statuses(), "a=F b=D c=C")
		self.assertEqual(story.skip("a").asked, ["c"])
		self.assertEqual(story.done("c").status, "Completed")

	def test_a_loop_that_stopped_for_a_failure_elsewhere_goes_on_with_its_next_turn(self):
		loop = step("l", "loop", params={"over": [1, 2]})
		story = Story(step("a"), loop, step("x", parent="l")).failed("a").done("x#0")
		self.assertEqual((story.status, story.statuses()), ("Failed", "a=F l=C x#0=D"))

		story.retry("a")

		self.assertEqual(story.asked, ["a", "x#1"])
		self.assertEqual(story.done("a", "x#1").status, "Completed")

	def test_a_group_that_stopped_for_a_failure_elsewhere_goes_on_where_it_was(self):
		group = [step("g", "group"), *chain("x", "y", parent="g")]
		story = Story(step("a"), *group).failed("a").done("x")
		self.assertEqual((story.status, story.statuses()), ("Failed", "a=F g=C x=D y=C"))

		self.assertEqual(story.retry("a").asked, ["a", "y"])

	def test_a_group_waits_for_a_failure_elsewhere_to_be_answered_too(self):
		group = [step("g", "group"), *chain("x", "y", parent="g")]
		story = Story(step("a"), *group, step("end", "do", "a")).failed("a").failed("x")

		story.retry("x").done("x")
		self.assertEqual((story.status, story.statuses()), ("Failed", "a=F g=C end=C x=D y=C"))

		self.assertEqual(story.skip("a").statuses(), "a=S g=R end=R x=D y=R")
		self.assertEqual(story.done("y", "end").status, "Completed")

	def test_what_lost_a_race_is_not_retried(self):
		race = step("p", "parallel", params={"join": "any"})
		story = Story(race, *(step(name, parent="p") for name in "abc")).done("c").failed("b")
		state = story.state

		self.assertEqual((story.status, story.retry("b").state), ("Running", state))
		self.assertEqual(story.done("a").status, "Completed")

	def test_retrying_a_container_retries_what_failed_in_it(self):
		story = Story(step("g", "group"), *chain("a", "b", parent="g")).done("a").failed("b")

		self.assertEqual(story.retry("g").asked, ["b"])

	def test_a_container_that_could_not_begin_begins_again(self):
		loop = step("l", "loop", params={"over": {"var": "doc.lines"}, "max": 1})
		story = Story(loop, step("a", parent="l"), doc={"lines": [1, 2]})
		story.facts = {"doc": {"lines": [1]}}

		self.assertEqual(story.retry("l").asked, ["a#0"])

	def test_a_step_whose_condition_could_not_be_read_is_looked_at_again(self):
		story = Story(step("a", condition={"weekday": {"var": "doc.day"}}), doc={"day": "soon"})
		self.assertEqual((story.status, story.retry("a").status), ("Failed", "Failed"))
		story.facts = {"doc": {"day": None}}

		self.assertEqual((story.retry("a").status, story.statuses()), ("Completed", "a=S"))

	def test_a_failure_that_was_answered_cannot_be_retried(self):
		story = Story(*chain("a", "b", on_error={"action": "continue"})).failed("a")
		state = story.state

		self.assertEqual(story.retry("a").state, state)
		self.assertEqual(story.skip("a").state, state)

	def test_the_next_try_need_not_be_waited_for(self):
		story = Story(step("a", on_error=RETRY)).failed("a")

		self.assertEqual((story.retry("a").asked, story.wakes_in()), (["a"], None))

	def test_a_wait_or_a_question_can_be_skipped(self):
		story = Story(*chain("ask", "b")).take(Waits("ask")).skip("ask")

		self.assertEqual(story.asked, ["b"])
		self.assertIn(Withdraw("ask", "ask", "do"), story.effects)

	def test_what_is_being_done_cannot_be_skipped(self):
		story = Story(step("a"))

		self.assertEqual(story.skip("a").statuses(), "a=R")


class TestCancel(unittest.TestCase):
	def undone(self, name, *after, **more):
		undo = {"kind": "undo", "params": {"of": name}}
		return step(name, "do", *after, compensate=undo, **more)

	def test_cancelling_stops_what_waits_and_lets_end_what_is_being_done(self):
		story = Story(step("a"), step("w", "wait", params={"amount": 1}), step("b", "do", "a")).cancel(
			"not needed"
		)

		self.assertEqual((story.status, story.statuses()), ("Cancelling", "a=R w=C b=C"))
		self.assertEqual(story.done("a").status, "Cancelled")
		self.assertEqual(story.state.error, "not needed")

	def test_what_was_done_is_undone_backwards_one_by_one(self):
		steps = [self.undone("a"), self.undone("b", "a"), step("c", "do", "b")]
		story = Story(*steps).done("a", "b").cancel()
		self.assertEqual(story.asked, [])

		undo = story.done("c").effects[0]

		self.assertEqual(undo, Perform("b~undo", "b", "undo", {"of": "b"}, 1, {}, undo=True))
		self.assertEqual(story.done("b~undo").asked, ["a~undo"])
		self.assertEqual(story.done("a~undo").status, "Cancelled")

	def test_what_was_not_done_is_not_undone(self):
		steps = [self.undone("a"), self.undone("b", condition=False), self.undone("c")]
		story = Story(*steps).failed("a").cancel().done("c")

		self.assertEqual(story.asked, ["c~undo"])
		self.assertEqual(story.done("c~undo").status, "Cancelled")

	def test_turns_of_a_loop_are_undone_each_with_its_own_element(self):
		loop = step("l", "loop", params={"over": ["x", "y", "z"]})
		story = Story(loop, self.undone("a", parent="l")).done("a#0", "a#1").cancel().failed("a#2")

		self.assertEqual((story.asked, story.effects[0].scope["item"]), (["a#1~undo"], "y"))

	def test_an_undoing_that_fails_is_written_down_and_the_next_goes_on(self):
		story = Story(self.undone("a"), self.undone("b", "a"), step("c", "do", "b")).done("a", "b").cancel()
		story.done("c").failed("b~undo", "gone already")

		self.assertEqual(story.asked, ["a~undo"])
		self.assertEqual(story.state.steps["b~undo"].error, "gone already")

	def test_a_run_that_failed_can_be_undone(self):
		story = Story(self.undone("a"), step("b", "do", "a")).done("a").failed("b").cancel()

		self.assertEqual((story.status, story.asked), ("Cancelling", ["a~undo"]))

	def test_a_run_that_is_over_stays_so(self):
		story = Story(self.undone("a")).done("a").cancel()

		self.assertEqual((story.status, story.asked), ("Completed", []))

	def test_a_question_whose_effect_was_on_its_way_is_withdrawn(self):
		story = Story(step("ask")).cancel().take(Waits("ask"))

		self.assertEqual((story.status, story.effects), ("Cancelled", [Withdraw("ask", "ask", "do")]))


if __name__ == "__main__":
	unittest.main()
