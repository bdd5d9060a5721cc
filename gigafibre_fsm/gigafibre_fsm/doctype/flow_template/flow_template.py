import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.flows.templates.drafts import Draft
from gigafibre_fsm.flows.templates.tallies import alive
from gigafibre_fsm.validation import reject

# What a version keeps: when one of these changes, there is something to publish.
DRAWN = (
	"title",
	"applies_to",
	"trigger_event",
	"trigger_condition",
	"schedule",
	"schedule_filters",
	"allow_several",
	"definition",
)


class FlowTemplate(Document):
	"""What people draw in /ops: the draft. What runs is its published version (Flow Template Version)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		allow_several: DF.Check
		applies_to: DF.Link
		copied_from: DF.Link | None
		definition: DF.Code | None
		description: DF.SmallText | None
		enabled: DF.Check
		has_draft: DF.Check
		published_version: DF.Int
		schedule: DF.Data | None
		schedule_filters: DF.Code | None
		system_key: DF.Data | None
		title: DF.Data
		trigger_condition: DF.Code | None
		trigger_event: DF.Literal[
			"manual",
			"schedule",
			"on_payment_received",
			"on_payment_failed",
			"on_contract_signed",
			"on_order_placed",
			"on_job_assigned",
			"on_job_complete",
			"on_ticket_created",
			"on_subscription_activated",
			"on_subscription_suspended",
			"on_subscription_cancelled",
			"on_equipment_moved",
			"on_outage_started",
			"on_outage_ended",
			"on_message_received",
		]
	# end: auto-generated types

	def validate(self):
		self.keep_system_as_shipped()
		self.require_json()
		self.note_changes()

	def on_trash(self):
		if self.system_key:
			frappe.throw(
				_("“{0}” is a system template: switch off the copies you made instead").format(self.title)
			)
		self.require_no_run_alive()
		self.delete_history()

	def keep_system_as_shipped(self):
		if not self.system_key or self.flags.shipped:
			return
		if self.enabled or any(self.has_value_changed(field) for field in (*DRAWN, "description")):
			reject(self, "title", _("is a system template: duplicate it, and change the copy"))

	def require_json(self):
		self.definition = self.definition or '{"steps": []}'
		try:
			draft = Draft.of(self)
			is_drawing = isinstance(draft.definition, dict) and isinstance(
				draft.definition.get("steps"), list
			)
		except ValueError as error:
			frappe.throw(_("What this flow holds is not JSON: {0}").format(error))
		if not is_drawing:
			frappe.throw(_("The steps of a flow are a JSON object with a list “steps”"))

	def note_changes(self):
		if self.flags.published:
			return
		if self.is_new() or any(self.has_value_changed(field) for field in DRAWN):
			self.has_draft = 1

	def require_no_run_alive(self):
		if number := alive(self.name):
			words = _("“{0}” has {1} runs that have not ended. Cancel them first, or switch the flow off.")
			frappe.throw(words.format(self.title, number))

	def delete_history(self):
		"""Its versions and finished runs go with it; copies made of it stay."""
		frappe.db.set_value("Flow Template", {"copied_from": self.name}, "copied_from", None)
		run, step = frappe.qb.DocType("Flow Run"), frappe.qb.DocType("Flow Run Step")
		runs = frappe.qb.from_(run).select(run.name).where(run.template == self.name)
		frappe.qb.from_(step).delete().where(step.parent.isin(runs) & (step.parenttype == "Flow Run")).run()
		for doctype in ("Flow Task", "Flow Signal"):
			row = frappe.qb.DocType(doctype)
			frappe.qb.from_(row).delete().where(row.run.isin(runs)).run()
		for doctype in ("Flow Run", "Flow Template Version"):
			frappe.db.delete(doctype, {"template": self.name})
