from frappe.model.document import Document


class OutageCustomer(Document):
	"""A customer an outage reaches, and at which of their places."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		customer: DF.Link
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		service_location: DF.Link | None
	# end: auto-generated types
