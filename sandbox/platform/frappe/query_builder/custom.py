"""Terms Frappe adds to pypika."""

from typing import Any

from pypika.terms import Term
from pypika.utils import format_alias_sql, format_quotes


class ConstantColumn(Term):
	"""A column with the same value in every row."""

	alias = None

	def __init__(self, value: str) -> None:
		self.value = value

	def get_sql(self, quote_char: str | None = None, **kwargs: Any) -> str:
		"""The value under its own name, or its alias."""
		literal = format_quotes(self.value, kwargs.get("secondary_quote_char") or "'")
		return format_alias_sql(literal, self.alias or self.value, quote_char=quote_char, **kwargs)
