import frappe
from frappe import _
from frappe.utils import getdate

from erpnext.controllers.accounts_controller import AccountsController


class Quotation(AccountsController):
	"""An offer to a customer or a lead."""

	def validate(self):
		super().validate()
		self.set_party_details()
		if self.valid_till and getdate(self.valid_till) < getdate(self.transaction_date):
			frappe.throw(_("Valid till date cannot be before transaction date"))
		self.status = "Open" if self.docstatus == 1 else "Draft"

	def set_party_details(self):
		field = "customer_name" if self.quotation_to == "Customer" else "title"
		self.customer_name = frappe.db.get_value(self.quotation_to, self.party_name, field)

	def on_cancel(self):
		self.db_set("status", "Cancelled")
