from frappe.model.document import Document


class FlowHost(Document):
	"""A host that flows may call, and the secret it wants; checked by the settings (fsm_settings/flows_tab.py)."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.Data
		header: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		secret: DF.Password | None
	# end: auto-generated types
