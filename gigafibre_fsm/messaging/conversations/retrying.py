"""Sending again what failed: the same message, one more attempt."""

import frappe
from frappe import _
from frappe.model.document import Document

from gigafibre_fsm import messaging
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.channels import blocked
from gigafibre_fsm.messaging.conversations.messages import one


def retry(message: str) -> dict:
	"""Send a message of ours that failed again; returns it as shown. Throws for one that did not fail."""
	communication = frappe.get_doc("Communication", message)
	if not communication.conversation:
		raise frappe.DoesNotExistError(doctype="Communication")
	conversation = threads.for_change(communication.conversation)
	if not one(message)["can_retry"]:
		frappe.throw(_("Only a message that failed can be sent again"))
	if communication.communication_medium == "SMS":
		_sms_again(conversation, communication)
	else:
		messaging.retry_email(message)
	threads.touch(message)
	return one(message)


def _sms_again(conversation: Document, communication: Document) -> None:
	number = communication.phone_no
	reason = blocked("SMS", number)
	if reason:
		frappe.throw(reason)
	attempts = frappe.db.count("SMS Message", {"communication": communication.name})
	messaging.send_sms(
		number,
		communication.text_content,
		key=f"{communication.name}:{attempts}",
		purpose="Reply",
		customer=conversation.customer,
		communication=communication.name,
		sender=conversation.our_number,
	)
