import re

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.validation import reject, require_range

# Canada Post, "A1A 1A1": D, F, I, O, Q and U are never used, W and Z never first.
POSTAL_CODE = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d")

# What must have ended for the old customer before a place is given to a new one: doctype → statuses that are an end.
ENDED = {
	"Service Subscription": ("Cancelled",),
	"Dispatch Job": ("Done", "Could Not Complete", "Cancelled"),
}


class ServiceLocation(Document):
	"""A place we serve: its address, where it is on the map, and how the network reaches it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		access_notes: DF.SmallText | None
		address: DF.Link | None
		address_line1: DF.Data
		address_line2: DF.Data | None
		city: DF.Data
		connection_type: DF.Literal["FTTH", "FTTB", "Cable", "DSL"]
		contact: DF.Link | None
		country: DF.Link | None
		customer: DF.Link
		latitude: DF.Float
		longitude: DF.Float
		network_config: DF.JSON | None
		olt: DF.Data | None
		olt_port: DF.Data | None
		postal_code: DF.Data | None
		province: DF.Data | None
		status: DF.Literal["Planned", "Active", "Inactive"]
		title: DF.Data | None
		vlan: DF.Int
	# end: auto-generated types

	def validate(self):
		self.normalise_postal_code()
		require_range(self, "latitude", -90, 90)
		require_range(self, "longitude", -180, 180)
		require_range(self, "vlan", 1, 4094)
		self.require_nobody_served_before_hand_over()
		self.title = self.one_line_address()

	def on_update(self):
		if self.previous_customer():
			self.hand_over_equipment()

	def normalise_postal_code(self):
		code = re.sub(r"[\s-]+", "", self.postal_code or "").upper()
		if code and self.country == "Canada" and not POSTAL_CODE.fullmatch(code):
			reject(self, "postal_code", _("is not a Canadian postal code (A1A 1A1)"))
		if code and self.country == "Canada":
			self.postal_code = f"{code[:3]} {code[3:]}"

	def one_line_address(self) -> str:
		street = ", ".join(part for part in (self.address_line1, self.address_line2, self.city) if part)
		return street[:140]

	def previous_customer(self) -> str | None:
		"""Return who lived here before this save, when that changes."""
		before = self.get_doc_before_save()
		return before.customer if before and before.customer != self.customer else None

	def require_nobody_served_before_hand_over(self):
		previous = self.previous_customer()
		if not previous:
			return
		for doctype, ended in ENDED.items():
			open_one = {"service_location": self.name, "customer": previous, "status": ("not in", ended)}
			if name := frappe.db.get_value(doctype, open_one):
				reject(
					self, "customer", _("{0} is still open here for {1}; end it first").format(name, previous)
				)

	def hand_over_equipment(self):
		"""What stands here follows its home to the new customer, and each move is logged."""
		for name in frappe.get_all(
			"Service Equipment", {"service_location": self.name}, pluck="name", order_by="name"
		):
			device = frappe.get_doc("Service Equipment", name)
			device.flags.move_reason = _("{0} changed hands").format(self.name)
			device.save(
				ignore_permissions=True
			)  # whoever may give the place to a customer gives what stands there
