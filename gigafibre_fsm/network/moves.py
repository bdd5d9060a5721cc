"""The history of where each device stood: one row whenever its place, holder or status changes."""

import frappe
from frappe.model.document import Document
from frappe.utils import now_datetime


def log_move(equipment: Document) -> None:
	"""Write the Equipment Move Log row of a device that was just saved; a new device starts from nowhere."""
	before = equipment.get_doc_before_save() or frappe._dict()
	frappe.get_doc(
		doctype="Equipment Move Log",
		equipment=equipment.name,
		moved_on=now_datetime(),
		moved_by=frappe.session.user,
		reason=equipment.flags.move_reason,
		from_location=before.service_location,
		from_customer=before.customer,
		from_status=before.status,
		to_location=equipment.service_location,
		to_customer=equipment.customer,
		to_status=equipment.status,
	).insert(ignore_permissions=True)  # whoever could save the device may have its move recorded
