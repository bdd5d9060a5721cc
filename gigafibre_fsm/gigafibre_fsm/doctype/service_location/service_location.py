import re

from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.validation import reject, require_range

# Canada Post, "A1A 1A1": D, F, I, O, Q and U are never used, W and Z never first.
POSTAL_CODE = re.compile(r"[ABCEGHJ-NPRSTVXY]\d[ABCEGHJ-NPRSTV-Z]\d[ABCEGHJ-NPRSTV-Z]\d")


class ServiceLocation(Document):
	"""A place we serve: its address, where it is on the map, and how the network reaches it."""

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
