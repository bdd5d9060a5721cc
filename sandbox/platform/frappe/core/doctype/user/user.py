"""Users: their full name, their kind by their roles, their password."""

import frappe
from frappe import _
from frappe.model.document import Document


class User(Document):
	"""Someone who can log in; the name is the e-mail address, except for the two standard users."""

	def autoname(self):
		if self.get("is_admin") or self.get("is_guest"):
			self.name = self.first_name
		elif self.first_name in frappe.STANDARD_USERS:
			self.name = self.first_name
		else:
			self.email = self.email.strip().lower()
			self.name = self.email

	def before_insert(self):
		self.flags.in_insert = True

	def validate(self):
		self.full_name = " ".join(filter(None, [self.first_name, self.last_name]))
		self._password = self.new_password
		self.new_password = ""
		if self.name not in frappe.STANDARD_USERS:
			self.set_system_user()
		self.remove_duplicate_roles()

	def set_system_user(self):
		"""A role with desk access makes a System User."""
		roles = [row.role for row in self.roles]
		desk = frappe.db.exists("Role", {"name": ("in", roles), "desk_access": 1}) if roles else None
		self.user_type = "System User" if desk else "Website User"

	def remove_duplicate_roles(self):
		"""One row a role; those Frappe gives by itself are not stored."""
		seen = set()
		for row in list(self.roles):
			if row.role in seen:
				self.remove(row)
			seen.add(row.role)

	def on_update(self):
		from frappe.utils.password import update_password

		if self._password:
			update_password(self.name, self._password)
		frappe.clear_cache(user=self.name)

	def on_trash(self):
		if self.name in frappe.STANDARD_USERS:
			frappe.throw(_("User {0} cannot be deleted").format(self.name))
		frappe.db.delete("Sessions", {"user": self.name})
		frappe.db.delete("DefaultValue", {"parent": self.name})
		frappe.db.delete("User Permission", {"user": self.name})

	def add_roles(self, *roles):
		"""Give roles and save."""
		self.append_roles(*roles)
		self.save()

	def append_roles(self, *roles):
		"""Give roles."""
		present = {row.role for row in self.roles}
		for role in roles:
			if role not in present:
				self.append("roles", {"role": role})

	def remove_roles(self, *roles):
		"""Take roles away and save."""
		self.set("roles", [row for row in self.roles if row.role not in roles])
		self.save()

	def get_fullname(self):
		"""First and last name."""
		return " ".join(filter(None, [self.first_name, self.last_name]))
