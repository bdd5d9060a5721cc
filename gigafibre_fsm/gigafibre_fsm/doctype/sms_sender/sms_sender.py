from frappe.model.document import Document


class SMSSender(Document):
	"""A number of ours and what its carrier lets through; checked by the settings (fsm_settings/twilio_tab.py)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		is_default: DF.Check
		kind: DF.Literal["Long Code", "Toll-Free", "Short Code"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		phone_number: DF.Data
		segments_per_second: DF.Float
	# end: auto-generated types
