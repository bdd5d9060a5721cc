from frappe.model.document import Document


class FlowSignal(Document):
	"""Something a run is told by a transaction that may not wait for it: an event it listens to, an answer it waits for.

	Written with what caused it, taken in by the run's worker and deleted in the same transaction.
	"""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		event: DF.Data | None
		instance: DF.Data | None
		payload: DF.Code | None
		run: DF.Link
		source: DF.Data | None
	# end: auto-generated types
