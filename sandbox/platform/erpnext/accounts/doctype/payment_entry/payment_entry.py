import datetime

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt, getdate, nowdate


class PaymentEntry(Document):
	"""Money received from a customer, allocated to invoices."""

	def validate(self):
		self.set_missing_values()
		self.validate_references()
		self.set_amounts()
		self.validate_transaction_reference()
		self.title = self.party
		self.status = {0: "Draft", 1: "Submitted", 2: "Cancelled"}[int(self.docstatus)]

	def set_missing_values(self):
		if self.payment_type != "Receive" or self.party_type != "Customer":
			raise NotImplementedError(f"Payment Entry of type {self.payment_type} for {self.party_type}")
		self.party_name = frappe.db.get_value("Customer", self.party, "customer_name")
		for side in ("paid_from", "paid_to"):
			account = frappe.db.get_value(
				"Account", self.get(side), ["account_currency", "account_type"], as_dict=True
			)
			if account:
				self.set(f"{side}_account_currency", account.account_currency)
				self.set(f"{side}_account_type", account.account_type)
		self.source_exchange_rate = self.target_exchange_rate = 1.0
		self.references = [row for row in self.references if flt(row.allocated_amount)]

	def validate_references(self):
		for row in self.references:
			if row.reference_doctype != "Sales Invoice":
				raise NotImplementedError(f"Payment Entry against {row.reference_doctype}")
			invoice = frappe.get_doc(row.reference_doctype, row.reference_name)
			self.validate_invoice(row, invoice)
			row.total_amount, row.outstanding_amount = invoice.grand_total, invoice.outstanding_amount
			row.due_date, row.exchange_rate = invoice.due_date, 1.0

	def validate_invoice(self, row, invoice):
		label = f"{_(row.reference_doctype)} {row.reference_name}"
		if invoice.customer != self.party:
			frappe.throw(
				_("{0} {1} is not associated with {2} {3}").format(
					_(row.reference_doctype), row.reference_name, _(self.party_type), self.party
				)
			)
		if invoice.docstatus != 1:
			frappe.throw(_("{0} must be submitted").format(label))
		if self.docstatus.is_cancelled():
			return
		if invoice.outstanding_amount <= 0:
			frappe.throw(_("{0} has already been fully paid.").format(label))
		if flt(row.allocated_amount) > flt(invoice.outstanding_amount):
			frappe.throw(
				_("Row #{0}: Allocated Amount cannot be greater than outstanding amount.").format(row.idx)
			)

	def set_amounts(self):
		self.received_amount = self.base_received_amount = self.base_paid_amount = self.paid_amount
		allocated = flt(sum(flt(row.allocated_amount) for row in self.references), 2)
		self.total_allocated_amount = self.base_total_allocated_amount = allocated
		self.unallocated_amount = flt(max(0, flt(self.paid_amount) - allocated), 2)
		self.difference_amount = flt(allocated + self.unallocated_amount - flt(self.received_amount), 2)

	def validate_transaction_reference(self):
		if self.paid_to_account_type == "Bank" and not (self.reference_no and self.reference_date):
			frappe.throw(_("Reference No and Reference Date is mandatory for Bank transaction"))

	def on_submit(self):
		if self.difference_amount:
			frappe.throw(_("Difference Amount must be zero"))
		self.update_outstanding_amounts()

	def on_cancel(self):
		self.update_outstanding_amounts()
		self.db_set("status", "Cancelled")

	def remove_reference(self, invoice):
		"""Forget an invoice that is being cancelled; what was allocated to it is free again."""
		kept = [row for row in self.references if row.reference_name != invoice]
		for row in set(self.references) - set(kept):
			frappe.db.delete(row.doctype, {"name": row.name})
		self.references = kept
		self.set_amounts()
		for field in ("total_allocated_amount", "base_total_allocated_amount", "unallocated_amount"):
			self.db_set(field, self.get(field))

	def update_outstanding_amounts(self):
		for row in self.references:
			frappe.get_doc(row.reference_doctype, row.reference_name).update_outstanding()


@frappe.whitelist()
def get_payment_entry(
	dt: str,
	dn: str,
	party_amount: int | float | None = None,
	bank_account: str | None = None,
	bank_amount: int | float | None = None,
	party_type: str | None = None,
	payment_type: str | None = None,
	reference_date: str | datetime.date | None = None,
	created_from_payment_request: bool | None = None,
):
	"""An unsaved payment of all that is due on an invoice (of `party_amount` when given)."""
	if dt != "Sales Invoice":
		raise NotImplementedError(f"get_payment_entry for {dt}")
	invoice = frappe.get_doc(dt, dn)
	due = party_amount or invoice.outstanding_amount
	payment = frappe.new_doc("Payment Entry")
	payment.update(
		{
			"payment_type": "Receive",
			"company": invoice.company,
			"posting_date": nowdate(),
			"reference_date": getdate(reference_date),
			"party_type": "Customer",
			"party": invoice.customer,
			"contact_person": invoice.contact_person,
			"paid_from": invoice.debit_to,
			"paid_to": bank_account or _cash_or_bank(invoice.company),
			"paid_amount": due,
		}
	)
	row = {"reference_doctype": dt, "reference_name": dn, "due_date": invoice.due_date}
	amounts = {"total_amount": invoice.grand_total, "outstanding_amount": due, "allocated_amount": due}
	payment.append("references", row | amounts)
	payment.set_missing_values()
	payment.set_amounts()
	return payment


def _cash_or_bank(company: str) -> str | None:
	accounts = frappe.db.get_value("Company", company, ["default_bank_account", "default_cash_account"])
	return accounts and (accounts[0] or accounts[1])
