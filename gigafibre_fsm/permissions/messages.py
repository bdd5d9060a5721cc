"""What was said in our conversations is the staff's record: who said it as a customer does not read it back around
the portal, nor delete it.

Frappe lets everybody list and delete the Communications they made themselves.
"""

import frappe
from frappe.model.document import Document
from pypika.terms import Criterion

DOCTYPE = "Communication"


def rows() -> Criterion:
	"""Return those that are in no conversation of ours."""
	conversation = frappe.qb.DocType(DOCTYPE).conversation
	return conversation.isnull() | (conversation == "")


def may_touch(doc: Document) -> bool:
	"""Return whether it is in no conversation of ours."""
	return not doc.get("conversation")
