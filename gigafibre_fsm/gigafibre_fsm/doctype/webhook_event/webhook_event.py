from frappe.model.document import Document


class WebhookEvent(Document):
	"""Something an outside system told us, named `<provider>:<event id>` so that it counts once."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attempts: DF.Int
		error: DF.Code | None
		event_id: DF.Data
		event_type: DF.Data | None
		next_attempt_on: DF.Datetime | None
		payload: DF.Code | None
		processed_on: DF.Datetime | None
		provider: DF.Data
		status: DF.Literal["Received", "Processing", "Done", "Ignored", "Failed"]
	# end: auto-generated types
