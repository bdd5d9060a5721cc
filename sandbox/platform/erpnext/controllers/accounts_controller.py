"""What quotations and invoices share: defaults, prices, totals, taxes."""

from collections.abc import Callable
from typing import Any

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import flt

import erpnext

COPIED_OF_TAXES = ("charge_type", "row_id", "account_head", "description", "rate", "tax_amount")


class AccountsController(Document):
	"""A sales document with `items` and `taxes`."""

	def validate(self):
		self.set_missing_values(for_validate=True)
		self.calculate_taxes_and_totals()

	def set_missing_values(self, for_validate: bool = False) -> None:
		"""Company, currency, price list and what the items say, where nothing was given."""
		self.company = self.company or erpnext.get_default_company()
		company_currency = self.company and erpnext.get_company_currency(self.company)
		self.currency = self.currency or company_currency
		if self.currency != company_currency:
			raise NotImplementedError("sales documents in another currency than the company's")
		self.conversion_rate = self.plc_conversion_rate = 1.0
		self.selling_price_list = self.selling_price_list or frappe.db.get_default("selling_price_list")
		self.price_list_currency = self.currency
		for row in self.items:
			self.set_missing_item_details(row)

	def set_missing_item_details(self, row: Any) -> None:
		"""Name, unit, price and accounts of one row."""
		fields = ["item_name", "description", "item_group", "stock_uom", "standard_rate"]
		item = row.item_code and frappe.db.get_value("Item", row.item_code, fields, as_dict=True)
		self._set_row_defaults(row, item or frappe._dict())
		if row.meta.has_field("income_account"):
			company = frappe.get_cached_doc("Company", self.company)
			row.income_account = row.income_account or company.default_income_account
			row.cost_center = row.cost_center or company.cost_center

	def _set_row_defaults(self, row: Any, item: Any) -> None:
		for field in ("item_name", "description", "item_group", "stock_uom"):
			row.set(field, row.get(field) or item.get(field))
		row.uom = row.uom or row.stock_uom or "Nos"
		row.conversion_factor = row.conversion_factor or 1.0
		if not row.rate:
			row.price_list_rate = row.price_list_rate or item.standard_rate or 0.0
			row.rate = row.price_list_rate * (1 - flt(row.discount_percentage) / 100)

	def set_taxes(self) -> None:
		"""Take the rows of the template that is named, else of the company's default, where there are none yet."""
		master = self.meta.get_field("taxes_and_charges").options
		if not self.is_new() or self.taxes:
			return
		default = {"is_default": 1, "company": self.company}
		self.taxes_and_charges = self.taxes_and_charges or frappe.db.get_value(master, default)
		if self.taxes_and_charges:
			for row in frappe.get_doc(master, self.taxes_and_charges).taxes:
				self.append("taxes", {field: row.get(field) for field in COPIED_OF_TAXES})

	def calculate_taxes_and_totals(self) -> None:
		"""Amounts of the rows, then taxes, then the document's totals."""
		for row in self.items:
			self._calculate_row(row)
		self.total_qty = sum(flt(row.qty) for row in self.items)
		self.total = flt(sum(row.amount for row in self.items), self.precision("total"))
		self.net_total = self.base_total = self.base_net_total = self.total
		self.grand_total = self._calculate_taxes()
		self.total_taxes_and_charges = flt(self.grand_total - self.net_total, self.precision("grand_total"))
		self.base_total_taxes_and_charges = self.total_taxes_and_charges
		self.base_grand_total = self.grand_total
		self._round_total()

	def _calculate_row(self, row: Any) -> None:
		row.qty = flt(row.qty)
		row.stock_qty = row.qty * flt(row.conversion_factor)
		row.rate = flt(row.rate, row.precision("rate"))
		row.amount = flt(row.rate * row.qty, row.precision("amount"))
		row.base_rate = row.net_rate = row.rate
		row.base_amount = row.net_amount = row.amount

	def _calculate_taxes(self) -> float:
		running = self.net_total
		for tax in self.taxes:
			charge = _CHARGES.get(tax.charge_type)
			if charge is None or tax.included_in_print_rate:
				raise NotImplementedError(f"taxes of type {tax.charge_type}, or included in the price")
			tax.tax_amount = flt(charge(self, tax), tax.precision("tax_amount"))
			running = flt(running + tax.tax_amount, self.precision("grand_total"))
			tax.total = tax.base_total = running
			tax.base_tax_amount = tax.tax_amount
		return running

	def _round_total(self) -> None:
		if self.disable_rounded_total:
			self.rounded_total = self.base_rounded_total = self.rounding_adjustment = 0.0
			return
		self.rounded_total = self.base_rounded_total = round_to_coin(self.grand_total, self.currency)
		adjustment = self.rounded_total - self.grand_total
		self.rounding_adjustment = flt(adjustment, self.precision("rounding_adjustment"))


def round_to_coin(amount: float, currency: str) -> float:
	"""An amount in the currency's smallest coin; in whole units when the Currency does not name one."""
	coin = flt(frappe.db.get_value("Currency", currency, "smallest_currency_fraction_value", cache=True))
	return flt(round(amount / coin) * coin, 2) if coin else flt(amount, 0)


def _on_previous_row(field: str) -> Callable[[Any, Any], float]:
	def charge(document: Any, tax: Any) -> float:
		row = int(tax.row_id or 0)
		if not 0 < row < tax.idx:
			message = _(
				"Cannot refer row number greater than or equal to current row number for this Charge type"
			)
			frappe.throw(message)
		return flt(document.taxes[row - 1].get(field)) * flt(tax.rate) / 100

	return charge


_CHARGES: dict[str, Callable[[Any, Any], float]] = {
	"Actual": lambda document, tax: flt(tax.tax_amount),
	"On Net Total": lambda document, tax: document.net_total * flt(tax.rate) / 100,
	"On Previous Row Amount": _on_previous_row("tax_amount"),
	"On Previous Row Total": _on_previous_row("total"),
}
