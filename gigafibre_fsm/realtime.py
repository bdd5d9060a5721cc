"""What we tell the pages that are open, and to whom: one event, in the room of the document it concerns.

Frappe lets into a document's room whoever may read the document: what a device measured stays in the device's
room, the customer's room only hears that something goes on. Every message is said in each of our languages, since
those who listen do not read the same: `{kind, equipment, in: {fr: {...}, en: {...}}}`.
"""

import frappe
from frappe.model.document import Document

EVENT = "fsm_customer"


def tell_device_watchers(equipment: Document, kind: str, told: dict[str, dict]) -> None:
	"""Tell those who watch this device, at once; `told` is language → words."""
	_tell(equipment, kind, told, equipment.doctype, equipment.name)


def tell_customer_watchers(equipment: Document, kind: str, told: dict[str, dict]) -> None:
	"""Tell those who watch the customer it stands at, if any; `told` holds nothing only a device's reader may see."""
	if equipment.customer:
		_tell(equipment, kind, told, "Customer", equipment.customer)


def _tell(equipment: Document, kind: str, told: dict[str, dict], doctype: str, name: str) -> None:
	message = {"kind": kind, "equipment": equipment.name, "in": told}
	frappe.publish_realtime(EVENT, message, doctype=doctype, docname=name)
