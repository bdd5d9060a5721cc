"""How Python values become SQL literals in SQLite, and sub-queries as criteria."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from pypika.queries import QueryBuilder
from pypika.terms import Criterion, ValueWrapper

from frappe.database.sqlite.values import to_storage

_render = ValueWrapper.get_formatted_value.__func__


def _format(cls: type[ValueWrapper], value: Any, **kwargs: Any) -> str:
	if isinstance(value, bool):
		return str(int(value))
	if isinstance(value, Decimal):
		return str(value)
	if isinstance(value, date | datetime | time | timedelta):
		value = to_storage(value)
	return _render(cls, value, **kwargs)


ValueWrapper.get_formatted_value = classmethod(_format)


class SubQuery(Criterion):
	"""A query used as a criterion, as in `exists`."""

	def __init__(self, subq: QueryBuilder, alias: str | None = None) -> None:
		super().__init__(alias)
		self.subq = subq

	def get_sql(self, **kwargs: Any) -> str:
		"""The query in brackets."""
		kwargs["subquery"] = True
		return self.subq.get_sql(**kwargs)


subqry = SubQuery
