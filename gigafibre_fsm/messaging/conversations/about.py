"""What a message is about, as ERPNext files it: the open ticket, else the customer, else the conversation."""

import frappe
from frappe.model.document import Document

OVER = ("Resolved", "Closed")


def reference_of(conversation: Document) -> dict[str, str]:
	"""Return `{reference_doctype, reference_name}` of a new message in this conversation."""
	ticket = open_ticket(conversation)
	doctype, name = "Conversation", conversation.name
	if ticket:
		doctype, name = "Issue", ticket
	elif conversation.customer:
		doctype, name = "Customer", conversation.customer
	return {"reference_doctype": doctype, "reference_name": name}


def open_ticket(conversation: Document) -> str | None:
	"""Return the conversation's ticket while it is open, else the customer's only open one."""
	if conversation.issue and frappe.db.get_value("Issue", conversation.issue, "status") not in OVER:
		return conversation.issue
	if not conversation.customer:
		return None
	filters = {"customer": conversation.customer, "status": ("not in", OVER)}
	tickets = frappe.get_all("Issue", filters, pluck="name", order_by="creation desc", limit=2)
	return tickets[0] if len(tickets) == 1 else None
