"""Invoices we make: ERPNext's own, with its prices and taxes."""

from collections.abc import Sequence
from dataclasses import dataclass

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import add_days, flt, nowdate


@dataclass(frozen=True, slots=True)
class Line:
	"""What is sold: an Item, how many, and its price for one; 0 takes the price list's."""

	item: str
	quantity: float = 1
	rate: float = 0
	description: str = ""


def create_invoice(
	customer: str, lines: Sequence[Line], *, due_in_days: int = 0, submit: bool = True, company: str = ""
) -> Document:
	"""Invoice a customer today and return the Sales Invoice, submitted unless told to leave it a draft.

	Raises ValidationError when there is nothing to invoice, or as ERPNext does.
	"""
	invoice = new_invoice(customer, lines, due_in_days=due_in_days, company=company)
	invoice.insert(ignore_permissions=True)
	if submit:
		invoice.flags.ignore_permissions = True
		invoice.submit()
	return invoice


def new_invoice(customer: str, lines: Sequence[Line], *, due_in_days: int = 0, company: str = "") -> Document:
	"""Return an unsaved Sales Invoice with its prices, taxes and totals. Raises ValidationError as create_invoice."""
	if not lines:
		frappe.throw(_("There is nothing to invoice: name an item"))
	company = company or frappe.defaults.get_global_default("company")
	invoice = frappe.new_doc(
		"Sales Invoice",
		customer=customer,
		company=company,
		# Otherwise ERPNext takes the site's, which need not be the company's.
		currency=_currency(customer, company),
		posting_date=nowdate(),
		due_date=add_days(nowdate(), due_in_days),
	)
	for line in lines:
		invoice.append("items", _row(line))
	invoice.set_missing_values()
	# The company's default taxes, unless a Tax Rule of the customer's brought others.
	invoice.set_taxes()
	invoice.calculate_taxes_and_totals()
	_require_amount(invoice)
	return invoice


def _currency(customer: str, company: str) -> str | None:
	"""Return the currency a customer is invoiced in: their own, else the company's."""
	own = frappe.db.get_value("Customer", customer, "default_currency")
	return own or frappe.db.get_value("Company", company, "default_currency")


def line_of_subscription(subscription: str) -> Line:
	"""Return what a Service Subscription costs for one period. Raises ValidationError when it names no item."""
	fields = ["item", "price", "plan_name"]
	row = frappe.db.get_value("Service Subscription", subscription, fields, as_dict=True)
	if not row:
		frappe.throw(_("Service Subscription {0} no longer exists").format(subscription))
	if not row["item"]:
		message = _("{0} names no item: without one, ERPNext cannot invoice it")
		frappe.throw(message.format(subscription))
	return Line(row["item"], 1, flt(row["price"]), row["plan_name"] or "")


def _row(line: Line) -> dict:
	row = {"item_code": line.item, "qty": line.quantity}
	if line.rate:
		row["rate"] = line.rate
	if line.description:
		row["description"] = line.description
	return row


def _require_amount(invoice: Document) -> None:
	if flt(invoice.grand_total) <= 0:
		items = ", ".join(row.item_code for row in invoice.items)
		frappe.throw(_("The invoice would be of nothing: {0} has no price").format(items))
