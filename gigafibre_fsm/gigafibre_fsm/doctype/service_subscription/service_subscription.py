import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today

from gigafibre_fsm.validation import reject

NEXT_STATUS = {
	None: ("Pending", "Active"),
	"Pending": ("Active", "Cancelled"),
	"Active": ("Suspended", "Cancelled"),
	"Suspended": ("Active", "Cancelled"),
	"Cancelled": (),
}
DATED = {"Active": "activated_on", "Suspended": "suspended_on", "Cancelled": "cancelled_on"}


class ServiceSubscription(Document):
	"""What a customer pays for at a place. Its status only moves along NEXT_STATUS."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		activated_on: DF.Date | None
		cancellation_reason: DF.SmallText | None
		cancelled_on: DF.Date | None
		currency: DF.Link | None
		customer: DF.Link
		download_speed: DF.Int
		frequency: DF.Literal["Monthly", "Quarterly", "Yearly"]
		item: DF.Link | None
		plan_name: DF.Data
		plan_type: DF.Literal["Internet", "IPTV", "VoIP", "Bundle"]
		price: DF.Currency
		radius_password: DF.Password | None
		radius_user: DF.Data | None
		service_location: DF.Link | None
		status: DF.Literal["Pending", "Active", "Suspended", "Cancelled"]
		stripe_subscription: DF.Data | None
		subscription: DF.Link | None
		suspended_on: DF.Date | None
		upload_speed: DF.Int
	# end: auto-generated types

	def validate(self):
		before = self.get_doc_before_save()
		previous = before.status if before else None
		if self.status != previous:
			self.require_allowed_step(previous)
			self.date_step()
		self.require_place_of_customer()

	def require_allowed_step(self, previous: str | None):
		allowed = NEXT_STATUS[previous]
		if self.status in allowed:
			return
		if not allowed:
			reject(self, "status", _("a cancelled subscription stays cancelled; open a new one"))
		choices = ", ".join(_(status) for status in allowed)
		reject(self, "status", _("from {0} only {1} can follow").format(_(previous or "New"), choices))

	def date_step(self):
		field = DATED.get(self.status)
		if field and not (field == "activated_on" and self.activated_on):
			self.set(field, today())

	def require_place_of_customer(self):
		if not self.service_location or self.status == "Cancelled":
			return
		owner = frappe.db.get_value("Service Location", self.service_location, "customer")
		if owner != self.customer:
			reject(
				self,
				"service_location",
				_("belongs to {0}, not to {1}; change the place or the customer").format(
					owner, self.customer
				),
			)
