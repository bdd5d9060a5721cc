from frappe.model.document import Document


class EquipmentMoveLog(Document):
	"""One move of one device, written by the system (network.moves)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		equipment: DF.Link
		from_customer: DF.Link | None
		from_location: DF.Link | None
		from_status: DF.Data | None
		moved_by: DF.Link
		moved_on: DF.Datetime
		reason: DF.SmallText | None
		to_customer: DF.Link | None
		to_location: DF.Link | None
		to_status: DF.Data | None
	# end: auto-generated types
