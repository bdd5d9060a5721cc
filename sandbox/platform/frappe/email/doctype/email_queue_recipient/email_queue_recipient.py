"""Who gets a message, and whether they have it."""

from typing import Any

import frappe
from frappe.model.document import Document


class EmailQueueRecipient(Document):
	"""A row of Email Queue."""

	def is_mail_sent(self) -> bool:
		"""Whether the server took it."""
		return self.status == "Sent"

	def update_db(self, commit: bool = False, **values: Any) -> None:
		"""Remember what became of it, with `commit` whatever happens to the others."""
		frappe.db.set_value(self.doctype, self.name, values)
		self.update(values)
		if commit:
			frappe.db.commit()
