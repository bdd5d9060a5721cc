import frappe
from frappe.model.document import Document


class DeviceReading(Document):
	"""What one device measured at one moment: the only trace of live state we keep."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		equipment: DF.Link
		online: DF.Check
		read_on: DF.Datetime
		rx_dbm: DF.Float
		signal: DF.Literal["Unknown", "Good", "Marginal", "Bad", "No Light"]
		temperature_c: DF.Float
		tx_dbm: DF.Float
	# end: auto-generated types


def on_doctype_update():
	frappe.db.add_index("Device Reading", ["equipment", "read_on"])
