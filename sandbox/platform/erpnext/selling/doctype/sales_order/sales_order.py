import frappe
from frappe import _
from frappe.query_builder.functions import Sum
from frappe.utils import flt, getdate

from erpnext.controllers.accounts_controller import AccountsController


class SalesOrder(AccountsController):
	"""What a customer ordered; submitted, it waits to be delivered and billed."""

	def validate(self):
		super().validate()
		self.validate_delivery_date()
		self.validate_quotations()
		self.set_status()
		self.billing_status = self.billing_status or "Not Billed"
		self.delivery_status = self.delivery_status or "Not Delivered"

	def validate_delivery_date(self):
		if self.order_type != "Sales" or self.skip_delivery_note:
			return
		dated = [getdate(row.delivery_date) for row in self.items if row.delivery_date]
		self.delivery_date = max(dated) if dated else self.delivery_date
		if not self.delivery_date:
			frappe.throw(_("Please enter Delivery Date"))
		for row in self.items:
			row.delivery_date = row.delivery_date or self.delivery_date
			if getdate(self.transaction_date) > getdate(row.delivery_date):
				message = _("Expected Delivery Date should be after Sales Order Date")
				frappe.throw(message, title=_("Invalid Delivery Date"))

	def validate_quotations(self):
		for name in self.quotations():
			if frappe.db.get_value("Quotation", name, "company") != self.company:
				raise NotImplementedError("a Sales Order of another company than its Quotation's")

	def set_status(self):
		if not self.docstatus.is_submitted():
			self.status = "Draft"
		else:
			self.status = "To Bill" if self.skip_delivery_note else "To Deliver and Bill"

	def on_submit(self):
		self.update_quotations()

	def on_cancel(self):
		if self.status == "Closed":
			frappe.throw(_("Closed order cannot be cancelled. Unclose to cancel."))
		self.db_set("status", "Cancelled")
		self.update_quotations()

	def quotations(self):
		return dict.fromkeys(row.prevdoc_docname for row in self.items if row.prevdoc_docname)

	def update_quotations(self):
		"""A quotation is ordered when submitted orders have as much of each of its rows as it offered."""
		for name in self.quotations():
			quotation = frappe.get_doc("Quotation", name)
			ordered = _ordered(name)
			left = [flt(row.stock_qty) - ordered.get(row.name, 0) for row in quotation.items]
			status = "Ordered" if max(left) <= 0 else "Partially Ordered" if ordered else "Open"
			quotation.db_set("status", status)


def _ordered(quotation: str) -> dict[str, float]:
	row = frappe.qb.DocType("Sales Order Item")
	query = (
		frappe.qb.from_(row)
		.select(row.quotation_item, Sum(row.stock_qty))
		.where((row.prevdoc_docname == quotation) & (row.docstatus == 1))
		.groupby(row.quotation_item)
	)
	return dict(query.run())
