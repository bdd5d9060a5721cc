"""Arguments of whitelisted methods, as v16 checks them."""

import unittest
from typing import Any

from frappe.exceptions import FrappeTypeError
from frappe.utils.typing_validations import validate_argument_types


def of(function: Any, force_types: bool = True) -> Any:
	return validate_argument_types(function, force_types=force_types)


class TestTypingValidations(unittest.TestCase):
	def test_texts_of_a_query_become_the_annotated_numbers(self):
		def method(limit: int, online: bool = False) -> tuple:
			return limit, online

		self.assertEqual(of(method)(limit="20", online="1"), (20, 1))

	def test_a_wrong_type_names_argument_and_types(self):
		def method(query: str) -> str:
			return query

		with self.assertRaises(FrappeTypeError) as refused:
			of(method)(query=["a"])
		self.assertIn("Argument 'query' in", str(refused.exception))
		self.assertIn("should be of type 'str' but got 'list' instead.", str(refused.exception))

	def test_none_is_welcome_where_it_is_the_default(self):
		def method(name: str = None) -> str:  # noqa: RUF013 - what many methods say
			return name

		self.assertIsNone(of(method)(name=None))

	def test_an_argument_without_annotation_is_refused_where_the_app_asks_for_them(self):
		def method(query) -> str:
			return query

		with self.assertRaisesRegex(FrappeTypeError, "missing type annotation"):
			of(method)(query="a")
		self.assertEqual(of(method, force_types=False)(query="a"), "a")

	def test_positional_arguments_are_checked_too(self):
		def method(limit: int, *more: int) -> tuple:
			return limit, more

		self.assertEqual(of(method)("3", 4), (3, (4,)))
