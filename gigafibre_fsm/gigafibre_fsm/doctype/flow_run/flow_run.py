import frappe
from frappe import _
from frappe.model.document import Document

ENDED = ("Completed", "Failed", "Cancelled")


class FlowRun(Document):
	"""A flow that is being carried out for one record, by one version of its template.

	The runtime (flows/) moves it and its steps, row by row and with the run locked: nobody saves it as a whole.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from gigafibre_fsm.gigafibre_fsm.doctype.flow_run_step.flow_run_step import FlowRunStep

		claimed_until: DF.Datetime | None
		customer: DF.Link | None
		dedupe_key: DF.Data | None
		depth: DF.Int
		ended_on: DF.Datetime | None
		error: DF.SmallText | None
		parent_run: DF.Link | None
		parent_step: DF.Data | None
		reference_doctype: DF.Link | None
		reference_name: DF.DynamicLink | None
		started_by: DF.Link | None
		started_on: DF.Datetime | None
		status: DF.Literal["Running", "Waiting", "Completed", "Failed", "Cancelling", "Cancelled"]
		steps: DF.Table[FlowRunStep]
		takeovers: DF.Int
		template: DF.Link | None
		title: DF.Data | None
		trigger: DF.Code | None
		trigger_event: DF.Data | None
		version: DF.Link | None
		wake_on: DF.Datetime | None
	# end: auto-generated types

	def validate(self):
		if not self.is_new():
			frappe.throw(_("A run is moved by its flow: use its buttons, or the page of the flows"))

	def on_trash(self):
		if self.status not in ENDED:
			frappe.throw(_("This run has not ended: cancel it first"))
		for doctype in ("Flow Signal", "Flow Task"):
			frappe.db.delete(doctype, {"run": self.name})


def on_doctype_update():
	"""What is asked of runs however many have ended: of a record, its customer, a template, in a state, old enough to go."""
	frappe.db.add_index("Flow Run", ["reference_name", "template", "creation"])
	frappe.db.add_index("Flow Run", ["customer", "template", "creation"])
	frappe.db.add_index("Flow Run", ["template", "status"])
	frappe.db.add_index("Flow Run", ["template", "creation"])
	frappe.db.add_index("Flow Run", ["status", "creation"])
	frappe.db.add_index("Flow Run", ["ended_on"])
