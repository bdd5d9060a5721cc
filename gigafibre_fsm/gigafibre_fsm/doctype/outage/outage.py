from frappe import _
from frappe.model.document import Document
from frappe.utils import get_datetime, now_datetime

from gigafibre_fsm.validation import reject


class Outage(Document):
	"""Customers without service at once: who, where, since when. One that has ended stays so; it comes back as another."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		from gigafibre_fsm.gigafibre_fsm.doctype.outage_customer.outage_customer import OutageCustomer

		area: DF.Data | None
		cause: DF.SmallText | None
		customers: DF.Table[OutageCustomer]
		ended_on: DF.Datetime | None
		expected_end: DF.Datetime | None
		naming_series: DF.Literal["OUT-.#####"]
		started_on: DF.Datetime
		status: DF.Literal["Ongoing", "Ended"]
		title: DF.Data
	# end: auto-generated types

	def validate(self):
		self.keep_each_customer_once()
		self.follow_status()
		self.require_order("ended_on", _("an outage ends after it began"))
		self.require_order("expected_end", _("lies before the outage began"))

	def keep_each_customer_once(self):
		seen = {}
		for row in self.customers:
			seen.setdefault((row.customer, row.service_location), row)
		self.customers = list(seen.values())
		for number, row in enumerate(self.customers, 1):
			row.idx = number

	def follow_status(self):
		before = self.get_doc_before_save()
		if before and before.status == "Ended" and self.status == "Ongoing":
			reject(self, "status", _("an outage that has ended stays so; open a new one"))
		if self.status == "Ended":
			self.ended_on = self.ended_on or now_datetime()
		else:
			self.ended_on = None

	def require_order(self, field: str, reason: str):
		if self.get(field) and get_datetime(self.get(field)) < get_datetime(self.started_on):
			reject(self, field, reason)
