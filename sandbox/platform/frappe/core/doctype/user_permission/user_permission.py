"""User permissions: see frappe.user_permissions."""

import frappe
from frappe.model.document import Document


class UserPermission(Document):
	"""Ties a user to one document of a DocType."""

	def on_update(self):
		frappe.local.user_perms = None

	def on_trash(self):
		frappe.local.user_perms = None
