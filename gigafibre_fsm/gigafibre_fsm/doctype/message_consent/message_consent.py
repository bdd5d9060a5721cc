from frappe import _
from frappe.model.document import Document

from gigafibre_fsm.messaging.consent import normalise
from gigafibre_fsm.validation import reject


class MessageConsent(Document):
	"""That an address may, or may no longer, be written to on a channel: since when, and who said so.

	Rows are never changed to the contrary: the latest one counts, the earlier ones are the proof.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.Data
		channel: DF.Literal["SMS", "Email"]
		customer: DF.Link | None
		given_on: DF.Datetime
		notes: DF.SmallText | None
		source: DF.Data
		status: DF.Literal["Express", "Implied", "Withdrawn"]
	# end: auto-generated types

	def validate(self):
		self.normalise_address()
		self.require_untouched_proof()

	def normalise_address(self):
		try:
			self.address = normalise(self.address, self.channel)
		except ValueError:
			reject(self, "address", _("is not a phone number such as 514 555-0123"))
		if self.channel == "Email" and "@" not in self.address:
			reject(self, "address", _("is not an e-mail address"))

	def require_untouched_proof(self):
		for field in ("address", "channel", "status", "given_on"):
			if not self.is_new() and self.has_value_changed(field):
				reject(self, field, _("is kept as it was; add a new consent instead"))
