"""Invoices and payments of the last months: most are paid, a few are late."""

import random
from datetime import date

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, add_months, get_first_day, getdate

from sandbox.seed.catalogue import PLANS
from sandbox.seed.customers import Home
from sandbox.seed.records import date_back, insert

# Invoiced customers, by their place among the homes; of these, who does not pay.
INVOICED = 24
LATE = (3, 11, 19)
MONTHS = 3
DAYS_TO_PAY = 20
# Federal and Québec sales taxes: name and percentage.
TAXES = (("TPS à payer", "TPS 5 %", 5.0), ("TVQ à payer", "TVQ 9,975 %", 9.975))


def seed_billing(homes: list[Home], dice: random.Random) -> None:
	"""Bill the first homes for the last months and take their payments, through ERPNext's own documents."""
	company = default_company()
	accounts = [(tax_account(company, name), text, rate) for name, text, rate in TAXES]
	_default_taxes(company, accounts)
	paid_to = till(company)
	ensure_fiscal_years([_month(back) for back in range(MONTHS)])
	for number, home in enumerate(homes[:INVOICED]):
		for back in reversed(range(MONTHS)):
			invoice = _invoice(company, home, _month(back), accounts)
			late = number in LATE and back < 2
			if not late and getdate(invoice.due_date) <= getdate():
				_payment(company, invoice, paid_to, dice)


def _default_taxes(company: str, accounts: list[tuple[str, str, float]]) -> None:
	"""Have whatever is invoiced later taxed the same."""
	insert(
		"Sales Taxes and Charges Template",
		title="TPS et TVQ",
		company=company,
		is_default=1,
		taxes=_tax_rows(accounts),
	)


def _tax_rows(accounts: list[tuple[str, str, float]]) -> list[dict]:
	return [
		{"charge_type": "On Net Total", "account_head": account, "description": text, "rate": rate}
		for account, text, rate in accounts
	]


def default_company() -> str:
	"""Return the site's company; the demo does not make one. Throws when there is none."""
	company = frappe.defaults.get_global_default("company") or frappe.db.get_value("Company", {}, "name")
	if not company:
		frappe.throw("Create a Company first (ERPNext's setup wizard): the demo's invoices need one.")
	return company


def ensure_fiscal_years(days: list[date]) -> None:
	"""Make a calendar fiscal year for each of these days that falls in none."""
	for day in days:
		around = {"year_start_date": ("<=", day), "year_end_date": (">=", day)}
		if not frappe.db.exists("Fiscal Year", around):
			year = day.year
			insert(
				"Fiscal Year", year=str(year), year_start_date=f"{year}-01-01", year_end_date=f"{year}-12-31"
			)


def _month(back: int) -> date:
	return getdate(add_months(get_first_day(getdate()), -back))


def tax_account(company: str, name: str) -> str:
	"""Return the account of a sales tax, made under the company's taxes (else its liabilities) when missing."""
	found = frappe.db.get_value("Account", {"company": company, "account_name": name})
	if found:
		return found
	groups = {"company": company, "is_group": 1, "root_type": "Liability"}
	parent = frappe.db.get_value("Account", {**groups, "account_type": "Tax"}) or frappe.db.get_value(
		"Account", {**groups, "account_name": ("like", "%Tax%")}
	)
	parent = parent or frappe.db.get_value("Account", groups, order_by="creation desc")
	return insert(
		"Account", account_name=name, company=company, parent_account=parent, account_type="Tax"
	).name


def till(company: str) -> str:
	"""Return where money arrives: the company's first bank or cash account. Throws when there is none."""
	for kind in ("Bank", "Cash"):
		filters = {"company": company, "account_type": kind, "is_group": 0}
		if account := frappe.db.get_value("Account", filters):
			return account
	frappe.throw(f"Company {company} has no bank or cash account: the demo's payments need one.")


def _invoice(company: str, home: Home, day: date, accounts: list[tuple[str, str, float]]) -> Document:
	plans = [PLANS[key] for key in home.household.plans]
	invoice = insert(
		"Sales Invoice",
		customer=home.customer,
		company=company,
		set_posting_time=1,
		posting_date=day,
		posting_time="06:00:00",
		due_date=add_days(day, DAYS_TO_PAY),
		currency="CAD",
		disable_rounded_total=1,
		items=[{"item_code": plan.item, "qty": 1, "rate": plan.price} for plan in plans],
		taxes=_tax_rows(accounts),
	)
	invoice.submit()
	date_back(invoice, frappe.utils.get_datetime(f"{day} 06:00:00"))
	return invoice


def _payment(company: str, invoice: Document, paid_to: str, dice: random.Random) -> None:
	day = add_days(invoice.due_date, -dice.randrange(1, 12))
	payment = insert(
		"Payment Entry",
		payment_type="Receive",
		company=company,
		posting_date=day,
		mode_of_payment=_mode_of_payment(),
		party_type="Customer",
		party=invoice.customer,
		paid_from=invoice.debit_to,
		paid_from_account_currency=invoice.currency,
		paid_to=paid_to,
		paid_to_account_currency=invoice.currency,
		paid_amount=invoice.outstanding_amount,
		received_amount=invoice.outstanding_amount,
		source_exchange_rate=1,
		target_exchange_rate=1,
		reference_no=f"PPA-{dice.randrange(10**6):06d}",
		reference_date=day,
		references=[
			{
				"reference_doctype": "Sales Invoice",
				"reference_name": invoice.name,
				"allocated_amount": invoice.outstanding_amount,
			}
		],
	)
	payment.submit()
	date_back(payment, frappe.utils.get_datetime(f"{day} 09:30:00"))


def _mode_of_payment() -> str | None:
	return frappe.db.get_value("Mode of Payment", {"enabled": 1}, order_by="creation")
