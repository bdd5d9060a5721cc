"""The engine, story by story: failures, and what answers them."""

import unittest
from datetime import timedelta

from gigafibre_fsm.flows import engine
from gigafibre_fsm.flows.definition import Definition, Step
from gigafibre_fsm.flows.walking.happenings import Failed, Waits, Withdraw
from gigafibre_fsm.flows.walking.stories import NOW, Story, chain, step

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

	def test_a_handler_may_be_drawn_after_the_step_it_answers_for(self):
		steps = self.handled()
		steps[2]["depends_on"] = ["a"]

		self.assertEqual(Story(*steps).failed("a").asked, ["h"])
		self.assertEqual(Story(*steps).done("a").statuses(), "a=D b=R h=S")

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

	def test_nothing_is_tried_again_or_asked_where_something_else_has_failed(self):
		story = Story(step("a"), step("b", on_error=RETRY), step("ask")).failed("a").take(Waits("ask"))

		self.assertEqual(story.failed("b").status, "Failed")
		self.assertEqual(story.statuses(), "a=F b=F ask=C")

	def test_a_handler_that_others_wait_for_does_not_hold_them_up_when_nobody_needs_it(self):
		drawing = [
			step("a", on_error={"action": "handler", "handler": "h"}),
			step("c", on_error={"action": "handler", "handler": "other"}),
			step("b", "do", "c", on_error={"action": "handler", "handler": "h"}),
			step("h"),
			step("other", "do", "h"),
		]
		story = Story(*drawing).failed("c").done("a")

		self.assertEqual((story.asked, story.state.steps["h"].status), (["other"], "Skipped"))
		self.assertEqual(story.done("other", "b").status, "Completed")

	def test_steps_that_wait_for_each_other_fail_the_run_instead_of_waiting_for_ever(self):
		circle = Definition((Step("a", "do", depends_on=("b",)), Step("b", "do", depends_on=("a",))))

		state, effects = engine.start(circle, NOW, {}, seed="run")

		self.assertEqual((state.status, effects), ("Failed", []))
		self.assertEqual(state.error, "Its turn never comes: it waits for steps that wait for it")


if __name__ == "__main__":
	unittest.main()
