"""A document and its reader: permission checks and permission levels."""

from typing import Any

import frappe
from frappe import _


class Permitted:
	"""Permission checks of one document."""

	def check_permission(self, permtype: str = "read", permlevel: int | None = None) -> None:
		"""PermissionError unless the user may."""
		from frappe.permissions import check_doctype_permission

		if not self.has_permission(permtype):
			check_doctype_permission(self.doctype, permtype)
			self.raise_no_permission_to(permtype)

	def has_permission(self, permtype: str = "read", *, debug: bool = False, user: str | None = None) -> bool:
		"""May the user?"""
		from frappe.permissions import has_permission

		if self.flags.ignore_permissions:
			return True
		return has_permission(self.doctype, permtype, self, user=user)

	def raise_no_permission_to(self, perm_type: str) -> None:
		"""Raise PermissionError; the sentence is in `frappe.flags.error_message`."""
		frappe.flags.error_message = _(
			"You need the '{0}' permission on {1} {2} to perform this action."
		).format(_(perm_type), frappe.bold(_(self.doctype)), self.name or "")
		raise frappe.PermissionError

	def get_permissions(self) -> list[Any]:
		"""The DocType's permission rows; of a child, its parent's."""
		meta = frappe.get_meta(self.parenttype) if self.meta.istable else self.meta
		return meta.permissions

	def get_permlevel_access(self, permission_type: str = "write") -> list[int]:
		"""Permission levels the user's roles reach."""
		roles = frappe.get_roles()
		return list(
			{
				row.permlevel or 0
				for row in self.get_permissions()
				if row.role in roles and row.get(permission_type)
			}
		)

	def has_permlevel_access_to(self, fieldname: str, df: Any = None, permission_type: str = "read") -> bool:
		"""Does the user reach the field's permission level?"""
		df = df or self.meta.get_field(fieldname)
		return (df.permlevel or 0) in self.get_permlevel_access(permission_type)

	def validate_higher_perm_levels(self) -> None:
		"""Put back fields above the user's permission levels."""
		if self.flags.ignore_permissions or frappe.flags.in_install or frappe.session.user == "Administrator":
			return
		levels = self.get_permlevel_access()
		high = self.meta.get_high_permlevel_fields()
		if high:
			self.reset_values_if_no_permlevel_access(levels, high)
		if self.is_new():
			return
		for row in self.get_all_children():
			high = row.meta.get_high_permlevel_fields()
			if high:
				row.reset_values_if_no_permlevel_access(levels, high)

	def apply_fieldlevel_read_permissions(self) -> None:
		"""Drop values the user may not read."""
		if frappe.session.user == "Administrator":
			return
		levels = self.get_permlevel_access("read")
		for row in (self, *self.get_all_children()):
			for df in row.meta.get_high_permlevel_fields():
				if df.permlevel not in levels:
					row.delete_key(df.fieldname)
