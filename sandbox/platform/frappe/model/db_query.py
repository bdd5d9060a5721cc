"""`frappe.get_list`: a query with the caller's permissions."""

from typing import Any

import frappe

KEEP_DEFAULT = "KEEP_DEFAULT_ORDERING"


class DatabaseQuery:
	"""Lists records of one DocType."""

	def __init__(self, doctype: str) -> None:
		self.doctype = doctype

	def execute(
		self,
		fields: Any = None,
		filters: Any = None,
		or_filters: Any = None,
		group_by: str | None = None,
		order_by: str | None = KEEP_DEFAULT,
		limit: int | None = None,
		offset: int | None = None,
		limit_start: int | None = None,
		limit_page_length: int | None = None,
		as_list: bool = False,
		debug: bool = False,
		ignore_permissions: bool = False,
		user: str | None = None,
		distinct: bool = False,
		start: int | None = None,
		page_length: int | None = None,
		update: dict | None = None,
		reference_doctype: str | None = None,
		run: bool = True,
		pluck: str | None = None,
		parent_doctype: str | None = None,
		ignore_user_permissions: bool = False,
		**unused: Any,
	) -> Any:
		"""Rows as dicts; lists with `as_list`; values of one field with `pluck`. Fields and filters may be swapped."""
		fields, filters = _in_order(fields, filters)
		frappe.get_meta(self.doctype)  # a table that no DocType describes is not listed
		query = frappe.qb.get_query(
			self.doctype,
			fields=fields or [pluck or "name"],
			filters=filters,
			or_filters=or_filters,
			group_by=group_by,
			order_by=order_by,
			limit=limit or page_length or limit_page_length,
			offset=offset or start or limit_start,
			distinct=distinct,
			ignore_permissions=ignore_permissions,
			ignore_user_permissions=ignore_user_permissions,
			user=user,
			parent_doctype=parent_doctype,
			reference_doctype=reference_doctype,
			db_query_compat=True,
		)
		if not run:
			return query
		if pluck:
			return query.run(pluck=True)
		return query.run(as_dict=not as_list, update=update)


def _in_order(fields: Any, filters: Any) -> tuple[Any, Any]:
	"""Which is which, when a caller gave them the other way round."""
	if isinstance(fields, dict) or (fields and isinstance(fields, list) and isinstance(fields[0], list)):
		return filters, fields
	if fields and isinstance(filters, list) and len(filters) > 1 and isinstance(filters[0], str):
		return filters, fields
	return fields, filters


def get_list(doctype: str, *args: Any, **kwargs: Any) -> Any:
	"""As frappe.get_list, for requests."""
	return DatabaseQuery(doctype).execute(*args, **kwargs)
