from frappe.model.document import Document


class KnownSender(Document):
	"""Who a number or an address is, as staff said last: what it writes goes to this customer's conversation."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.Data
		customer: DF.Link
	# end: auto-generated types

	def before_insert(self):
		self.address = self.address.strip().lower()
