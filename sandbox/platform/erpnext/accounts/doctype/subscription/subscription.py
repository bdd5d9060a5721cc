import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_to_date, get_last_day, getdate, nowdate

_UNITS = {"Day": "days", "Week": "weeks", "Month": "months", "Year": "years"}


class Subscription(Document):
	"""What a customer is billed for, period after period. The stand-in makes no invoices."""

	def before_insert(self):
		self.current_invoice_start = self.start_date or nowdate()
		self.current_invoice_end = self.get_current_invoice_end(getdate(self.current_invoice_start))

	def get_current_invoice_end(self, start):
		interval, count = self._cycles()[0]
		end = add_to_date(start, **{_UNITS[interval]: count}, days=-1) if interval != "Day" else None
		end = end or add_to_date(start, days=count - 1)
		if self.follow_calendar_months:
			end = get_last_day(add_to_date(start, months=count - 1))
		return min(end, getdate(self.end_date)) if self.end_date else end

	def validate(self):
		if len(self._cycles()) > 1:
			frappe.throw(_("You can only have Plans with the same billing cycle in a Subscription"))
		company_cost_center = frappe.db.get_value("Company", self.company, "cost_center")
		self.cost_center = self.cost_center or company_cost_center
		if self.is_new():
			over = self.end_date and getdate() > getdate(self.end_date)
			self.status = "Completed" if over else "Active"

	def _cycles(self):
		plans = [row.plan for row in self.plans]
		rows = frappe.get_all(
			"Subscription Plan",
			filters={"name": ["in", plans]},
			fields=["billing_interval", "billing_interval_count"],
		)
		return sorted({(row.billing_interval, row.billing_interval_count) for row in rows})
