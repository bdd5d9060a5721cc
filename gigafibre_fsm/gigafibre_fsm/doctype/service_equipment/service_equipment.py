import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.network.identifiers import normalise_mac, normalise_serial, serial_key
from gigafibre_fsm.network.moves import log_move
from gigafibre_fsm.validation import reject


class ServiceEquipment(Document):
	"""A device with a life: bought, put in a home, moved, swapped, returned. Its live state is never kept here."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		brand: DF.Data | None
		customer: DF.Link | None
		equipment_type: DF.Literal["ONT", "Router", "Switch", "AP", "Set-top Box"]
		firmware: DF.Data | None
		genieacs_device_id: DF.Data | None
		ip_address: DF.Data | None
		item: DF.Link | None
		login_password: DF.Password | None
		login_user: DF.Data | None
		mac_address: DF.Data | None
		management_url: DF.Data | None
		model: DF.Data | None
		notes: DF.SmallText | None
		serial_key: DF.Data | None
		serial_number: DF.Data | None
		service_location: DF.Link | None
		status: DF.Literal["In Stock", "Active", "Inactive", "Defective", "Returned"]
	# end: auto-generated types

	def validate(self):
		self.normalise_identity()
		self.require_unique_serial()
		self.follow_location()
		self.require_place_when_active()
		self.require_mac_active_once()

	def on_update(self):
		if any(self.has_value_changed(field) for field in ("service_location", "status", "customer")):
			log_move(self)

	def on_trash(self):
		for history in ("Device Reading", "Equipment Move Log"):
			frappe.db.delete(history, {"equipment": self.name})

	def normalise_identity(self):
		self.serial_number = normalise_serial(self.serial_number)
		self.serial_key = serial_key(self.serial_number)
		try:
			self.mac_address = normalise_mac(self.mac_address)
		except ValueError:
			reject(self, "mac_address", _("is not a MAC address (twelve hexadecimal digits)"))
		if self.has_value_changed("serial_key") and not self.has_value_changed("genieacs_device_id"):
			self.genieacs_device_id = None

	def require_unique_serial(self):
		other = self.serial_key and self.another({"serial_key": self.serial_key})
		if other:
			reject(
				self,
				"serial_number",
				_("already belongs to {0}; open that device instead").format(other),
				frappe.UniqueValidationError,
			)

	def follow_location(self):
		"""What stands in a home belongs to that home's customer; what leaves for the shelf belongs to nobody."""
		if self.status in ("In Stock", "Returned"):
			self.service_location = self.customer = None
		if self.service_location:
			self.customer = frappe.db.get_value("Service Location", self.service_location, "customer")

	def require_place_when_active(self):
		if self.status == "Active" and not self.service_location:
			reject(self, "status", _("needs a service location: an active device stands somewhere"))

	def require_mac_active_once(self):
		if self.status != "Active" or not self.mac_address:
			return
		other = self.another({"mac_address": self.mac_address, "status": "Active"})
		if other:
			reason = _("is already active as {0}; make that one inactive first")
			reject(self, "mac_address", reason.format(other))

	def another(self, filters: dict) -> str | None:
		"""Return the name of another device that matches, if there is one."""
		return frappe.db.get_value("Service Equipment", {**filters, "name": ("!=", self.name or "")})
