"""The engine, story by story: order, containers and waits."""

import unittest
from datetime import timedelta

from gigafibre_fsm.flows import engine
from gigafibre_fsm.flows.walking.happenings import Done, Heard, Waits, Withdraw
from gigafibre_fsm.flows.walking.stories import NOW, Story, chain, step

TWO_LINES = {"lines": [{"qty": 1}, {"qty": 2}]}


class TestOrder(unittest.TestCase):
	def test_a_chain_is_done_one_after_the_other(self):
		story = Story(*chain("a", "b"))

		self.assertEqual(story.asked, ["a"])
		self.assertEqual(story.done("a").asked, ["b"])
		self.assertEqual(story.done("b").status, "Completed")

	def test_what_depends_on_two_waits_for_both(self):
		story = Story(step("a"), step("b"), step("c", "do", "a", "b"))

		self.assertEqual(story.asked, ["a", "b"])
		self.assertEqual(story.done("b").asked, [])
		self.assertEqual(story.done("a").asked, ["c"])

	def test_a_step_whose_condition_is_false_is_skipped_and_the_next_goes_on(self):
		story = Story(
			step("a", condition={"==": [{"var": "doc.status"}, "Paid"]}), step("b", "do", "a"), doc={}
		)

		self.assertEqual(story.statuses(), "a=S b=R")
		self.assertEqual(story.state.steps["a"].why, "condition")

	def test_conditions_see_what_earlier_steps_left(self):
		story = Story(
			step("check"), step("b", "do", "check", condition={"<": [{"var": "steps.check.rx"}, -27]})
		)

		self.assertEqual(story.done("check", output={"rx": -29}).asked, ["b"])

	def test_a_condition_that_cannot_be_read_fails_its_step_and_says_where(self):
		story = Story(step("a", condition={"and": [{"nope": 1}]}))

		self.assertEqual(story.status, "Failed")
		self.assertEqual(story.state.steps["a"].memory["trouble"]["values"]["path"], "and.0.nope")
		self.assertIn("nope", story.state.error)

	def test_a_flow_without_steps_is_completed_at_once(self):
		self.assertEqual(Story().status, "Completed")

	def test_what_comes_twice_late_or_from_nowhere_changes_nothing(self):
		story = Story(*chain("a", "b")).done("a")
		state = story.state

		for event in (Done("a", {"other": 1}), Done("b", attempt=7), Done("zz"), Heard("paid"), Waits("a")):
			self.assertEqual(engine.advance(story.definition, state, event, NOW), (state, []))

	def test_an_effect_can_be_asked_for_again_after_a_crash(self):
		story = Story(
			step("l", "loop", params={"over": {"var": "doc.lines"}}), step("a", parent="l"), doc=TWO_LINES
		)

		self.assertEqual(engine.effect_of(story.definition, story.state, "a#0"), story.effects[0])


class TestContainers(unittest.TestCase):
	def test_a_group_ends_with_the_last_of_its_steps(self):
		story = Story(step("g", "group"), step("a", parent="g"), step("b", parent="g"), step("c", "do", "g"))

		self.assertEqual(story.done("a").asked, [])
		self.assertEqual(story.done("b").asked, ["c"])

	def test_a_branch_takes_the_first_case_that_is_true(self):
		story = Story(*self.branch(), step("end", "do", "br"), doc={"amount": 60})

		self.assertEqual(story.statuses(), "br=R end=P big=S mid=R small=S")
		self.assertEqual(story.done("mid").asked, ["end"])
		self.assertEqual(story.state.steps["br"].output, {"case": "mid"})

	def test_a_branch_without_a_true_case_takes_the_last_lane(self):
		self.assertEqual(Story(*self.branch(), doc={"amount": 1}).asked, ["small"])

	def branch(self):
		cases = [
			{"key": key, "condition": {">": [{"var": "doc.amount"}, least]}}
			for key, least in (("big", 100), ("mid", 50))
		]
		lanes = (("big", "big"), ("mid", "mid"), ("small", "else"))
		return [
			step("br", "branch", params={"cases": cases}),
			*(step(name, parent="br", lane=lane) for name, lane in lanes),
		]

	def test_a_loop_does_its_steps_for_each_element_in_turn(self):
		story = Story(*self.loop(), doc=TWO_LINES)

		self.assertEqual(story.effects[0].scope, {"item": {"qty": 1}, "line": {"qty": 1}, "index": 0})
		self.assertEqual(story.done("a#0").asked, ["b#0"])
		self.assertEqual(story.done("b#0").asked, ["a#1"])
		self.assertEqual(story.done("a#1", "b#1").status, "Completed")
		self.assertEqual(story.state.steps["l"].output, {"count": 2})

	def loop(self, **params):
		return [
			step("l", "loop", params={"over": {"var": "doc.lines"}, "item": "line", **params}),
			step("a", parent="l"),
			step("b", "do", "a", parent="l"),
		]

	def test_a_loop_goes_through_the_list_as_it_was_when_it_began(self):
		story = Story(*self.loop(), doc=TWO_LINES)
		story.facts = {"doc": {"lines": []}}

		self.assertEqual(story.done("a#0", "b#0").asked, ["a#1"])

	def test_a_list_longer_than_allowed_fails_the_loop_instead_of_being_cut(self):
		story = Story(*self.loop(max=1), doc=TWO_LINES)

		self.assertEqual((story.status, story.statuses()), ("Failed", "l=F"))
		self.assertEqual(story.state.error, "The list has 2 elements, and at most 1 are allowed")

	def test_what_is_no_list_or_not_there_fails_the_loop_and_an_empty_one_does_not(self):
		self.assertEqual(Story(*self.loop(), doc={"lines": "x"}).status, "Failed")
		self.assertEqual(Story(*self.loop(), doc={"lines": None}).status, "Failed")
		self.assertEqual(Story(*self.loop(), doc={"lines": []}).status, "Completed")

	def test_the_list_may_be_given_as_a_variable_in_braces(self):
		self.assertEqual(Story(*self.loop(over="{{ doc.lines }}"), doc=TWO_LINES).asked, ["a#0"])

	def test_in_a_loop_the_same_turn_is_seen_first_and_then_what_is_around(self):
		low = {"and": [{"<": [{"var": "steps.a.rx"}, 0]}, {"var": "steps.before.ok"}]}
		steps = [step("before"), *self.loop()]
		steps[1]["depends_on"], steps[3]["condition"] = ["before"], low
		story = Story(*steps, doc=TWO_LINES).done("before", output={"ok": True})

		self.assertEqual(story.done("a#0", output={"rx": -20}).asked, ["b#0"])
		self.assertEqual(story.done("b#0").done("a#1", output={"rx": 5}).status, "Completed")
		self.assertEqual(story.state.steps["b#1"].status, "Skipped")

	def test_a_loop_in_a_loop_numbers_its_turns_inside_the_outer_ones(self):
		inner = step("in", "loop", parent="out", params={"over": {"var": "row"}, "item": "cell"})
		outer = step("out", "loop", params={"over": {"var": "doc.rows"}, "item": "row"})
		story = Story(outer, inner, step("a", parent="in"), doc={"rows": [["x"], ["y", "z"]]})

		self.assertEqual(story.asked, ["a#0.0"])
		self.assertEqual(story.done("a#0.0").asked, ["a#1.0"])
		self.assertEqual(story.done("a#1.0").asked, ["a#1.1"])
		expected = {"row": ["y", "z"], "cell": "z", "item": "z", "index": 1}
		self.assertEqual(story.effects[0].scope, expected)
		self.assertEqual(story.done("a#1.1").status, "Completed")

	def test_a_parallel_starts_its_lanes_together_and_waits_for_all(self):
		story = Story(*self.parallel("all"), step("end", "do", "p"))

		self.assertEqual(story.asked, ["a", "b"])
		self.assertEqual(story.done("b").asked, [])
		self.assertEqual(story.done("a").asked, ["a2"])
		self.assertEqual(story.done("a2").asked, ["end"])

	def parallel(self, join):
		return [
			step("p", "parallel", params={"join": join}),
			step("a", parent="p", lane="one"),
			step("a2", "do", "a", parent="p", lane="one"),
			step("b", parent="p", lane="two"),
		]

	def test_in_a_race_the_first_lane_wins_and_the_others_are_cancelled(self):
		story = Story(*self.parallel("any"), step("end", "do", "p")).take(Waits("a"))

		story.done("b")

		self.assertEqual(story.statuses(), "p=D end=R a=C a2=C b=D")
		self.assertEqual(story.effects[0], Withdraw("a", "a", "do"))
		self.assertEqual(story.state.steps["p"].output, {"lane": "two"})

	def test_a_race_waits_for_what_is_being_done_and_cannot_be_stopped(self):
		story = Story(*self.parallel("any")).done("b")

		self.assertEqual(story.statuses(), "p=R a=R a2=C b=D")
		self.assertEqual(story.failed("a").status, "Completed")

	def test_a_race_fails_only_when_every_lane_has(self):
		story = Story(*self.parallel("any")).failed("a")

		self.assertEqual(story.status, "Running")
		self.assertEqual(story.failed("b", "neither").status, "Failed")

	def test_a_lane_that_did_nothing_does_not_win(self):
		steps = self.parallel("any")
		steps[3]["condition"] = False
		story = Story(*steps)

		self.assertEqual(story.statuses(), "p=R a=R a2=P b=S")
		self.assertEqual(story.done("a", "a2").state.steps["p"].output, {"lane": "one"})

	def test_steps_of_a_parallel_without_a_lane_are_lanes_with_what_they_depend_on(self):
		lane = [step("a", parent="p"), step("b", "do", "a", parent="p"), step("c", parent="p")]
		story = Story(step("p", "parallel", params={"join": "any"}), *lane)

		self.assertEqual(story.done("a").statuses(), "p=R a=D b=R c=R")
		self.assertEqual(story.done("c", "b").state.steps["p"].output, {"lane": "c"})


class TestWaits(unittest.TestCase):
	def test_a_wait_goes_on_when_its_time_has_passed_and_not_before(self):
		story = Story(
			step("w", "wait", params={"mode": "duration", "amount": 2, "unit": "days"}), step("a", "do", "w")
		)

		self.assertEqual((story.status, story.wakes_in()), ("Waiting", timedelta(days=2)))
		self.assertEqual(story.later(hours=47).asked, [])
		self.assertEqual(story.later(hours=2).asked, ["a"])
		self.assertEqual(story.state.steps["w"].output, {"timed_out": False, "event": None})

	def until(self, when, amount=-1):
		params = {"mode": "date", "field": "doc.start", "amount": amount, "unit": "days"}
		return Story(step("w", "wait", params=params), doc={"start": when})

	def test_a_wait_until_a_date_counts_from_the_date(self):
		self.assertEqual(self.until("2026-01-08T09:00:00").wakes_in(), timedelta(days=2))
		self.assertEqual(self.until("2026-01-08", 1).wakes_in(), timedelta(days=3, hours=15))

	def test_a_date_that_is_past_is_not_waited_for(self):
		self.assertEqual(self.until("2026-01-01").status, "Completed")

	def test_a_date_that_is_not_there_fails_the_wait(self):
		for nothing in (None, "", "soon", 5):
			self.assertEqual(self.until(nothing).state.error, "There is no date to wait for in doc.start")

	def test_a_wait_whose_length_means_nothing_fails(self):
		self.assertEqual(Story(step("w", "wait", params={"amount": "a few"})).status, "Failed")
		self.assertEqual(Story(step("w", "wait", params={"amount": 1e12})).status, "Failed")

	def for_payment(self, **timeout):
		params = {"mode": "event", "event": "on_payment_received", **timeout}
		return Story(step("w", "wait", params=params))

	def test_a_wait_for_an_event_ends_with_what_was_heard(self):
		story = self.for_payment().heard("on_message_received")

		self.assertEqual((story.status, story.wakes_in()), ("Waiting", None))
		story.heard("on_payment_received", {"amount": 20})
		self.assertEqual(story.status, "Completed")
		self.assertEqual(story.state.steps["w"].output, {"timed_out": False, "event": {"amount": 20}})

	def test_a_wait_in_vain_goes_on_or_fails_as_drawn(self):
		week = {"timeout_amount": 1, "timeout_unit": "weeks"}

		gone_on = self.for_payment(**week).later(days=8)
		failed = self.for_payment(**week, on_timeout="fail").later(days=8)

		self.assertEqual(gone_on.state.steps["w"].output, {"timed_out": True, "event": None})
		self.assertEqual(failed.state.error, "Waited in vain for: on_payment_received")

	def test_an_effect_that_asks_somebody_waits_for_the_answer(self):
		story = Story(*chain("ask", "b")).take(Waits("ask", output={"task": "T-1"}))

		self.assertEqual((story.status, story.wakes_in()), ("Waiting", None))
		self.assertEqual(story.done("ask", output={"answer": "yes"}).asked, ["b"])
		self.assertEqual(story.state.steps["ask"].output, {"task": "T-1", "answer": "yes"})

	def test_nobody_answered_in_time(self):
		until = NOW + timedelta(hours=4)
		stories = {
			answer: Story(step("ask")).take(Waits("ask", "on_job_complete", until, {"task": "T-1"}, answer))
			for answer in ("continue", "fail", "again")
		}
		for story in stories.values():
			story.later(hours=5)

		self.assertEqual(stories["continue"].state.steps["ask"].output["timed_out"], True)
		self.assertEqual(stories["fail"].status, "Failed")
		self.assertEqual((stories["again"].asked, stories["again"].state.steps["ask"].attempts), (["ask"], 2))

	def test_a_wait_that_fails_stops_another_whose_time_is_up_as_well(self):
		first = {
			"mode": "event",
			"event": "x",
			"timeout_amount": 1,
			"timeout_unit": "hours",
			"on_timeout": "fail",
		}
		second = {"amount": 1, "unit": "hours"}
		story = Story(step("a", "wait", params=first), step("b", "wait", params=second)).later(hours=2)

		self.assertEqual((story.status, story.statuses()), ("Failed", "a=F b=C"))

	def test_all_waits_that_are_over_go_on_at_one_waking(self):
		waits = [step(f"w{hours}", "wait", params={"amount": hours, "unit": "hours"}) for hours in (1, 2, 30)]
		story = Story(*waits).later(hours=3)

		self.assertEqual((story.statuses(), story.wakes_in()), ("w1=D w2=D w30=W", timedelta(hours=27)))


if __name__ == "__main__":
	unittest.main()
