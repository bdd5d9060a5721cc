"""Our JSONLogic against the reference implementation, on rules nobody would write."""

import json
import unittest

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.jsonlogic.reference import Reference, are_equal, ours, why_missing

DATA = {
	"a": 1,
	"b": "2",
	"c": None,
	"list": [3, "x", None, [4]],
	"rows": [{"qty": 1, "on": True}, {"qty": "5"}, {}],
	"deep": {"er": {"est": "fibre"}},
	"empty": "",
	"no": False,
	"text": "Fibre optique",
	"half": 0.5,
}
PATHS = (
	*DATA,
	"deep.er.est",
	"rows.1.qty",
	"list.3.0",
	"list.length",
	"nowhere",
	"text.length",
	"",
	"qty",
	"on",
)
TEXTS = (
	"",
	" ",
	"0",
	"1",
	"-2",
	" 12 ",
	"1e3",
	"0x1F",
	".5",
	"5.",
	"3px",
	"Infinity",
	"true",
	"null",
	"fib",
	"x",
	"1,2",
)
NUMBERS = (0, 1, -1, 2, 3, 10, 0.5, -2.5, 0.1, 0.2, 1e21, 1e-7, 123456789012, 2**53)
VALUES = st.one_of(
	st.none(),
	st.booleans(),
	st.sampled_from(NUMBERS),
	st.sampled_from(TEXTS),
	st.just([]),
	st.just({}),
	st.just({"two": 1, "keys": 2}),
	st.sampled_from(PATHS).map(lambda path: {"var": path}),
)
OPERATORS = (
	*("==", "===", "!=", "!==", "<", "<=", ">", ">=", "!", "!!", "%", "+", "-", "*", "/", "min", "max"),
	*("in", "cat", "substr", "merge", "if", "?:", "and", "or", "var", "nobody_knows_it"),
)
OVER_LISTS = ("map", "filter", "all", "some", "none")


def _grown(rules: st.SearchStrategy) -> st.SearchStrategy:
	arguments = st.one_of(st.lists(rules, max_size=4), rules)
	lists = st.one_of(rules, st.sampled_from(("list", "rows")).map(lambda path: {"var": path}))
	names = st.lists(st.sampled_from(PATHS), max_size=3)
	return st.one_of(
		st.builds(lambda name, values: {name: values}, st.sampled_from(OPERATORS), arguments),
		st.builds(lambda name, over, rule: {name: [over, rule]}, st.sampled_from(OVER_LISTS), lists, rules),
		st.builds(lambda over, rule, first: {"reduce": [over, rule, first]}, lists, _sums(rules), rules),
		# The reference takes an object among the names for a rule, even when it comes from the data; ours does not.
		st.builds(lambda of: {"missing": of}, st.one_of(names, st.just({"var": "list"}))),
		st.builds(lambda least, of: {"missing_some": [least, of]}, st.integers(0, 3), names),
		st.lists(rules, max_size=3),
	)


def _sums(rules: st.SearchStrategy) -> st.SearchStrategy:
	both = [{"var": "accumulator"}, {"var": "current"}]
	return st.one_of(rules, st.sampled_from(("+", "cat", "merge", "-")).map(lambda name: {name: both}))


# Written and read, so that two equal lists are two.
RULES = st.recursive(VALUES, _grown, max_leaves=12).map(lambda rule: json.loads(json.dumps(rule)))


@unittest.skipIf(why_missing(), why_missing())
class TestReference(unittest.TestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.reference = cls.enterClassContext(Reference())

	@settings(max_examples=1500, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
	@given(RULES)
	def test_any_rule_gives_what_the_reference_gives(self, rule):
		wanted = self.reference.answer(rule, DATA)

		self.assertTrue(are_equal(ours(rule, DATA), wanted), f"{rule}: {ours(rule, DATA)}, not {wanted}")

	def test_texts_and_numbers_are_taken_for_one_another_as_by_the_reference(self):
		values = (*NUMBERS, *TEXTS, None, True, False, [], [1], ["1"], {})
		for operator in ("==", "===", "<", "<=", "+", "-", "*", "/", "%", "in", "cat", "max"):
			for left in values:
				for right in values:
					rule = json.loads(json.dumps({operator: [left, right]}))
					with self.subTest(rule=rule):
						wanted = self.reference.answer(rule, DATA)
						self.assertTrue(
							are_equal(ours(rule, DATA), wanted), f"{ours(rule, DATA)}, not {wanted}"
						)


if __name__ == "__main__":
	unittest.main()
