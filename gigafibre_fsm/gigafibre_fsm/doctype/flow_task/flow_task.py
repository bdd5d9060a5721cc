import frappe
from frappe import _
from frappe.model.document import Document


class FlowTask(Document):
	"""What a flow asks a person to do, with a form to answer; the run waits for it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		answers: DF.Code | None
		assigned_to: DF.Link | None
		completed_by: DF.Link | None
		completed_on: DF.Datetime | None
		customer: DF.Link | None
		due_on: DF.Datetime | None
		form: DF.Code | None
		instance: DF.Data | None
		instructions: DF.Text | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		role: DF.Link | None
		run: DF.Link | None
		status: DF.Literal["Open", "Done", "Cancelled"]
		title: DF.Data
	# end: auto-generated types

	def validate(self):
		if self.status != "Open" and self.has_value_changed("assigned_to") and not self.is_new():
			frappe.throw(_("This task is no longer open"))

	def on_trash(self):
		if self.status == "Open":
			frappe.throw(_("A flow waits for this task: answer it, or cancel the run"))


def on_doctype_update():
	"""What people ask: their own open tasks, those of a role, what is due first."""
	frappe.db.add_index("Flow Task", ["status", "due_on"])
