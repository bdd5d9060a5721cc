import frappe
from frappe.model.document import Document


class DeviceReading(Document):
	"""What one device measured at one moment: the only trace of live state we keep."""


def on_doctype_update():
	frappe.db.add_index("Device Reading", ["equipment", "read_on"])
