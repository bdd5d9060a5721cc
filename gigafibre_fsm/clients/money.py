"""What customers owe and what they pay a month."""

from itertools import groupby
from operator import itemgetter

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


def monthly_price(subscriptions: list[dict]) -> float:
	"""Return the price of the active ones of these `{status, price, frequency}` brought to one month."""
	active = (one for one in subscriptions if one["status"] == "Active")
	return flt(sum(flt(one["price"]) / MONTHS[one["frequency"]] for one in active), 2)


def monthly_prices(customers: list[str]) -> dict[str, float]:
	"""Return customer → price of its active subscriptions brought to one month."""
	filters = {"customer": ("in", customers), "status": "Active"}
	fields = ["customer", "status", "price", "frequency"]
	rows = frappe.get_all("Service Subscription", filters=filters, fields=fields, order_by="customer")
	return {customer: monthly_price(list(own)) for customer, own in groupby(rows, key=itemgetter("customer"))}
