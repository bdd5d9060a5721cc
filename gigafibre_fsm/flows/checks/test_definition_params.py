"""Definitions: parameters, rules and texts, and the variables they name."""

import unittest

from gigafibre_fsm.flows.checks.test_definition import found, on_error, wrong
from gigafibre_fsm.flows.walking.stories import step


class TestParameters(unittest.TestCase):
	def test_unknown_kinds(self):
		self.assertEqual(
			found(step("a", "teleport"), step("b", compensate={"kind": "unsay"})),
			[("a", "kind", "unknown_kind"), ("b", "compensate.kind", "unknown_kind")],
		)

	def test_parameters_that_are_missing_unknown_or_ill_typed(self):
		params = {"channel": "pigeon", "limit": "many", "volume": 3}

		self.assertEqual(
			found(step("a", "tell", params=params), step("b", "tell", params={"text": ["x"]})),
			[
				("a", "params.text", "missing_parameter"),
				("a", "params.channel", "not_a_choice"),
				("a", "params.limit", "wrong_parameter"),
				("a", "params.volume", "unknown_parameter"),
				("b", "params.text", "wrong_parameter"),
			],
		)

	def test_questions_need_a_name_of_their_own_and_something_to_choose(self):
		form = [
			{"label": "A"},
			{"name": "b c"},
			{"name": "d"},
			{"name": "d"},
			{"name": "e", "type": "select", "options": []},
			{"name": "f", "type": "colour"},
		]

		self.assertEqual(
			[code for _step, _path, code in found(step("a", params={"form": form}))],
			["unnamed_question", "unnamed_question", "same_question", "no_options", "unknown_question"],
		)

	def test_what_is_no_finite_number_is_none(self):
		for number in ("nan", "inf", "1e999"):
			with self.subTest(number=number):
				told = found(step("a", "tell", params={"text": "x", "limit": number}))
				self.assertEqual(told, [("a", "params.limit", "wrong_parameter")])

	def test_an_event_that_is_a_list_is_unknown(self):
		waits = step("w", "wait", params={"mode": "event", "event": ["on_holiday"]})
		self.assertIn(("w", "params.event", "unknown_event"), found(waits))

	def test_a_parameter_is_only_asked_for_where_it_counts(self):
		by_mail = step("a", "tell", params={"text": "x", "channel": "email"})

		self.assertEqual(found(by_mail), [("a", "params.subject", "missing_parameter")])

	def test_a_text_with_variables_may_stand_for_a_number(self):
		self.assertEqual(found(step("a", "tell", params={"text": "x", "limit": "{{ doc.name }}"})), [])

	def test_loops_and_waits(self):
		drawing = [
			step("l", "loop", params={"max": 5000, "item": "The Line"}),
			step("w", "wait", params={"mode": "event", "event": "on_holiday"}),
			step("d", "wait", params={"mode": "date"}),
		]

		self.assertEqual(
			found(*drawing),
			[
				("l", "params.over", "missing_parameter"),
				("l", "params.max", "out_of_range"),
				("l", "params.item", "wrong_parameter"),
				("w", "params.event", "unknown_event"),
				("d", "params.field", "missing_parameter"),
			],
		)


class TestVariables(unittest.TestCase):
	def text(self, name, text, *after, **more):
		return step(name, "tell", *after, params={"text": text}, **more)

	def test_conditions_that_cannot_be_read(self):
		[problem] = wrong(step("a", condition={"and": [{"nope": 1}]}))

		self.assertEqual((problem.path, problem.code), ("condition", "bad_rule"))
		self.assertEqual(
			problem.values, {"operator": "nope", "at": "and.0.nope", "reason": "unknown_operator"}
		)

	def test_variables_nobody_knows(self):
		cases = [{"key": "k", "condition": {"var": "customer.age"}}]
		drawing = [
			step("a", condition={"var": "doc.colour"}),
			self.text("b", "{{ doc.items[0].qty }} {{ doc.name | upper }} {{ weather }} {{ item.qty }}"),
			step("c", "branch", params={"cases": cases}),
			step("d", params={"body": {"deep": ["{{ steps.nobody.x }}"]}}),
			step("e", params={"form": [{"name": "a", "label": "{{ anything }}"}]}),
			step("f", "wait", params={"mode": "date", "field": "doc.start"}),
		]

		self.assertEqual(
			[(one.step, one.path, one.values["variable"]) for one in wrong(*drawing)],
			[
				("a", "condition", "doc.colour"),
				("b", "params.text", "item.qty"),
				("b", "params.text", "weather"),
				("c", "params.cases.0.condition", "customer.age"),
				("d", "params.body.deep.0", "steps.nobody.x"),
				("f", "params.field", "doc.start"),
			],
		)

	def test_a_text_that_cannot_be_read(self):
		[problem] = wrong(self.text("a", "line\n{{ doc.name "))

		self.assertEqual((problem.code, problem.values["line"]), ("bad_text", 2))

	def test_a_text_that_would_do_more_than_show_values(self):
		for text in (
			"{% set d = doc %}{{ d.name }}",
			"{{ doc.name.upper() }}",
			"{{ 9**(9**9) }}{% include 'x' %}",
		):
			with self.subTest(text):
				[problem] = wrong(self.text("a", text))
				self.assertEqual(problem.code, "bad_text")

	def test_names_a_text_makes_itself_are_its_own(self):
		loop = "{% for row in doc.items %}{{ row.qty }}{{ loop.index }}{% endfor %}"

		self.assertEqual(found(self.text("a", loop)), [])

	def test_steps_that_cannot_have_run_before(self):
		seen = "{{ steps.b.sent }}"
		drawing = [
			self.text("a", seen),
			self.text("b", seen, "a"),
			self.text("c", seen, "b"),
			self.text("d", seen),
		]

		self.assertEqual(
			[(name, code) for name, _path, code in found(*drawing)], [(name, "too_early") for name in "abd"]
		)

	def test_steps_in_containers_that_came_before_are_seen(self):
		group = [step("g", "group"), self.text("a", "x", parent="g")]
		after = self.text("b", "{{ steps.a.sent }} {{ steps.g }}", "g")
		inside = self.text("c", "{{ steps.a.sent }}", parent="after")

		self.assertEqual(found(*group, after, step("after", "group", "b"), inside), [])

	def test_a_handler_sees_whom_it_answers_for_and_what_follows_sees_it(self):
		drawing = [
			self.text("a", "x", on_error=on_error("h")),
			self.text("h", "{{ steps.a.sent }}"),
			self.text("b", "{{ steps.h.sent }}", "a"),
		]

		self.assertEqual(found(*drawing), [])

	def test_a_loop_is_not_looked_into_from_outside(self):
		loop = [step("l", "loop", params={"over": [1]}), self.text("a", "{{ index }}", parent="l")]
		[problem] = wrong(*loop, self.text("b", "{{ steps.a.sent }} {{ steps.l.count }}", "l"))

		self.assertEqual((problem.step, problem.code, problem.values["step"]), ("b", "inside_loop", "l"))

	def test_outputs_a_kind_does_not_have(self):
		[problem] = wrong(self.text("a", "x"), self.text("b", "{{ steps.a.colour }}", "a"))

		self.assertEqual((problem.code, problem.values["outputs"]), ("unknown_output", ["sent"]))

	def test_an_undoing_sees_its_own_step(self):
		undo = {"kind": "tell", "params": {"text": "{{ steps.a.sent }}"}}

		self.assertEqual(found(self.text("a", "x", compensate=undo)), [])

	def test_variables_that_steps_set(self):
		sets = step("a", "set_variable", params={"name": "total", "value": 1})

		self.assertEqual(found(sets, self.text("b", "{{ vars.total }}", "a")), [])
		self.assertEqual(
			found(self.text("b", "{{ vars.total }}")), [("b", "params.text", "unknown_variable")]
		)


if __name__ == "__main__":
	unittest.main()
