"""Texts stop no worker, whatever is written in them."""

from unittest import TestCase

from jinja2 import TemplateError, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables

from gigafibre_fsm.text_language import TextEnvironment, filled

ENVIRONMENT = TextEnvironment({"money": str})


def fill(text: str, **values) -> str:
	return filled(ENVIRONMENT.from_string(text), values)


class TestWhatATextMaySay(TestCase):
	def test_values_conditions_loops_and_filters(self):
		text = "{% for row in rows if row.qty > 1 %}{{ loop.index }}: {{ row.items | upper }} {% endfor %}"

		self.assertEqual(fill(text, rows=[{"qty": 2, "items": "ont"}, {"qty": 1}]), "1: ONT")
		self.assertEqual(fill("{{ price * 2 }}{{ name | default('x') }}", price=1.5), "3.0x")


class TestWhatItMayNot(TestCase):
	def test_nothing_is_assigned_called_or_included(self):
		for text in (
			"{% set d = doc %}{{ d.secret }}",
			"{{ steps.v.append(9) }}",
			"{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
			"{% include 'x' %}",
			"{% with x = 1 %}{{ x }}{% endwith %}",
			"{% for a in x recursive %}{% endfor %}",
		):
			with self.subTest(text), self.assertRaises(TemplateSyntaxError):
				ENVIRONMENT.parse(text)

	def test_loops_are_one_in_another_at_most(self):
		deep = "{% for a in x %}" * 3 + "{% endfor %}" * 3

		with self.assertRaisesRegex(TemplateSyntaxError, "one in another"):
			ENVIRONMENT.parse(deep)

	def test_reading_a_text_works_nothing_out(self):
		for text in ("{{ 9**(9**9) }}", "{{ 'a' * 900000000 }}", "{{ '%0900000000d' % 1 }}"):
			with self.subTest(text):
				self.assertEqual(find_undeclared_variables(ENVIRONMENT.parse(text)), set())
				with self.assertRaisesRegex(TemplateError, "Only numbers"):
					fill(text)

	def test_filters_that_make_much_of_little_are_unknown(self):
		for name in ("center(900000000)", "indent(900000000)", "format(1)", "wordwrap(1)"):
			with self.subTest(name), self.assertRaisesRegex(TemplateError, "No filter"):
				fill("{{ 'a' | " + name + " }}")

	def test_a_text_that_grows_is_stopped(self):
		rows = [{"text": "x" * 1000}] * 300

		with self.assertRaisesRegex(TemplateError, "too long"):
			fill("{% for row in rows %}{{ row.text }}{% endfor %}", rows=rows)

	def test_brackets_without_end_are_a_mistake(self):
		with self.assertRaisesRegex(TemplateSyntaxError, "nested too deeply"):
			ENVIRONMENT.parse("{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}")

	def test_a_list_that_is_shown_stays_as_it_was(self):
		values = [1, 2]
		with self.assertRaises(TemplateError):
			fill("{{ v.append(9) }}", v=values)
		self.assertEqual(values, [1, 2])
