"""Definitions: what can be read, and what is said of those that are drawn wrong."""

import subprocess
import sys
import unittest

from gigafibre_fsm.flows.definition import MAX_STEPS, DefinitionError, Step, parse, problems
from gigafibre_fsm.flows.kinds.base import Kind, Output, Param
from gigafibre_fsm.flows.kinds.structural import Branch, Group, Loop, Parallel, Wait
from gigafibre_fsm.flows.walking.stories import chain, step


class Tell(Kind):
	params = (
		Param("text", "Text", "long_text", required=True),
		Param("channel", "Channel", "select", options=(("sms", "SMS"), ("email", "E-mail")), default="sms"),
		Param("subject", "Subject", required=True, depends_on=("channel", ("email",))),
		Param("limit", "Limit", "number"),
	)
	outputs = (Output("sent", "Sent", "check"),)


class Do(Kind):
	params = (
		Param("value", "Value", "expression"),
		Param("body", "Body", "json"),
		Param("form", "Form", "form"),
	)


class SetVariable(Kind):
	params = (Param("name", "Name", required=True), Param("value", "Value", "expression"))


CATALOGUE = {
	"tell": Tell(),
	"do": Do(),
	"set_variable": SetVariable(),
	**{one.name: one() for one in (Group, Parallel, Branch, Loop, Wait)},
}
EVENTS = ("on_payment_received",)
VARIABLES = {"doc.name", "doc.status", "doc.items", "customer.email_id", "now", "today"}


def found(*steps):
	"""Return what is wrong as (step, path, code)."""
	return [(one.step, one.path, one.code) for one in wrong(*steps)]


def wrong(*steps):
	return problems({"steps": list(steps)}, CATALOGUE, EVENTS, VARIABLES)


def on_error(handler):
	return {"action": "handler", "handler": handler}


class TestParse(unittest.TestCase):
	def test_what_is_left_out_has_its_default(self):
		definition = parse({"steps": [{"id": "a", "kind": "do", "depends_on": None, "on_error": None}]})

		self.assertEqual(definition.steps, (Step("a", "do"),))

	def test_a_definition_that_cannot_be_carried_out_is_refused(self):
		for raw in (
			None,
			[],
			{"steps": {}},
			{"steps": [1]},
			{"steps": chain("a", "a")},
			{"steps": chain("A")},
		):
			with self.subTest(raw=raw), self.assertRaises(DefinitionError):
				parse(raw)

	def test_a_refusal_says_what_and_where(self):
		with self.assertRaises(DefinitionError) as caught:
			parse({"steps": [step("a", "do", "b"), step("b", "do", "a")]})

		self.assertEqual(caught.exception.problem.code, "cycle")
		self.assertEqual(str(caught.exception), "depends_on: cycle")

	def test_the_engine_and_what_reads_definitions_are_plain_python(self):
		modules = ", ".join(f"gigafibre_fsm.flows.{name}" for name in ("engine", "definition", "conditions"))
		script = f"import sys, {modules}; print('frappe' in sys.modules)"

		said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

		self.assertEqual(said.stdout.strip(), "False")


class TestShape(unittest.TestCase):
	def test_a_drawing_without_problems(self):
		drawing = (
			step("br", "branch", params={"cases": [{"key": "late", "condition": {"var": "doc.status"}}]}),
			step("x", "tell", parent="br", lane="late", params={"text": "Hello {{ doc.name }}"}),
			step("y", "do", parent="br", lane="else"),
			step("l", "loop", "br", params={"over": {"var": "doc.items"}, "item": "line"}),
			step("z", "do", parent="l", params={"value": {"var": "line.qty"}}, on_error=on_error("h")),
			step("h", "do", parent="l"),
			step("w", "wait", "l", params={"mode": "event", "event": "on_payment_received"}),
		)

		self.assertEqual(found(*drawing), [])

	def test_ids_are_words_and_each_is_there_once(self):
		self.assertEqual(
			found(step("A b"), step("a"), step("a"), {"kind": "do"}),
			[(None, "steps.0.id", "bad_id"), ("a", "id", "same_id"), (None, "steps.3.id", "bad_id")],
		)

	def test_values_of_the_wrong_type(self):
		bad = {"id": "a", "kind": 5, "params": [], "depends_on": "b", "compensate": {"kind": None}}

		self.assertEqual(
			found(bad, step("b", "do") | {"depends_on": [1]}),
			[
				*(("a", key, "wrong_type") for key in ("kind", "params", "depends_on", "compensate.kind")),
				("b", "depends_on", "wrong_type"),
			],
		)

	def test_answers_to_failure_keep_to_their_words_and_limits(self):
		rule = {"action": "shout", "max": 100, "delay": -1, "factor": "2", "jitter": True, "handler": 1}
		paths = ("action", "max", "delay", "factor", "jitter", "handler")

		self.assertEqual(
			[path for _step, path, _code in found(step("a", on_error=rule))],
			[f"on_error.{one}" for one in paths],
		)

	def test_too_many_steps(self):
		[problem] = wrong(*(step(f"s{number}") for number in range(MAX_STEPS + 1)))

		self.assertEqual((problem.code, problem.values), ("too_many_steps", {"count": 201, "most": 200}))


class TestTree(unittest.TestCase):
	def test_containers(self):
		self.assertEqual(
			found(
				step("a", parent="z"),
				step("b", parent="a"),
				step("c", "group", parent="d"),
				step("d", "group", parent="c"),
			),
			[
				("a", "parent", "unknown_parent"),
				("b", "parent", "not_a_container"),
				("c", "parent", "inside_itself"),
				("d", "parent", "inside_itself"),
			],
		)

	def test_too_deep(self):
		groups = [step(f"g{level}", "group", parent=f"g{level - 1}" if level else None) for level in range(9)]

		self.assertEqual(found(*groups), [("g8", "parent", "too_deep")])

	def test_dependencies_are_siblings(self):
		self.assertEqual(
			found(step("g", "group", "z"), step("a", "do", "g", parent="g"), step("b", "do", "a")),
			[
				("g", "depends_on", "unknown_dependency"),
				("a", "depends_on", "not_a_sibling"),
				("b", "depends_on", "not_a_sibling"),
			],
		)

	def test_a_cycle_is_named(self):
		[problem] = wrong(step("x"), step("a", "do", "x", "c"), step("b", "do", "a"), step("c", "do", "b"))

		self.assertEqual((problem.code, problem.values["steps"]), ("cycle", ["a", "c", "b", "a"]))
		self.assertEqual(wrong(step("a", "do", "a"))[0].values["steps"], ["a", "a"])

	def test_two_cycles_are_two_problems(self):
		pairs = [step("a", "do", "b"), step("b", "do", "a"), step("c", "do", "d"), step("d", "do", "c")]

		self.assertEqual([one.values["steps"] for one in wrong(*pairs)], [["a", "b", "a"], ["c", "d", "c"]])

	def test_handlers_are_siblings_that_can_come_after(self):
		group = step("g", "group", on_error=on_error("x"))
		rules = (on_error("g"), on_error("nobody"), {"action": "handler"}, on_error("x"))
		inside = [step(f"x{place or ''}", parent="g", on_error=rule) for place, rule in enumerate(rules)]

		self.assertEqual(
			[(name, code) for name, _path, code in found(group, inside[0], *inside[1:])],
			[
				("g", "handler_not_sibling"),
				("x", "handler_not_sibling"),
				("x1", "unknown_handler"),
				("x2", "no_handler"),
			],
		)

	def test_a_step_cannot_wait_for_what_answers_its_failure(self):
		late = step("b", "do", "h", on_error=on_error("h"))

		self.assertEqual(found(step("h"), late), [("b", "on_error.handler", "handler_first")])

	def test_a_handler_cannot_wait_for_what_waits_for_it(self):
		circle = [step("a", on_error=on_error("h")), step("b", "do", "a"), step("h", "do", "b")]

		self.assertEqual([one.code for one in wrong(*circle)], ["cycle"])

	def test_one_handler_may_serve_a_whole_chain(self):
		self.assertEqual(found(*chain("a", "b", "c", on_error=on_error("h")), step("h", "do", "a")), [])

	def test_lanes_and_cases(self):
		cases = [{"key": "a"}, {"key": "a"}, {"key": "else"}, {}]
		drawing = [
			step("br", "branch", params={"cases": cases}),
			step("x", parent="br", lane="b"),
			step("y", lane="top"),
			step("none", "branch"),
		]

		self.assertEqual(
			found(*drawing),
			[
				("br", "params.cases.1", "same_case"),
				("br", "params.cases.2", "same_case"),
				("br", "params.cases.3", "bad_case"),
				("x", "lane", "unknown_lane"),
				("y", "lane", "unknown_lane"),
				("none", "params.cases", "no_cases"),
			],
		)

	def test_a_container_is_not_retried_and_undoing_is_an_effect(self):
		drawing = [step("g", "group", on_error={"action": "retry"}), step("a", compensate={"kind": "wait"})]

		self.assertEqual(
			found(*drawing)[:2],
			[("g", "on_error.action", "retried_container"), ("a", "compensate.kind", "bad_compensation")],
		)


if __name__ == "__main__":
	unittest.main()
