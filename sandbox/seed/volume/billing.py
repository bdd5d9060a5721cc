"""Years of monthly invoices with their lines and taxes, and the payments that settled most of them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import frappe
from frappe.utils import add_days, add_months, get_first_day, getdate

from sandbox.seed.billing import DAYS_TO_PAY, TAXES, default_company, ensure_fiscal_years, tax_account, till
from sandbox.seed.catalogue import PLANS
from sandbox.seed.volume.bulk import Names, Table, flush
from sandbox.seed.volume.customers import accounts
from sandbox.seed.volume.volumes import Volumes, dice

BASKETS = (("F150",), ("F500",), ("F500", "TV"), ("F1000",), ("F500", "TEL"), ("F150", "TV", "TEL"))


@dataclass(frozen=True, slots=True)
class Books:
	"""The accounts everything is written to."""

	company: str
	receivable: str
	till: str
	income: str
	cost_center: str
	price_list: str
	taxes: tuple[tuple[str, str, float], ...]


@dataclass(frozen=True, slots=True)
class Bill:
	"""An invoice before it is written; amounts in CAD."""

	name: str
	customer: dict
	day: date
	basket: tuple[str, ...]
	net: float
	taxes: tuple[float, ...]
	paid: bool

	@property
	def total(self) -> float:
		return round(self.net + sum(self.taxes), 2)

	@property
	def due(self) -> date:
		return add_days(self.day, DAYS_TO_PAY)

	@property
	def status(self) -> str:
		if self.paid:
			return "Paid"
		return "Overdue" if self.due < getdate() else "Unpaid"


def seed_billing(volumes: Volumes) -> dict[str, int]:
	"""Each customer's invoices back from this month, the newest unpaid; returns doctype → rows."""
	customers, books, names = accounts(), _books(), Names()
	paper, receipts = Paper(books), Receipts(books)
	unpaid = _unpaid(volumes, len(customers))
	months = range(-(-volumes.invoices // len(customers)))
	days = [getdate(add_months(get_first_day(getdate()), -back)) for back in months]
	ensure_fiscal_years(days)
	for number in reversed(range(volumes.invoices)):
		back, place = divmod(number, len(customers))
		day = days[back]
		name = names.next(f"ACC-SINV-{day.year}-")
		bill = _bill(name, customers[place], day, BASKETS[place % len(BASKETS)], number not in unpaid)
		paper.add(bill)
		if bill.paid:
			receipts.add(names.next(f"ACC-PAY-{day.year}-"), bill)
	names.save()
	return flush([*paper.all(), *receipts.all()])


def _unpaid(volumes: Volumes, customers: int) -> set[int]:
	"""Which invoices nobody paid yet: this month's, and some of the months before. Number 0 is the newest."""
	count = volumes.invoices - volumes.payments
	newest = set(range(min(customers, count)))
	older = range(customers, min(4 * customers, volumes.invoices))
	return newest | set(dice("unpaid").sample(older, min(count - len(newest), len(older))))


def _books() -> Books:
	company = frappe.get_doc("Company", default_company())
	income = company.default_income_account or frappe.db.get_value(
		"Account", {"company": company.name, "root_type": "Income", "is_group": 0}
	)
	cost_center = company.cost_center or frappe.db.get_value(
		"Cost Center", {"company": company.name, "is_group": 0}
	)
	return Books(
		company=company.name,
		receivable=company.default_receivable_account,
		till=till(company.name),
		income=income,
		cost_center=cost_center,
		price_list=frappe.db.get_value("Price List", {"selling": 1}),
		taxes=tuple((tax_account(company.name, name), text, rate) for name, text, rate in TAXES),
	)


def _bill(name: str, customer: dict, day: date, basket: tuple[str, ...], paid: bool) -> Bill:
	net = round(sum(PLANS[key].price for key in basket), 2)
	taxes = tuple(round(net * rate / 100, 2) for _name, _text, rate in TAXES)
	return Bill(name, customer, day, basket, net, taxes, paid)


def both(**amounts: float) -> dict[str, float]:
	"""Amounts in the invoice's currency and in the company's, which is the same."""
	return amounts | {f"base_{name}": amount for name, amount in amounts.items()}


class Paper:
	"""Invoices with their lines and taxes."""

	def __init__(self, books: Books) -> None:
		self.books = books
		self.invoice = Table("Sales Invoice", INVOICE, submitted=True)
		self.line = Table("Sales Invoice Item", LINE, submitted=True)
		self.tax = Table("Sales Taxes and Charges", TAX, submitted=True)

	def all(self) -> list[Table]:
		return [self.invoice, self.line, self.tax]

	def add(self, bill: Bill) -> None:
		moment = datetime.combine(bill.day, time(6))
		self.invoice.add(bill.name, moment, self._head(bill))
		for index, key in enumerate(bill.basket, 1):
			self.line.add_child(("Sales Invoice", bill.name, "items"), index, moment, self._line(key))
		running = bill.net
		for index, (amount, tax) in enumerate(zip(bill.taxes, self.books.taxes, strict=True), 1):
			running = round(running + amount, 2)
			account, text, rate = tax
			values = {
				"charge_type": "On Net Total",
				"account_head": account,
				"description": text,
				"rate": rate,
			}
			values |= both(tax_amount=amount, total=running) | {"cost_center": self.books.cost_center}
			self.tax.add_child(("Sales Invoice", bill.name, "taxes"), index, moment, values)

	def _head(self, bill: Bill) -> dict[str, Any]:
		books = self.books
		return {
			"naming_series": "ACC-SINV-.YYYY.-",
			"title": bill.customer.customer_name,
			"customer": bill.customer.name,
			"customer_name": bill.customer.customer_name,
			"customer_group": "Résidentiel",
			"territory": "Québec",
			"company": books.company,
			"set_posting_time": 1,
			"posting_date": bill.day,
			"posting_time": "06:00:00",
			"due_date": bill.due,
			"currency": "CAD",
			"party_account_currency": "CAD",
			"conversion_rate": 1,
			"selling_price_list": books.price_list,
			"price_list_currency": "CAD",
			"plc_conversion_rate": 1,
			"debit_to": books.receivable,
			"total_qty": len(bill.basket),
			"disable_rounded_total": 1,
			"status": bill.status,
			"outstanding_amount": 0 if bill.paid else bill.total,
			**both(
				total=bill.net,
				net_total=bill.net,
				total_taxes_and_charges=round(sum(bill.taxes), 2),
				grand_total=bill.total,
			),
		}

	def _line(self, key: str) -> dict[str, Any]:
		plan = PLANS[key]
		return {
			"item_code": plan.item,
			"item_name": plan.name,
			"description": plan.name,
			"item_group": "Forfaits",
			"qty": 1,
			"stock_qty": 1,
			"uom": "Nos",
			"stock_uom": "Nos",
			"conversion_factor": 1,
			"income_account": self.books.income,
			"cost_center": self.books.cost_center,
			**both(rate=plan.price, amount=plan.price, net_rate=plan.price, net_amount=plan.price),
		}


class Receipts:
	"""Payments with the invoice each settles."""

	def __init__(self, books: Books) -> None:
		self.books = books
		self.payment = Table("Payment Entry", PAYMENT, submitted=True)
		self.reference = Table("Payment Entry Reference", REFERENCE, submitted=True)
		self.mode = frappe.db.get_value("Mode of Payment", {"enabled": 1}, order_by="creation")
		self.luck = dice("payments")

	def all(self) -> list[Table]:
		return [self.payment, self.reference]

	def add(self, name: str, bill: Bill) -> None:
		day = min(add_days(bill.day, self.luck.randrange(1, 25)), getdate())
		moment = datetime.combine(day, time(9, 30))
		self.payment.add(name, moment, self._head(bill, day))
		row = {
			"reference_doctype": "Sales Invoice",
			"reference_name": bill.name,
			"due_date": bill.due,
			"total_amount": bill.total,
			"outstanding_amount": bill.total,
			"allocated_amount": bill.total,
			"exchange_rate": 1,
		}
		self.reference.add_child(("Payment Entry", name, "references"), 1, moment, row)

	def _head(self, bill: Bill, day: date) -> dict[str, Any]:
		return {
			"naming_series": "ACC-PAY-.YYYY.-",
			"title": bill.customer.customer_name,
			"payment_type": "Receive",
			"status": "Submitted",
			"posting_date": day,
			"company": self.books.company,
			"mode_of_payment": self.mode,
			"party_type": "Customer",
			"party": bill.customer.name,
			"party_name": bill.customer.customer_name,
			"paid_from": self.books.receivable,
			"paid_from_account_currency": "CAD",
			"paid_to": self.books.till,
			"paid_to_account_currency": "CAD",
			"source_exchange_rate": 1,
			"target_exchange_rate": 1,
			"reference_no": bill.name,
			"reference_date": day,
			**both(paid_amount=bill.total, received_amount=bill.total, total_allocated_amount=bill.total),
		}


INVOICE = (
	"naming_series title customer customer_name customer_group territory company set_posting_time posting_date "
	"posting_time due_date currency party_account_currency conversion_rate selling_price_list price_list_currency "
	"plc_conversion_rate debit_to total_qty disable_rounded_total status outstanding_amount total net_total "
	"total_taxes_and_charges grand_total base_total base_net_total base_total_taxes_and_charges base_grand_total"
).split()
LINE = (
	"item_code item_name description item_group qty stock_qty uom stock_uom conversion_factor income_account "
	"cost_center rate amount net_rate net_amount base_rate base_amount base_net_rate base_net_amount"
).split()
TAX = (
	"charge_type account_head description rate tax_amount total base_tax_amount base_total cost_center"
).split()
PAYMENT = (
	"naming_series title payment_type status posting_date company mode_of_payment party_type party party_name "
	"paid_from paid_from_account_currency paid_to paid_to_account_currency source_exchange_rate "
	"target_exchange_rate reference_no reference_date paid_amount received_amount total_allocated_amount "
	"base_paid_amount base_received_amount base_total_allocated_amount"
).split()
REFERENCE = (
	"reference_doctype reference_name due_date total_amount outstanding_amount allocated_amount exchange_rate"
).split()
