from datetime import timedelta

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from gigafibre_fsm.validation import reject


class DispatchJob(Document):
	"""A visit: to whom, where, when, by whom, with what, and what came of it."""

	def validate(self):
		self.follow_location()
		self.set_end()
		self.require_end_after_start()
		self.stamp_checklist()

	def follow_location(self):
		"""The place says who the customer is; a job for somebody else's place is a mistake worth a sentence."""
		if not self.service_location:
			return
		owner = frappe.db.get_value("Service Location", self.service_location, "customer")
		if self.customer and self.customer != owner:
			reject(self, "service_location", _("belongs to {0}, not to {1}").format(owner, self.customer))
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
