from frappe.model.document import Document


class DispatchTag(Document):
	"""A skill, service or region that jobs ask for and technicians have."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		color: DF.Color | None
		description: DF.SmallText | None
		tag_name: DF.Data
		tag_type: DF.Literal["Skill", "Service", "Region"]
	# end: auto-generated types
