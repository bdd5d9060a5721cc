"""The query engine: fields, filters and permissions of one DocType as a pypika query."""

import re
from typing import Any

from pypika import Order
from pypika.queries import QueryBuilder, Table
from pypika.terms import Criterion, Field, Term

import frappe
from frappe.database.query_fields import FieldParser
from frappe.database.query_filters import FilterParser, is_bare
from frappe.database.query_permissions import FieldAccess, PermissionConditions

_ORDER = re.compile(r"^(?P<field>.+?)(?:\s+(?P<direction>asc|desc))?$", re.IGNORECASE)
_NAME = re.compile(r"^[`\w. -]+$")
MAX_ROWS = 2**63 - 1


class Engine:
	"""Builds one query. `db_query_compat` adds get_list's treatment of empty values as equal to NULL."""

	def get_query(
		self,
		table: str | Table,
		fields: Any = None,
		filters: Any = None,
		order_by: str | None = None,
		group_by: str | None = None,
		limit: int | None = None,
		offset: int | None = None,
		distinct: bool = False,
		for_update: bool = False,
		update: bool = False,
		into: bool = False,
		delete: bool = False,
		*,
		or_filters: Any = None,
		ignore_permissions: bool = True,
		ignore_user_permissions: bool = False,
		user: str | None = None,
		parent_doctype: str | None = None,
		reference_doctype: str | None = None,
		db_query_compat: bool = False,
		skip_locked: bool = False,
		wait: bool = True,
		**unused: Any,
	) -> QueryBuilder:
		"""A query ready to `.run()`."""
		self._take(table, user, parent_doctype, db_query_compat)
		permissions = None
		if not ignore_permissions:
			permissions = PermissionConditions(self, reference_doctype, ignore_user_permissions)
			permissions.check_doctype()
		self.access = None if ignore_permissions or self.user == "Administrator" else FieldAccess(self)
		self.filter_parser = FilterParser(self)
		self.field_parser = FieldParser(self)
		self.query = self._verb(update, into, delete)
		self.query.immutable = False  # until it is handed out: a copy a step is half of the time it takes
		if not (update or into or delete):
			self._select(fields)
		for criterion in self.filter_parser.parse(filters):
			self.query = self.query.where(criterion)
		self._apply_or_filters(or_filters)
		self._group_and_order(group_by, order_by)
		self._bound(limit, offset, distinct)
		if permissions:
			permissions.apply()
		if for_update:
			self.query = self.query.for_update(skip_locked=skip_locked, nowait=not wait)
		self.query.immutable = True
		return self.query

	def _take(self, table: Any, user: str | None, parent_doctype: str | None, compat: bool) -> None:
		self.table = table if isinstance(table, Table) else frappe.qb.DocType(table)
		self.doctype = self.table._table_name.removeprefix("tab")
		self.user = user or frappe.session.user
		self.parent_doctype = parent_doctype
		self.compat = compat
		self.joined: set[str] = set()
		self.aliases: set[str] = set()

	def _verb(self, update: bool, into: bool, delete: bool) -> QueryBuilder:
		if update:
			return frappe.qb.update(self.table)
		if into:
			return frappe.qb.into(self.table)
		if delete:
			return frappe.qb.from_(self.table).delete()
		return frappe.qb.from_(self.table)

	def _select(self, fields: Any) -> None:
		parsed = self.field_parser.parse(fields) or [self.table.name]
		if self.access:
			parsed = self.access.select(parsed) or [self.table.name]
		for field in parsed:
			if getattr(field, "alias", None):
				self.aliases.add(field.alias)
			self.query = self.query.select(field)

	def _apply_or_filters(self, or_filters: Any) -> None:
		criteria = self.filter_parser.parse(or_filters)
		if criteria:
			self.query = self.query.where(Criterion.any(criteria))

	def _group_and_order(self, group_by: str | None, order_by: str | None) -> None:
		for part in _parts(group_by):
			self.query = self.query.groupby(self.clause_field(part, "Group By"))
		if order_by == "KEEP_DEFAULT_ORDERING":
			order_by = None if group_by else self._default_order()
		for part in _parts(order_by):
			match = _ORDER.match(part)
			direction = Order.desc if (match["direction"] or "").lower() == "desc" else Order.asc
			self.query = self.query.orderby(self.clause_field(match["field"], "Order By"), order=direction)

	def _default_order(self) -> str | None:
		if is_bare(self.doctype):
			return None
		meta = frappe.get_meta(self.doctype)
		return f"{meta.sort_field or 'creation'} {meta.sort_order or 'desc'}"

	def _bound(self, limit: int | None, offset: int | None, distinct: bool) -> None:
		if limit:
			self.query = self.query.limit(int(limit))
		if offset:
			self.query = self.query.limit(int(limit or MAX_ROWS)).offset(int(offset))
		if distinct:
			self.query = self.query.distinct()

	def clause_field(self, text: str, clause: str) -> Term:
		"""A field of ORDER BY or GROUP BY; anything that is not a plain field is refused."""
		text = text.strip()
		if not _NAME.match(text):
			frappe.throw(frappe._("{0} has an invalid field format: {1}").format(clause, text))
		bare = text.strip("`")
		if bare in self.aliases:
			return Field(bare)
		field = self.field_parser.parse_one(text)
		if self.access:
			self.access.check(field)
		return field

	def join(self, doctype: str, on: Any) -> Table:
		"""The table of a linked or child doctype, joined once. `on` makes the condition from the table."""
		table = frappe.qb.DocType(doctype)
		if doctype not in self.joined:
			self.joined.add(doctype)
			self.query = self.query.left_join(table).on(on(table))
		return table

	def join_link(self, doctype: str, link_field: str) -> Table:
		"""Join the document a link field names."""
		return self.join(doctype, lambda table: table.name == self.table[link_field])

	def join_child(self, doctype: str, parentfield: str | None) -> Table:
		"""Join the rows of a child table."""

		def on(table: Table) -> Criterion:
			condition = (table.parent == self.table.name) & (table.parenttype == self.doctype)
			return condition & (table.parentfield == parentfield) if parentfield else condition

		return self.join(doctype, on)


def _parts(text: Any) -> list[str]:
	return [part.strip() for part in str(text).split(",") if part.strip()] if text else []
