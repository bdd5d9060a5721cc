"""What we tell the pages that are open, and to whom: one event, in the room of the document it concerns.

Frappe lets into a document's room whoever may read the document.
"""

import frappe
from frappe.model.document import Document

CUSTOMER_EVENT = "fsm_customer"


def tell_watchers(equipment: Document, kind: str, **payload) -> None:
	"""Tell those who watch the device's customer (or the device itself, on the shelf) at once."""
	room = ("Customer", equipment.customer) if equipment.customer else (equipment.doctype, equipment.name)
	frappe.publish_realtime(
		CUSTOMER_EVENT,
		{"kind": kind, "equipment": equipment.name, **payload},
		doctype=room[0],
		docname=room[1],
	)
