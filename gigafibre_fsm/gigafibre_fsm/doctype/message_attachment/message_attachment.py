from frappe.model.document import Document


class MessageAttachment(Document):
	"""A file that came with a message and is still to be fetched, or was refused. What is kept is a File of the message."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attempts: DF.Int
		communication: DF.Link
		content_type: DF.Data | None
		file_name: DF.Data | None
		reason: DF.Literal["", "Type", "Size", "Mismatch", "Source"]
		size: DF.Int
		source: DF.Data | None
		state: DF.Literal["Pending", "Ready", "Refused"]
	# end: auto-generated types
