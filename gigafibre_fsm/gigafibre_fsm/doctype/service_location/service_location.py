import re

from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.validation import reject, require_range

# Canada Post, "A1A 1A1": D, F, I, O, Q and U are never used, W and Z never first.
POSTAL_CODE = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d")


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
		self.title = self.one_line_address()

	def normalise_postal_code(self):
		code = re.sub(r"[\s-]+", "", self.postal_code or "").upper()
		if code and self.country == "Canada" and not POSTAL_CODE.fullmatch(code):
			reject(self, "postal_code", _("is not a Canadian postal code (A1A 1A1)"))
		if code and self.country == "Canada":
			self.postal_code = f"{code[:3]} {code[3:]}"

	def one_line_address(self) -> str:
		street = ", ".join(part for part in (self.address_line1, self.address_line2, self.city) if part)
		return street[:140]
