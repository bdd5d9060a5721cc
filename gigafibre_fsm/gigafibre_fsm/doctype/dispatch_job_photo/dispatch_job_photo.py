from frappe.model.document import Document


class DispatchJobPhoto(Document):
	"""A photo taken on site."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		caption: DF.Data | None
		image: DF.AttachImage
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		taken_on: DF.Datetime | None
	# end: auto-generated types
