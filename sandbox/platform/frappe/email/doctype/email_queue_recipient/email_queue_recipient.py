"""Who gets a message, and whether they have it."""

import frappe
from frappe.model.document import Document


class EmailQueueRecipient(Document):
	"""A row of Email Queue."""

	def is_mail_sent(self) -> bool:
		"""Whether the server took it."""
		return self.status == "Sent"

	def mark_sent(self) -> None:
		"""Remember that the server took it, whatever happens to the others."""
		frappe.db.set_value(self.doctype, self.name, "status", "Sent")
		frappe.db.commit()
		self.status = "Sent"
