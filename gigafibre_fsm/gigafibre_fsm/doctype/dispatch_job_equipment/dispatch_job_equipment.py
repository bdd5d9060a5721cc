from frappe.model.document import Document


class DispatchJobEquipment(Document):
	"""A device the job is about, and what is to be done with it."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		action: DF.Literal["Inspect", "Install", "Remove", "Replace"]
		equipment: DF.Link
		note: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
	# end: auto-generated types
