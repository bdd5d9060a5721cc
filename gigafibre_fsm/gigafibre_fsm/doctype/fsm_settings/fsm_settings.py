from ipaddress import ip_network

from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.validation import reject


class FSMSettings(Document):
	"""Where the outside systems are, and the limits we set ourselves. One tab a system."""

	def validate(self):
		self.require_networks()
		if self.genieacs_enabled and not self.genieacs_url:
			reject(self, "genieacs_url", _("is needed while GenieACS is enabled"))

	def require_networks(self):
		for line in (self.allowed_networks or "").split():
			try:
				ip_network(line)
			except ValueError:
				reject(self, "allowed_networks", _("{0} is not a network such as 192.0.2.0/24").format(line))
