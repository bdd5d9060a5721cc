"""Permissions inside queries: which rows and which fields of a doctype the user may list."""

from typing import Any

from pypika import functions
from pypika.terms import Criterion, Field, LiteralValue, Term

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
		"""Restrict the query, or raise PermissionError when nothing may be read."""
		self._check_doctype()
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

	def _check_doctype(self) -> None:
		from frappe.permissions import has_permission

		for ptype in ("select", "read"):
			if has_permission(
				self.engine.doctype, ptype, user=self.user, parent_doctype=self.engine.parent_doctype
			):
				return
		self._refuse()

	def _refuse(self) -> None:
		frappe.throw(
			frappe._("Insufficient Permission for {0}").format(frappe.bold(self.doctype)),
			frappe.PermissionError,
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


def permitted_select(engine: Any, fields: list[Term]) -> list[Term]:
	"""Those of the fields the user may read; `*` becomes all of those."""
	if engine.user == "Administrator":
		return fields
	permitted = permitted_fieldnames(engine.parent_doctype or engine.doctype, engine.doctype, engine.user)
	kept: list[Term] = []
	for field in fields:
		if getattr(field, "name", None) == "*" and not isinstance(field, functions.Count):
			kept.extend(engine.table[name] for name in permitted)
		elif not isinstance(field, Field) or field.table != engine.table or field.name in permitted:
			kept.append(field)
	return kept


def permitted_fieldnames(permission_doctype: str, doctype: str, user: str) -> list[str]:
	"""Columns of the doctype at the permission levels the user's roles may read."""
	from frappe.permissions import get_permlevel_access

	meta = frappe.get_meta(doctype)
	levels = get_permlevel_access(permission_doctype, "read", user)
	standard = [*default_fields[1:], *optional_fields, *(child_table_fields if meta.istable else ())]
	columns = meta.get_valid_columns()
	own = [df.fieldname for df in meta.fields if df.fieldname in columns and (df.permlevel or 0) in levels]
	return [name for name in standard if name in columns] + own
