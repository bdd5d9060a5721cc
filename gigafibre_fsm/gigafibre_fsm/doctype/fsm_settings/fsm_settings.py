from ipaddress import ip_network
from urllib.parse import urlsplit

from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.validation import reject


class FSMSettings(Document):
	"""Where the outside systems are, and the limits we set ourselves. One tab a system."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		allowed_networks: DF.SmallText | None
		genieacs_enabled: DF.Check
		genieacs_timeout: DF.Int
		genieacs_url: DF.Data | None
		readings_retention_days: DF.Int
		support_phone: DF.Data | None
	# end: auto-generated types

	def validate(self):
		self.require_networks()
		self.require_genieacs_address()

	def require_networks(self):
		for line in (self.allowed_networks or "").split():
			try:
				ip_network(line)
			except ValueError:
				reject(self, "allowed_networks", _("{0} is not a network such as 192.0.2.0/24").format(line))

	def require_genieacs_address(self):
		if self.genieacs_enabled and not self.genieacs_url:
			reject(self, "genieacs_url", _("is needed while GenieACS is enabled"))
		if not self.genieacs_url:
			return
		address = urlsplit(self.genieacs_url.strip())
		if address.scheme not in ("http", "https") or not address.hostname:
			reject(self, "genieacs_url", _("is not an address such as http://192.0.2.10:7557"))
		self.genieacs_url = address.geturl().rstrip("/")
