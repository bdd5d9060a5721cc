from frappe.model.document import Document


class FlowRunStep(Document):
	"""A step of a run: where it stands, what it was given, what came of it. In a loop, one for each turn."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attempts: DF.Int
		claimed_until: DF.Datetime | None
		ended_on: DF.Datetime | None
		error: DF.Text | None
		input: DF.Code | None
		instance: DF.Data | None
		kind: DF.Data | None
		label: DF.Data | None
		memory: DF.Code | None
		output: DF.Code | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		started_on: DF.Datetime | None
		status: DF.Literal["Pending", "Running", "Waiting", "Done", "Skipped", "Failed", "Cancelled"]
		step: DF.Data | None
		waiting_event: DF.Data | None
		wake_on: DF.Datetime | None
	# end: auto-generated types
