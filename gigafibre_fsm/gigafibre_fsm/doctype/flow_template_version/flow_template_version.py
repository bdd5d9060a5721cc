import frappe
from frappe import _
from frappe.model.document import Document


class FlowTemplateVersion(Document):
	"""What a template drew when it was published. It never changes: runs follow it to their end."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		allow_several: DF.Check
		applies_to: DF.Link
		definition: DF.Code | None
		is_live: DF.Check
		next_tick: DF.Datetime | None
		note: DF.SmallText | None
		published_by: DF.Link | None
		published_on: DF.Datetime | None
		schedule: DF.Data | None
		schedule_filters: DF.Code | None
		template: DF.Link
		tick: DF.Datetime | None
		tick_after: DF.Data | None
		title: DF.Data | None
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
		version: DF.Int
	# end: auto-generated types

	def validate(self):
		if not self.is_new():
			frappe.throw(_("A published version is not changed: change the template, and publish it"))

	def on_trash(self):
		if frappe.db.exists("Flow Template", self.template):
			frappe.throw(_("A version goes with its template: delete that instead"))


def on_doctype_update():
	"""What each event asks, however many versions there have been: the live ones that it starts."""
	frappe.db.add_index("Flow Template Version", ["is_live", "trigger_event"])
