"""Records tests need, made the way a user would make them; what a site already has is used as it is.

Nothing here commits. On a site where ERPNext's setup wizard never ran, `make_company` brings what invoices need.
"""

from typing import Any

import frappe
from frappe.utils import add_days, getdate, nowdate

COMPANY, ABBREVIATION, CURRENCY = "Fibre Test Company", "FTC", "CAD"


def make_user(*roles: str, email: str | None = None, **fields: Any) -> str:
	"""A system user with these roles; returns the user id (an address at example.com)."""
	email = email or f"{frappe.generate_hash(length=10)}@example.com"
	user = frappe.get_doc(
		{"doctype": "User", "email": email, "first_name": "Test", "send_welcome_email": 0, **fields}
	)
	for role in roles:
		user.append("roles", {"role": role})
	user.flags.no_welcome_mail = True
	user.insert(ignore_permissions=True)
	return user.name


def make_customer(customer_name: str | None = None, **fields: Any) -> Any:
	"""A customer, an individual by default."""
	name = customer_name or f"Customer {frappe.generate_hash(length=8)}"
	return _insert(
		"Customer", customer_name=name, customer_type=fields.pop("customer_type", "Individual"), **fields
	)


def make_contact(customer: Any, first_name: str = "Alex", phone: str = "", email: str = "") -> Any:
	"""A contact of a customer, with a mobile number and an e-mail address when they are given."""
	contact = frappe.new_doc("Contact", first_name=first_name, last_name="Test")
	contact.append("links", {"link_doctype": "Customer", "link_name": _name(customer)})
	if phone:
		contact.add_phone(phone, is_primary_mobile_no=1)
	if email:
		contact.add_email(email, is_primary=1)
	return contact.insert(ignore_permissions=True)


def make_address(customer: Any, address_line1: str = "12 rue des Érables", **fields: Any) -> Any:
	"""A billing address of a customer."""
	_ensure_where_known("Address Template", "Canada", country="Canada", is_default=1)
	values = {"address_type": "Billing", "city": "Québec", "country": "Canada", **fields}
	address = frappe.new_doc("Address", address_line1=address_line1, address_title=_name(customer), **values)
	address.append("links", {"link_doctype": "Customer", "link_name": _name(customer)})
	return address.insert(ignore_permissions=True)


def make_issue(customer: Any, subject: str = "No internet", **fields: Any) -> Any:
	"""A ticket of a customer."""
	return _insert("Issue", subject=subject, customer=_name(customer), **fields)


def make_company() -> str:
	"""The test company with its accounts, a fiscal year, a price list and the groups of items; its name."""
	ensure("Currency", CURRENCY, currency_name=CURRENCY, enabled=1)
	frappe.db.set_value("Currency", CURRENCY, "enabled", 1)
	if not frappe.db.exists("Company", COMPANY):
		_ensure_where_known("Warehouse Type", "Transit")
		_insert(
			"Company",
			company_name=COMPANY,
			abbr=ABBREVIATION,
			default_currency=CURRENCY,
			country="Canada",
			enable_perpetual_inventory=0,
		)
	_ensure_fiscal_year()
	ensure("Price List", "Standard Selling", price_list_name="Standard Selling", currency=CURRENCY, selling=1)
	return COMPANY


def make_item(item_code: str = "Fibre 500", rate: float = 0, **fields: Any) -> str:
	"""A service that is sold and not stocked; its code."""
	ensure("UOM", "Nos", uom_name="Nos")
	ensure("Item Group", "All Item Groups", item_group_name="All Item Groups", is_group=1)
	ensure(
		"Item Group", "Services", item_group_name="Services", parent_item_group="All Item Groups", is_group=0
	)
	values = {
		"item_group": "Services",
		"stock_uom": "Nos",
		"is_stock_item": 0,
		"standard_rate": rate,
		**fields,
	}
	return ensure("Item", item_code, item_code=item_code, **values)


def make_invoice(customer: Any = None, amount: float = 114.98, submit: bool = True, **fields: Any) -> Any:
	"""An invoice of one line, submitted unless told otherwise, due in 30 days unless dated."""
	company = fields.pop("company", None) or make_company()
	posting_date = fields.pop("posting_date", nowdate())
	invoice = frappe.new_doc(
		"Sales Invoice",
		customer=_name(customer or make_customer()),
		company=company,
		currency=CURRENCY,
		selling_price_list="Standard Selling",
		posting_date=posting_date,
		set_posting_time=1,
		due_date=fields.pop("due_date", add_days(posting_date, 30)),
		disable_rounded_total=1,
		**fields,
	)
	invoice.append("items", {"item_code": make_item(), "qty": 1, "rate": amount})
	invoice.set_missing_values()
	invoice.insert(ignore_permissions=True)
	if submit:
		invoice.flags.ignore_permissions = True
		invoice.submit()
	return invoice


def make_order(customer: Any = None, amount: float = 74.95, submit: bool = True, **fields: Any) -> Any:
	"""A sales order of one service, submitted unless told otherwise, to be delivered in a week."""
	order = frappe.new_doc(
		"Sales Order",
		customer=_name(customer or make_customer()),
		company=make_company(),
		currency=CURRENCY,
		selling_price_list="Standard Selling",
		**{"delivery_date": add_days(nowdate(), 7), **fields},
	)
	order.append("items", {"item_code": make_item(), "qty": 1, "rate": amount})
	order.set_missing_values()
	order.insert(ignore_permissions=True)
	if submit:
		order.flags.ignore_permissions = True
		order.submit()
	return order


def make_payment(invoice: Any, amount: float | None = None, submit: bool = True) -> Any:
	"""Cash received for an invoice: all that is due unless an amount is given."""
	from erpnext.accounts.doctype.payment_entry.payment_entry import get_payment_entry

	payment = get_payment_entry(invoice.doctype, invoice.name, party_amount=amount)
	payment.reference_no, payment.reference_date = "TEST", nowdate()
	payment.insert(ignore_permissions=True)
	if submit:
		payment.submit()
	return payment


def ensure(doctype: str, name: str, **values: Any) -> str:
	"""Make the record unless it exists; its name."""
	if not frappe.db.exists(doctype, name):
		_insert(doctype, name=name, **values)
	return name


def _ensure_where_known(doctype: str, name: str, **values: Any) -> None:
	"""Make what ERPNext's setup wizard would have made, on a site that has the doctype."""
	if frappe.db.exists("DocType", doctype):
		ensure(doctype, name, **values)


def _ensure_fiscal_year() -> None:
	for year in (getdate().year - 1, getdate().year):
		dates = {"year_start_date": f"{year}-01-01", "year_end_date": f"{year}-12-31"}
		if not frappe.db.exists("Fiscal Year", dates):
			_insert("Fiscal Year", year=str(year), **dates)


def _insert(doctype: str, **values: Any) -> Any:
	document = frappe.get_doc({"doctype": doctype, **values})
	return document.insert(ignore_permissions=True)


def _name(document: Any) -> str:
	return document if isinstance(document, str) else document.name
