from datetime import timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, now_datetime

from gigafibre_fsm.permissions import sees_only_own_jobs
from gigafibre_fsm.validation import reject

# The technician's steps. Who plans may also skip some, take a published job back, or cancel.
NEXT_STATUS = {
	"Draft": ("Published",),
	"Published": ("En Route", "Could Not Complete"),
	"En Route": ("Arrived", "Could Not Complete"),
	"Arrived": ("In Progress", "Could Not Complete"),
	"In Progress": ("Done", "Could Not Complete"),
	"Done": (),
	"Could Not Complete": (),
	"Cancelled": (),
}
PLANNERS_ALSO = {
	"Draft": ("En Route", "Arrived", "In Progress", "Done", "Could Not Complete", "Cancelled"),
	"Published": ("Draft", "Arrived", "In Progress", "Done", "Cancelled"),
	"En Route": ("In Progress", "Done", "Cancelled"),
	"Arrived": ("Done", "Cancelled"),
	"In Progress": ("Cancelled",),
	"Could Not Complete": ("Cancelled",),
}
STAMPED = {
	"Arrived": "arrived_on",
	"In Progress": "started_on",
	"Done": "completed_on",
	"Could Not Complete": "completed_on",
}


class DispatchJob(Document):
	"""A visit: to whom, where, when, by whom, with what, and what came of it.

	The plan (what, where, when, who) is at permission level 1: a technician reads it, and what they write in it
	Frappe puts back. Its status moves along NEXT_STATUS.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from gigafibre_fsm.gigafibre_fsm.doctype.dispatch_job_assistant.dispatch_job_assistant import (
			DispatchJobAssistant,
		)
		from gigafibre_fsm.gigafibre_fsm.doctype.dispatch_job_checklist_item.dispatch_job_checklist_item import (
			DispatchJobChecklistItem,
		)
		from gigafibre_fsm.gigafibre_fsm.doctype.dispatch_job_equipment.dispatch_job_equipment import (
			DispatchJobEquipment,
		)
		from gigafibre_fsm.gigafibre_fsm.doctype.dispatch_job_material.dispatch_job_material import (
			DispatchJobMaterial,
		)
		from gigafibre_fsm.gigafibre_fsm.doctype.dispatch_job_photo.dispatch_job_photo import DispatchJobPhoto
		from gigafibre_fsm.gigafibre_fsm.doctype.dispatch_job_tag.dispatch_job_tag import DispatchJobTag

		arrived_on: DF.Datetime | None
		assistants: DF.TableMultiSelect[DispatchJobAssistant]
		checklist: DF.Table[DispatchJobChecklistItem]
		completed_on: DF.Datetime | None
		contact: DF.Link | None
		customer: DF.Link
		description: DF.TextEditor | None
		duration: DF.Int
		equipment: DF.Table[DispatchJobEquipment]
		issue: DF.Link | None
		job_type: DF.Literal["Installation", "Repair", "Maintenance", "Removal", "Survey"]
		latitude: DF.Float
		longitude: DF.Float
		materials: DF.Table[DispatchJobMaterial]
		photos: DF.Table[DispatchJobPhoto]
		priority: DF.Literal["Low", "Normal", "High", "Urgent"]
		resolution: DF.SmallText | None
		scheduled_end: DF.Datetime | None
		scheduled_start: DF.Datetime | None
		service_location: DF.Link | None
		signed_by: DF.Data | None
		started_on: DF.Datetime | None
		status: DF.Literal[
			"Draft",
			"Published",
			"En Route",
			"Arrived",
			"In Progress",
			"Done",
			"Could Not Complete",
			"Cancelled",
		]
		subject: DF.Data
		tags: DF.Table[DispatchJobTag]
		technician: DF.Link | None
	# end: auto-generated types

	def validate(self):
		self.duration = cint(self.duration)  # text in a form-encoded request
		self.follow_status()
		self.follow_location()
		self.set_end()
		self.require_end_after_start()
		self.stamp_checklist()

	def follow_status(self):
		"""A job may be recorded at any step, after the fact; from there it takes one after the other."""
		before = self.get_doc_before_save()
		if before and before.status != self.status:
			self.require_allowed_step(before.status)
		if not before or before.status != self.status:
			self.stamp_step()

	def require_allowed_step(self, previous: str):
		allowed = NEXT_STATUS[previous]
		if not sees_only_own_jobs(frappe.session.user):
			allowed += PLANNERS_ALSO.get(previous, ())
		if self.status in allowed:
			return
		if not allowed:
			reject(self, "status", _("a job that is {0} stays so; open a new one").format(_(previous)))
		choices = ", ".join(_(status) for status in allowed)
		reject(self, "status", _("from {0} only {1} can follow").format(_(previous), choices))

	def stamp_step(self):
		field = STAMPED.get(self.status)
		if field and not self.get(field):
			self.set(field, now_datetime())

	def follow_location(self):
		"""The place says who the customer is; a job for somebody else's place is a mistake worth a sentence."""
		if not self.service_location:
			return
		owner = frappe.db.get_value("Service Location", self.service_location, "customer")
		if self.customer and self.customer != owner:
			reason = _("belongs to {0}, not to {1}; change the place or the customer")
			reject(self, "service_location", reason.format(owner, self.customer))
		self.customer = owner

	def set_end(self):
		moved = self.has_value_changed("scheduled_start") or self.has_value_changed("duration")
		if not self.scheduled_start:
			self.scheduled_end = None
		elif not self.scheduled_end or (moved and not self.has_value_changed("scheduled_end")):
			self.scheduled_end = get_datetime(self.scheduled_start) + timedelta(minutes=self.duration)

	def require_end_after_start(self):
		if self.scheduled_start and get_datetime(self.scheduled_end) <= get_datetime(self.scheduled_start):
			start = self.get_formatted("scheduled_start")
			reject(self, "scheduled_end", _("must be after the start, {0}").format(start))

	def stamp_checklist(self):
		for item in self.checklist:
			if item.done and not item.done_on:
				item.done_on, item.done_by = now_datetime(), frappe.session.user
			elif not item.done:
				item.done_on = item.done_by = None
