"""The engine, story by story: failures, what answers them, going on by hand, cancelling and undoing."""

import unittest
from datetime import timedelta

from gigafibre_fsm.flows import engine
from gigafibre_fsm.flows.engine_stories import Story, chain, step
from gigafibre_fsm.flows.happenings import Failed, Perform, Waits, Withdraw

RETRY = {"action": "retry", "max": 2, "delay": 60, "factor": 3, "jitter": 0}


class TestFailures(unittest.TestCase):
	def test_a_failure_ends_the_run_and_cancels_what_has_not_begun(self):
		story = Story(*chain("a", "b")).failed("a", "the OLT does not answer")

		self.assertEqual((story.status, story.statuses()), ("Failed", "a=F b=C"))
		self.assertEqual(story.state.error, "the OLT does not answer")

	def test_what_is_being_done_may_end_before_the_run_has_failed(self):
		story = Story(step("a"), step("b"), step("c", "do", "b")).failed("a")

		self.assertEqual((story.status, story.statuses()), ("Running", "a=F b=R c=C"))
		self.assertEqual(story.done("b", output={"kept": 1}).status, "Failed")
		self.assertEqual(story.state.steps["b"].output, {"kept": 1})

	def test_whoever_was_asked_is_not_waited_for_after_a_failure(self):
		story = Story(step("a"), step("ask")).take(Waits("ask")).failed("a")

		self.assertEqual((story.status, story.statuses()), ("Failed", "a=F ask=C"))
		self.assertIn(Withdraw("ask", "ask", "do"), story.effects)

	def test_going_on_in_spite_of_a_failure(self):
		story = Story(*chain("a", "b", on_error={"action": "continue"})).failed("a")

		self.assertEqual(story.asked, ["b"])
		self.assertEqual(story.done("b").status, "Completed")

	def test_a_failed_step_is_tried_again_later_and_later(self):
		story = Story(step("a", on_error=RETRY)).failed("a")

		self.assertEqual((story.status, story.wakes_in()), ("Waiting", timedelta(seconds=60)))
		self.assertEqual(story.later(seconds=61).asked, ["a"])
		self.assertEqual(story.effects[0].attempt, 2)
		self.assertEqual(story.failed("a").wakes_in(), timedelta(seconds=180))
		self.assertEqual(story.later(seconds=181).failed("a", "still not").status, "Failed")
		self.assertEqual(story.state.error, "still not")

	def test_what_cannot_be_helped_by_trying_is_not_tried_again(self):
		story = Story(step("a", on_error=RETRY | {"then": "continue"})).failed("a", can_retry=False)

		self.assertEqual((story.status, story.statuses()), ("Completed", "a=F"))

	def test_tries_are_spread_by_the_same_chance_each_time(self):
		rule = {"action": "retry", "delay": 100, "jitter": 0.5}

		waits = {Story(step(name, on_error=rule)).failed(name).wakes_in() for name in ("a", "b", "c", "a")}

		self.assertEqual(len(waits), 3)
		self.assertTrue(all(50 <= wait.total_seconds() <= 150 for wait in waits))

	def test_the_end_of_an_attempt_that_was_given_up_is_too_late(self):
		story = Story(step("a", on_error=RETRY)).failed("a").later(seconds=61)
		state = story.state

		late = engine.advance(story.definition, state, Failed("a", "late", attempt=1), story.now)

		self.assertEqual(late, (state, []))

	def test_a_handler_answers_a_failure_and_then_the_flow_goes_on(self):
		story = Story(*self.handled()).failed("a")

		self.assertEqual((story.asked, story.statuses()), (["h"], "a=F b=P h=R"))
		self.assertEqual(story.done("h").asked, ["b"])
		self.assertEqual(story.done("b").status, "Completed")

	def handled(self, **more):
		answer = {"action": "handler", "handler": "h"}
		return [step("a", on_error=answer), step("b", "do", "a"), step("h", **more)]

	def test_a_handler_nobody_needs_is_skipped(self):
		story = Story(*self.handled()).done("a", "b")

		self.assertEqual((story.status, story.statuses()), ("Completed", "a=D b=D h=S"))

	def test_a_handler_that_fails_fails_the_run(self):
		story = Story(*self.handled()).failed("a").failed("h", "the handler, too")

		self.assertEqual((story.status, story.statuses()), ("Failed", "a=F b=C h=F"))
		self.assertEqual(story.state.error, "the handler, too")

	def test_one_handler_for_a_chain_answers_its_first_failure(self):
		answer = {"action": "handler", "handler": "h"}
		story = Story(*chain("a", "b", "c", on_error=answer), step("h"))

		self.assertEqual(story.done("a").failed("b").asked, ["h"])
		self.assertEqual(story.done("h").asked, ["c"])
		self.assertEqual(story.failed("c").status, "Failed")

	def test_after_the_last_try_a_handler_may_answer(self):
		rule = RETRY | {"max": 1, "then": "handler", "handler": "h"}
		story = Story(step("a", on_error=rule), step("h")).failed("a").later(hours=1)

		self.assertEqual(story.failed("a").asked, ["h"])

	def test_a_failure_inside_fails_the_container_whose_own_answer_decides(self):
		for answer, expected in (("continue", "g=F after=R a=F b=C"), ("fail", "g=F after=C a=F b=C")):
			group = step("g", "group", on_error={"action": answer})
			inside = [step("a", parent="g"), step("b", "do", "a", parent="g")]
			story = Story(group, step("after", "do", "g"), *inside).failed("a")
			self.assertEqual(story.statuses(), expected)

	def test_a_turn_that_fails_ends_its_loop(self):
		loop = step("l", "loop", params={"over": [1, 2]})
		story = Story(loop, step("a", parent="l")).failed("a#0")

		self.assertEqual((story.status, story.statuses()), ("Failed", "l=F a#0=F"))

	def test_a_lane_that_fails_stops_the_others_that_are_needed(self):
		lanes = [step("a", parent="p", lane="x"), *chain("b", "c", parent="p", lane="y")]
		story = Story(step("p", "parallel", params={"join": "all"}), *lanes).failed("a").done("b")

		self.assertEqual((story.status, story.statuses()), ("Failed", "p=F a=F b=D c=C"))


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
