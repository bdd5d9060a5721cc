"""What is sent as JSON is read, or refused in a sentence."""

from gigafibre_fsm.api.arguments import as_json, as_object
from gigafibre_fsm.tests.cases import SiteTestCase


class TestArguments(SiteTestCase):
	def test_text_is_read_as_json_and_data_stays_as_it_is(self):
		self.assertEqual(as_object('{"a": [1]}', "x"), {"a": [1]})
		self.assertEqual(as_json([1]), [1])
		self.assertEqual(as_json("plain"), "plain")

	def test_what_is_nested_too_deep_is_refused_however_deep_it_is(self):
		for levels in (101, 990, 100_000):
			with self.subTest(levels=levels):
				self.assertRefused("nested too deep", as_json, "[" * levels + "]" * levels)

	def test_numbers_that_are_none_are_refused(self):
		for number in ("NaN", "Infinity", "1e999"):
			with self.subTest(number=number):
				self.assertRefused("numbers that are none", as_json, f'{{"a": [{number}]}}')

	def test_halves_of_letters_are_refused(self):
		self.assertRefused("no text", as_json, '{"a": "\\ud800"}')
