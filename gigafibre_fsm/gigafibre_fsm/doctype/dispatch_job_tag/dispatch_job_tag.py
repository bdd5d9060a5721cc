from frappe.model.document import Document


class DispatchJobTag(Document):
	"""A skill or tag the job asks for, with the least level that will do."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		level: DF.Int
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		tag: DF.Link
	# end: auto-generated types
