"""Conditions: what rules give, what they read, and how they say what is wrong with them."""

import unittest
from datetime import date, datetime, timedelta, timezone
from types import MappingProxyType
from unittest.mock import patch

from gigafibre_fsm.flows.conditions import ConditionError, evaluate, is_true, problems, variables
from gigafibre_fsm.flows.jsonlogic import dates

DATA = MappingProxyType(
	{
		"doc": {
			"status": "Overdue",
			"outstanding": 114.98,
			"notes": "",
			"lines": [{"item": "fibre", "qty": 1}, {"item": "phone", "qty": 2}],
			"due_date": "2026-01-10",
		},
		"customer": None,
		"now": "2026-01-12T14:30:00",
		"today": "2026-01-12",
	}
)
LINES = {"var": "doc.lines"}
DUE = {"var": "doc.due_date"}

# (rule, what it gives with DATA)
VECTORS = (
	("as it is", "as it is"),
	({"two": 1, "keys": 2}, {"two": 1, "keys": 2}),
	([{"var": "today"}, 1], ["2026-01-12", 1]),
	({"var": "doc.status"}, "Overdue"),
	({"var": ["doc.nothing", "else"]}, "else"),
	({"var": "doc.lines.1.item"}, "phone"),
	({"var": "doc.lines.length"}, 2),
	({"var": "customer.name"}, None),
	({"==": [{"var": "doc.notes"}, 0]}, True),
	({"===": [{"var": "doc.notes"}, 0]}, False),
	({"==": [None, 0]}, False),
	({">=": [None, 0]}, True),
	({"==": [[1], 1]}, True),
	({"<": [0, {"var": "doc.outstanding"}, 200]}, True),
	({"<=": ["b", "a"]}, False),
	({">": ["10", 9]}, True),
	({">": ["10", "9"]}, False),
	({"!": [[]]}, True),
	({"!!": "0"}, True),
	({"if": [False, 1, None, 2, 3]}, 3),
	({"if": [False, 1]}, None),
	({"and": [1, "", 2]}, ""),
	({"or": [0, None, "x", 1]}, "x"),
	({"in": ["fib", "fibre"]}, True),
	({"in": ["1", [1, 2]]}, False),
	({"cat": [1.0, " ", None, True, [1, [2]]]}, "1 true1,2"),
	({"cat": [1e21, " ", 0.0000001, " ", 1.5]}, "1e+21 1e-7 1.5"),
	({"substr": ["fibre", -3, 2]}, "br"),
	({"substr": ["fibre", 1, -1]}, "ibr"),
	({"+": ["3.5 dB", 1]}, 4.5),
	({"+": []}, 0),
	({"-": 5}, -5),
	({"*": [2, "3"]}, 6),
	({"/": [7, 2]}, 3.5),
	({"%": [-7, 3]}, -1),
	({"max": [1, "12", 3]}, 12),
	({"merge": [1, [2, [3]]]}, [1, 2, [3]]),
	({"map": [LINES, {"var": "qty"}]}, [1, 2]),
	({"map": [None, 1]}, []),
	({"filter": [LINES, {">": [{"var": "qty"}, 1]}]}, [{"item": "phone", "qty": 2}]),
	({"reduce": [LINES, {"+": [{"var": "accumulator"}, {"var": "current.qty"}]}, 0]}, 3),
	({"all": [[], True]}, False),
	({"none": [[], True]}, True),
	({"some": [LINES, {"==": [{"var": "item"}, "phone"]}]}, True),
	({"missing": ["doc.status", "doc.notes", "customer"]}, ["doc.notes", "customer"]),
	({"missing_some": [1, ["doc.status", "doc.notes"]]}, []),
	({"now": []}, "2026-01-12T14:30:00"),
	({"map": [[1], {"today": []}]}, ["2026-01-12"]),
	({"date_add": [DUE, 1, "weeks"]}, "2026-01-17"),
	({"date_add": [DUE, 36, "hours"]}, "2026-01-11T12:00:00"),
	({"date_add": ["2026-01-31", 1, "months"]}, "2026-02-28"),
	({"date_add": ["2024-02-29", -1, "years"]}, "2023-02-28"),
	({"date_add": [None, 1, "days"]}, None),
	({"days_between": [DUE, {"now": []}]}, 2),
	({"days_between": [{"now": []}, DUE]}, -2),
	({"hours_between": [DUE, {"now": []}]}, 62.5),
	({"before": [DUE, {"today": []}]}, True),
	({"after": [DUE, {"today": []}]}, False),
	({"before": [None, {"today": []}]}, False),
	({"weekday": {"today": []}}, 1),
	({"hour": {"now": []}}, 14),
	({"hour": "2026-01-12T13:15:00Z"}, 8),
)

# (rule, code, operator, path)
MISTAKES = (
	({"equals": [1, 1]}, "unknown_operator", "equals", "equals"),
	({"and": [True, {">": [{"nope": 1}, 2]}]}, "unknown_operator", "nope", "and.1.>.0.nope"),
	({"map": [[1], {"if": [True, {"nope": 1}]}]}, "unknown_operator", "nope", "map.1.if.1.nope"),
	([1, {"*": []}], "needs_argument", "*", "1.*"),
	({"missing_some": [1, "doc"]}, "needs_list", "missing_some", "missing_some"),
	({"weekday": "soon"}, "not_a_date", "weekday", "weekday"),
	({"date_add": ["2026-01-01", "many", "days"]}, "not_a_number", "date_add", "date_add"),
	({"date_add": ["2026-01-01", 1, "moons"]}, "not_a_span", "date_add", "date_add"),
	({"date_add": ["2026-01-01", 9e9, "weeks"]}, "not_a_span", "date_add", "date_add"),
)


def nested(levels):
	rule = True
	for _level in range(levels):
		rule = {"!": [rule]}
	return rule


class TestConditions(unittest.TestCase):
	def setUp(self):
		eastern = timezone(timedelta(hours=-5))
		self.enterContext(patch.object(dates, "_zones", [lambda: eastern]))

	def test_rules_give_what_they_say(self):
		for rule, expected in VECTORS:
			with self.subTest(rule=rule):
				value = evaluate(rule, DATA)
				self.assertEqual(value, expected)
				self.assertIs(type(value), type(expected))

	def test_what_is_no_number_is_null_as_in_json(self):
		for rule in ({"/": [0, 0]}, {"/": [-1, 0]}, {"min": []}, {"%": [1, 0]}):
			with self.subTest(rule=rule):
				self.assertIsNone(evaluate(rule, {}))
		self.assertEqual(evaluate([[{"/": [0, 0]}], 1], {}), [[None], 1])

	def test_infinity_is_true_and_no_number_is_false(self):
		self.assertTrue(is_true({"/": [1, 0]}, {}))
		self.assertFalse(is_true({"/": [0, 0]}, {}))

	def test_no_rule_is_true(self):
		self.assertTrue(is_true(None, DATA))
		self.assertFalse(is_true({"var": "customer"}, DATA))

	def test_dates_of_the_database_are_dates(self):
		data = {"due": date(2026, 1, 31), "at": datetime(2026, 1, 31, 8)}

		self.assertEqual(evaluate({"date_add": [{"var": "due"}, 1, "days"]}, data), "2026-02-01")
		self.assertEqual(evaluate({"hours_between": [{"var": "due"}, {"var": "at"}]}, data), 8)

	def test_mistakes_name_the_operator_and_where_it_is(self):
		for rule, code, operator, path in MISTAKES:
			with self.subTest(rule=rule), self.assertRaises(ConditionError) as caught:
				evaluate(rule, DATA)
			error = caught.exception
			self.assertEqual((error.code, error.operator, error.path), (code, operator, path))

	def test_rules_that_would_never_end_or_fill_the_memory_are_refused(self):
		numbers = list(range(60))
		twice = {"reduce": [numbers, {"cat": [{"var": "accumulator"}, {"var": "accumulator"}]}, "xx"]}
		doubled = {"reduce": [numbers, {"merge": [{"var": "accumulator"}, {"var": "accumulator"}]}, [1]]}
		thousands = {"map": [numbers, {"map": [numbers, {"map": [numbers, {"+": [1, 1]}]}]}]}
		thousands["map"][1]["map"][0] = thousands["map"][1]["map"][1]["map"][0] = numbers * 10
		for rule, code in (
			(twice, "too_large"),
			(doubled, "too_large"),
			(thousands, "too_much_work"),
			(nested(60), "too_deep"),
		):
			with self.subTest(code=code), self.assertRaises(ConditionError) as caught:
				evaluate(rule, {})
			self.assertEqual(caught.exception.code, code)

	def test_every_element_an_operator_goes_through_is_work(self):
		literals = {"in": [-1, list(range(1_800))]}
		read = {"in": [-1, {"var": "numbers"}]}
		paired = [{"var": "accumulator"}, {"var": "accumulator"}]
		for name, rule in {
			"literals": {"map": [{"var": "numbers"}, literals]},
			"data": {"map": [{"var": "numbers"}, read]},
			"lists of lists": {"reduce": [list(range(30)), paired, 1]},
			"letters": {"map": [{"var": "numbers"}, {"in": ["x", {"var": "letters"}]}]},
		}.items():
			data = {"numbers": list(range(8_000)), "letters": "a" * 20_000}
			data["numbers"] = [{"numbers": data["numbers"], "letters": data["letters"]}] * 8_000
			with self.subTest(name), self.assertRaises(ConditionError) as caught:
				evaluate(rule, data)
			self.assertEqual(caught.exception.code, "too_much_work")

	def test_a_list_that_nests_without_end_is_refused(self):
		rule = {"reduce": [list(range(2_000)), [{"var": "accumulator"}], 1]}
		for each in (rule, {"cat": [rule]}):
			with self.assertRaises(ConditionError) as caught:
				evaluate(each, {})
			self.assertEqual(caught.exception.code, "too_deep")

	def test_the_data_and_the_rule_stay_as_they_were(self):
		data = {"list": [1, 2]}
		rule = {"merge": [{"var": "list"}, [3]]}

		self.assertEqual(evaluate(rule, data), [1, 2, 3])
		self.assertEqual((rule, data), ({"merge": [{"var": "list"}, [3]]}, {"list": [1, 2]}))


class TestReading(unittest.TestCase):
	def test_a_good_rule_has_no_problem(self):
		self.assertEqual([problems(rule) for rule, _value in VECTORS if problems(rule)], [])

	def test_unknown_operators_are_all_found_before_anything_runs(self):
		rule = {"if": [{"wat": 1}, 1, {"cat": ["a", {"huh": []}]}]}

		found = [(error.code, error.operator, error.path) for error in problems(rule)]

		self.assertEqual(
			found,
			[("unknown_operator", "wat", "if.0.wat"), ("unknown_operator", "huh", "if.2.cat.1.huh")],
		)

	def test_rules_too_deep_or_too_large_are_found(self):
		self.assertEqual([error.code for error in problems(nested(60))], ["too_deep"])
		self.assertEqual([error.code for error in problems({"and": [{"!": 1}] * 3000})], ["too_large"])

	def test_the_variables_of_a_rule_are_those_of_the_whole_data(self):
		rule = {
			"and": [
				{"==": [{"var": ["doc.status", "x"]}, {"var": {"cat": ["doc.", {"var": "vars.which"}]}}]},
				{"some": [{"var": "doc.lines"}, {"var": "qty"}]},
				{"missing": ["customer.mobile_no"]},
				{"missing_some": [1, ["doc.a", "doc.b"]]},
				{"var": ""},
			]
		}

		self.assertEqual(
			variables(rule),
			{"doc.status", "vars.which", "doc.lines", "customer.mobile_no", "doc.a", "doc.b"},
		)


if __name__ == "__main__":
	unittest.main()
