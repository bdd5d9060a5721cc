"""Permissions inside queries: which rows and which fields of a doctype the user may list."""

from typing import Any

from pypika import functions
from pypika.terms import Criterion, Field, LiteralValue, Star, Term

import frappe
from frappe.model import child_table_fields, default_fields, optional_fields


class PermissionConditions:
	"""Adds to a query what the user's roles, user permissions, hooks and shares allow."""

	def __init__(self, engine: Any, reference_doctype: str | None, ignore_user_permissions: bool) -> None:
		self.engine = engine
		self.user = engine.user
		self.doctype = engine.parent_doctype or engine.doctype
		self.reference_doctype = reference_doctype
		self.ignore_user_permissions = ignore_user_permissions
		self.table = frappe.qb.DocType(self.doctype)

	def apply(self) -> None:
		"""Restrict the query to what may be read; PermissionError when that is nothing."""
		if self.user == "Administrator":
			return
		if self.doctype != self.engine.doctype:
			if frappe.get_meta(self.doctype).issingle:
				return
			engine = self.engine
			engine.query = engine.query.inner_join(self.table).on(engine.table.parent == self.table.name)
		condition = self._condition()
		if condition is not None:
			self.engine.query = self.engine.query.where(condition)

	def check_doctype(self) -> None:
		"""PermissionError unless the user may list the DocType at all; before a word about its fields."""
		from frappe.permissions import has_permission

		whose = {"user": self.user, "parent_doctype": self.engine.parent_doctype, "print_logs": False}
		if not any(has_permission(self.engine.doctype, ptype, **whose) for ptype in ("select", "read")):
			self._refuse()

	def _refuse(self) -> None:
		frappe.throw(
			frappe._("Insufficient Permission for {0}").format(frappe.bold(self.doctype)),
			frappe.PermissionError,
			title=frappe._("Permission Error"),
		)

	def _condition(self) -> Term | None:
		from frappe.permissions import get_role_permissions
		from frappe.share import get_shared

		role_permissions = get_role_permissions(frappe.get_meta(self.doctype), user=self.user)
		shared = get_shared(self.doctype, self.user)
		if not (role_permissions.get("read") or role_permissions.get("select")):
			if not shared:
				self._refuse()
			return self.table.name.isin(shared)
		conditions = self._role_conditions(role_permissions) + self._hook_conditions()
		if not conditions:
			return None
		condition = Criterion.all(conditions)
		return condition | self.table.name.isin(shared) if shared else condition

	def _role_conditions(self, role_permissions: dict) -> list[Term]:
		if _owner_only(role_permissions):
			return [self.table.owner == self.user]
		return [] if self.ignore_user_permissions else self._user_permission_conditions()

	def _user_permission_conditions(self) -> list[Term]:
		from frappe.permissions import get_user_permissions

		permissions = get_user_permissions(self.user)
		if not permissions:
			return []
		links = [
			frappe._dict(options=self.doctype, fieldname="name"),
			*frappe.get_meta(self.doctype).get_link_fields(),
		]
		conditions = []
		for df in links:
			names = self._allowed_names(df, permissions)
			if names and not df.get("ignore_user_permissions"):
				empty = functions.IfNull(self.table[df.fieldname], "") == ""
				conditions.append(empty | self.table[df.fieldname].isin(names))
		return conditions

	def _allowed_names(self, df: Any, permissions: dict) -> list[str]:
		applies = self.reference_doctype if df.fieldname == "name" else None
		return [
			entry.doc
			for entry in permissions.get(df.options, [])
			if not entry.applicable_for or entry.applicable_for == (applies or self.doctype)
		]

	def _hook_conditions(self) -> list[Term]:
		hooks = frappe.get_hooks("permission_query_conditions", {})
		conditions = []
		for method in [*hooks.get(self.doctype, []), *hooks.get("*", [])]:
			condition = frappe.call(frappe.get_attr(method), self.user, doctype=self.doctype)
			if condition:
				conditions.append(_RawCriterion(f"({condition})"))
		return conditions


class _RawCriterion(LiteralValue, Criterion):
	"""SQL a hook wrote, usable beside other criteria."""


def _owner_only(role_permissions: dict) -> bool:
	if_owner = role_permissions.get("if_owner") or {}
	if not role_permissions.get("has_if_owner_enabled") or not if_owner:
		return False
	return not any(role_permissions.get(ptype) and ptype not in if_owner for ptype in ("select", "read"))


class FieldAccess:
	"""Which fields of the doctypes in a query the user may see, and filter or sort by."""

	def __init__(self, engine: Any) -> None:
		self.engine = engine
		self._permitted: dict[tuple[str, bool], set[str]] = {}

	def select(self, fields: list[Term]) -> list[Term]:
		"""Those of the fields the user may read; `*` becomes all of those. Functions of others are refused."""
		kept: list[Term] = []
		for field in fields:
			if isinstance(field, Star):
				kept.extend(self.engine.table[name] for name in sorted(self._of(self.engine.doctype, False)))
			elif not isinstance(field, Field):
				self.check(field)
				kept.append(field)
			elif self._may(field, filtering=False):
				kept.append(field)
		return kept

	def check(self, term: Term) -> None:
		"""PermissionError when a filter, an order or a function is about a field the user may not read."""
		for field in term.find_(Field):
			if not isinstance(field, Star) and not self._may(field, filtering=True):
				frappe.throw(
					frappe._("You do not have permission to access field: {0}").format(
						frappe.bold(field.name)
					),
					frappe.PermissionError,
					title=frappe._("Permission Error"),
				)

	def _may(self, field: Field, filtering: bool) -> bool:
		name = getattr(field.table, "_table_name", None) or self.engine.table._table_name
		aliased = field.table is None and field.name in self.engine.aliases
		return (
			aliased
			or field.name in optional_fields
			or field.name in self._of(name.removeprefix("tab"), filtering)
		)

	def _of(self, doctype: str, filtering: bool) -> set[str]:
		key = (doctype, filtering)
		if key not in self._permitted:
			self._permitted[key] = set(self._read(doctype, filtering))
		return self._permitted[key]

	def _read(self, doctype: str, filtering: bool) -> list[str]:
		user, meta = self.engine.user, frappe.get_meta(doctype)
		parent = self.engine.parent_doctype or self.engine.doctype if meta.istable else doctype
		if frappe.has_permission(parent, "read", user=user):
			return permitted_fieldnames(parent, doctype, user)
		if meta.istable or not frappe.has_permission(parent, "select", user=user):
			return []
		if not filtering:
			return meta.get_search_fields()
		return [
			name for name in meta.get_valid_columns() if not getattr(meta.get_field(name), "permlevel", 0)
		]


def permitted_fieldnames(permission_doctype: str, doctype: str, user: str) -> list[str]:
	"""Columns of the doctype at the permission levels the user's roles may read."""
	from frappe.permissions import get_permlevel_access

	meta = frappe.get_meta(doctype)
	levels = get_permlevel_access(permission_doctype, "read", user)
	standard = [*default_fields[1:], *optional_fields, *(child_table_fields if meta.istable else ())]
	columns = meta.get_valid_columns()
	own = [df.fieldname for df in meta.fields if df.fieldname in columns and (df.permlevel or 0) in levels]
	return [name for name in standard if name in columns] + own
