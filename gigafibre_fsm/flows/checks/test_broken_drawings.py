"""However broken a drawing is, its problems are said or it is refused in a sentence: nothing is an error of ours."""

import random
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import frappe

from gigafibre_fsm.flows.checks import validation
from gigafibre_fsm.flows.drawing import DefinitionError
from gigafibre_fsm.flows.kinds.registry import catalogue
from gigafibre_fsm.flows.simulating.simulation import simulate
from gigafibre_fsm.flows.simulating.trying import simulate_on
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_flows import drawing, step

DRAWINGS = 300
BROKEN: tuple[Any, ...] = (
	None,
	"",
	"x",
	"{{ doc.customer_name }}",
	"{{ doc.",
	"nan",
	float("inf"),
	-5,
	0,
	1e300,
	True,
	[],
	["x", {"a": 1}],
	{},
	{"a": [1, {"b": 2}]},
	{"var": ""},
	[{"label": "nameless"}],
	[{"name": "a", "type": "select"}],
)
KEYS = (
	"id",
	"kind",
	"label",
	"params",
	"parent",
	"lane",
	"depends_on",
	"condition",
	"on_error",
	"compensate",
)
SOUND = {
	"select": lambda param: param.options[0][0],
	"number": lambda _param: 1,
	"duration": lambda _param: 30,
	"role": lambda _param: "FSM Manager",
	"user": lambda _param: "Administrator",
	"key_values": lambda _param: {"status": "Open"},
	"cases": lambda _param: [{"key": "one", "label": "One", "condition": True}],
	"expression": lambda _param: [1],
	"json": lambda _param: {"a": 1},
	"form": lambda _param: [{"name": "ok", "label": "OK", "type": "check"}],
	"check": lambda _param: True,
}


def broken_drawings(seed: int, effects_only: bool = False) -> Iterator[dict]:
	"""Yield drawings of two steps, of every kind in turn, each with one or two values that are wrong."""
	chance = random.Random(seed)
	kinds = [one for one in catalogue().values() if not (effects_only and one.structural)]
	for number in range(DRAWINGS):
		kind = kinds[number % len(kinds)]
		params = {param.name: SOUND.get(param.type, lambda _param: "x")(param) for param in kind.params}
		steps = [step("one", kind.name, params=params), step("two", depends_on=["one"])]
		steps[0]["params"] = params
		for _time in range(chance.choice((1, 1, 2))):
			into, names = (params, list(params)) if params and chance.random() < 0.75 else (steps[0], KEYS)
			into[chance.choice(names)] = deepcopy(chance.choice(BROKEN))
		yield drawing(steps=steps)


class TestBrokenDrawings(SiteTestCase):
	def assertNoErrorOfOurs(self, tried: dict) -> None:
		said = [one["error"] or "" for one in tried["steps"]]
		self.assertEqual([one for one in said if "error of ours" in one], [])

	def test_steps_are_refused_in_sentences_even_unchecked(self):
		customer = make_customer()
		for drawn in broken_drawings(seed=5, effects_only=True):
			with self.subTest(steps=drawn["definition"]["steps"]):
				try:
					tried = simulate(drawn["definition"], customer)
				except DefinitionError:
					continue
				self.assertNoErrorOfOurs(tried)

	def test_none_of_them_is_an_error_of_ours(self):
		customer = make_customer()
		for drawn in broken_drawings(seed=4):
			with self.subTest(steps=drawn["definition"]["steps"]):
				try:
					validation.check(drawn)
					tried = simulate_on(drawn, "Customer", customer.name, {})
				except frappe.ValidationError as refusal:
					self.assertTrue(str(refusal))
				else:
					self.assertNoErrorOfOurs(tried)
