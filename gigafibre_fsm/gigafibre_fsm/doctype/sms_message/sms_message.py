import frappe
from frappe.model.document import Document

from gigafibre_fsm.messaging import states


class SMSMessage(Document):
	"""One SMS, sent or received. The outbox (messaging/outbox.py) and Twilio's reports move it, forward only."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		attempts: DF.Int
		batch: DF.Data | None
		body: DF.LongText | None
		claimed_on: DF.Datetime | None
		communication: DF.Link | None
		customer: DF.Link | None
		delivered_on: DF.Datetime | None
		direction: DF.Literal["Sent", "Received"]
		encoding: DF.Literal["", "GSM-7", "UCS-2"]
		error: DF.SmallText | None
		error_code: DF.Int
		from_number: DF.Data | None
		idempotency_key: DF.Data | None
		provider_id: DF.Data | None
		purpose: DF.Literal["Reply", "Transactional", "Bulk", "Security", "Automatic"]
		segments: DF.Int
		send_after: DF.Datetime | None
		sent_on: DF.Datetime | None
		status: DF.Literal[
			"Queued",
			"Sending",
			"Accepted",
			"Sent",
			"Delivered",
			"Undelivered",
			"Failed",
			"Suppressed",
			"Received",
		]
		to_number: DF.Data | None
	# end: auto-generated types

	def advance(self, status: str, **values) -> None:
		"""Move forward to a state with what is known of it; news that is old already changes nothing.

		The row must be locked (`for_update`) by the caller.
		"""
		if not states.is_news(self.status, status):
			return
		if self.purpose == "Security" and status != states.SENDING:
			# A code or a link is nobody's to read once it has left, or never will.
			values["body"] = None
		self.db_set({"status": status, **values})


def on_doctype_update():
	"""What the outbox asks each minute, and a blast before each message: a status, what is due first."""
	frappe.db.add_index("SMS Message", ["status", "send_after"])
