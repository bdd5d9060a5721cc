"""What customers owe and what they pay a month."""

import frappe
from frappe.query_builder.functions import Sum
from frappe.utils import flt

MONTHS = {"Monthly": 1, "Quarterly": 3, "Yearly": 12}


def outstanding(customers: list[str]) -> dict[str, float]:
	"""Return customer → unpaid amount of its submitted invoices, credit notes deducted, for those who owe."""
	invoice = frappe.qb.DocType("Sales Invoice")
	rows = (
		frappe.qb.from_(invoice)
		.select(invoice.customer, Sum(invoice.outstanding_amount).as_("owed"))
		.where(invoice.customer.isin(customers) & (invoice.docstatus == 1))
		.groupby(invoice.customer)
		.run(as_dict=True)
	)
	return {row.customer: flt(row.owed, 2) for row in rows}


def monthly_price(customers: list[str]) -> dict[str, float]:
	"""Return customer → price of its active subscriptions brought to one month."""
	filters = {"customer": ("in", customers), "status": "Active"}
	fields = ["customer", "price", "frequency"]
	totals: dict[str, float] = {}
	for row in frappe.get_all("Service Subscription", filters=filters, fields=fields, order_by="name"):
		totals[row.customer] = totals.get(row.customer, 0) + flt(row.price) / MONTHS[row.frequency]
	return {customer: flt(total, 2) for customer, total in totals.items()}
