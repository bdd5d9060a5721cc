from frappe.model.document import Document


class FlowEvent(Document):
	"""An event that runs may wait for, until a job has told them (flows/running/hearing.py).

	Written with what caused it. The record and the customer are names and no links: they may go before it does.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		customer: DF.Data | None
		event: DF.Data
		payload: DF.Code | None
		reference_doctype: DF.Data | None
		reference_name: DF.Data | None
	# end: auto-generated types
