import frappe
from frappe import _
from frappe.utils import flt, getdate, now_datetime

from erpnext.controllers.accounts_controller import AccountsController


class SalesInvoice(AccountsController):
	"""An invoice: what is due on it moves with the payments that name it."""

	def validate(self):
		self.validate_posting_time()
		super().validate()
		if getdate(self.due_date) < getdate(self.posting_date):
			frappe.throw(_("Due Date cannot be before Posting Date"))
		if self.docstatus.is_draft():
			self.outstanding_amount = self.amount_to_pay()
		self.set_status()

	def validate_posting_time(self):
		"""An invoice is dated at the moment it is saved, unless `set_posting_time` is ticked."""
		if not self.get("set_posting_time"):
			now = now_datetime()
			self.posting_date, self.posting_time = now.strftime("%Y-%m-%d"), now.strftime("%H:%M:%S.%f")

	def set_missing_values(self, for_validate=False):
		super().set_missing_values(for_validate)
		company = frappe.get_cached_doc("Company", self.company)
		self.debit_to = self.debit_to or company.default_receivable_account
		self.party_account_currency = company.default_currency
		self.due_date = self.due_date or self.posting_date
		customer = frappe.db.get_value(
			"Customer", self.customer, ["customer_group", "territory"], as_dict=True
		)
		for field, value in (customer or {}).items():
			self.set(field, self.get(field) or value)

	def amount_to_pay(self):
		return self.rounded_total or self.grand_total

	def set_status(self, update=False):
		if self.is_new():
			return
		self.status = self._status()
		if update:
			self.db_set("status", self.status)

	def _status(self):
		if self.docstatus != 1:
			return "Draft" if self.docstatus == 0 else "Cancelled"
		outstanding = flt(self.outstanding_amount, self.precision("outstanding_amount"))
		if outstanding <= 0:
			return "Return" if self.is_return else "Paid"
		if getdate(self.due_date) < getdate():
			return "Overdue"
		return "Partly Paid" if outstanding < self.amount_to_pay() else "Unpaid"

	def on_submit(self):
		self.set_status(update=True)

	def before_cancel(self):
		"""Payments stay, unallocated: Accounts Settings' `unlink_payment_on_cancellation_of_invoice`."""
		rows = frappe.get_all(
			"Payment Entry Reference",
			filters={"reference_doctype": self.doctype, "reference_name": self.name, "docstatus": ["<", 2]},
			pluck="parent",
		)
		for payment in set(rows):
			frappe.get_doc("Payment Entry", payment).remove_reference(self.name)

	def on_cancel(self):
		self.db_set("status", "Cancelled")

	def update_outstanding(self):
		"""Take what submitted payments allocate to this invoice off what is due."""
		allocated = frappe.get_all(
			"Payment Entry Reference",
			filters={"reference_doctype": self.doctype, "reference_name": self.name, "docstatus": 1},
			pluck="allocated_amount",
		)
		outstanding = flt(self.amount_to_pay() - sum(allocated), self.precision("outstanding_amount"))
		self.db_set("outstanding_amount", outstanding)
		self.set_status(update=True)
