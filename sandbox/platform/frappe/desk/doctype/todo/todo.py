import json

import frappe
from frappe.model.document import Document
from frappe.permissions import AUTOMATIC_ROLES, get_doctype_roles
from frappe.utils import get_fullname


class ToDo(Document):
	"""Something to do, perhaps about a record, which then carries the assignees in `_assign`."""

	def validate(self):
		self._assignment = None
		if self.is_new():
			who = [get_fullname(self.assigned_by), get_fullname(self.allocated_to), self.description]
			self._assignment = (frappe._("{0} assigned {1}: {2}").format(*who), "Assigned")
		elif self.get_db_value("status") != self.status:
			text = frappe._("Assignment of {0} removed by {1}")
			text = text.format(get_fullname(self.allocated_to), get_fullname(frappe.session.user))
			self._assignment = (text, "Assignment Completed")

	def on_update(self):
		if self._assignment and self.reference_type and self.reference_name:
			text, kind = self._assignment
			frappe.get_doc(self.reference_type, self.reference_name).add_comment(kind, text)
		self.update_in_reference()

	def on_trash(self):
		self.update_in_reference()

	def update_in_reference(self):
		if not (self.reference_type and self.reference_name):
			return
		assignees = frappe.get_all(
			"ToDo",
			filters={
				"reference_type": self.reference_type,
				"reference_name": self.reference_name,
				"status": ["not in", ["Cancelled", "Closed"]],
				"allocated_to": ["is", "set"],
			},
			order_by="creation asc",
			pluck="allocated_to",
		)
		value = json.dumps(assignees) if assignees else ""
		frappe.db.set_value(self.reference_type, self.reference_name, "_assign", value, update_modified=False)


def _sees_all(user, ptype="read"):
	"""A role of its own lets someone see every ToDo; the role everybody has does not."""
	roles = set(get_doctype_roles("ToDo", ptype)) - set(AUTOMATIC_ROLES)
	return not roles.isdisjoint(frappe.get_roles(user))


def get_permission_query_conditions(user=None):
	"""Only what they were assigned or assigned themselves."""
	user = user or frappe.session.user
	if _sees_all(user):
		return None
	escaped = frappe.db.escape(user)
	return f"(`tabToDo`.allocated_to = {escaped} or `tabToDo`.assigned_by = {escaped})"


def has_permission(doc, ptype="read", user=None):
	"""As the query condition, for one."""
	user = user or frappe.session.user
	return _sees_all(user, ptype) or user in (doc.allocated_to, doc.assigned_by)


@frappe.whitelist()
def new_todo(description: str):
	"""A ToDo of the present user's, from its text."""
	frappe.get_doc({"doctype": "ToDo", "description": description}).insert()
