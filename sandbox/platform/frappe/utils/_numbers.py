"""Numbers as Frappe reads, rounds and writes them."""

import math
from typing import Any

import frappe
from frappe.utils.number_format import NumberFormat


def cint(s: Any, default: int = 0) -> int:
	"""An integer from anything, cut towards zero; `default` when it cannot be read."""
	for convert in (int, lambda value: int(float(value))):
		try:
			return convert(s)
		except (TypeError, ValueError, OverflowError):
			continue
	return default


def flt(s: Any, precision: int | None = None, rounding_method: str | None = None) -> float:
	"""A float from anything (commas of thousands ignored), 0.0 when it cannot be read."""
	try:
		number = float(s.replace(",", "") if isinstance(s, str) else s)
		return number if precision is None else rounded(number, precision, rounding_method)
	except (TypeError, ValueError, OverflowError):
		return 0.0


def rounded(num: float, precision: int = 0, rounding_method: str | None = None) -> float:
	"""`num` rounded by System Settings' method (the old banker's rounding when none is set)."""
	method = rounding_method or frappe.get_system_settings("rounding_method")
	rounding = _ROUNDINGS.get(method or "Banker's Rounding (legacy)")
	if rounding is None:
		message = frappe._("Unknown Rounding Method: {}").format(method)
		frappe.throw(message, exc=frappe.InvalidRoundingMethod)
	return rounding(num, cint(precision)) if num else 0.0


def _legacy_bankers(num: float, precision: int) -> float:
	"""Halves go to the even number only at precision 0; at others they go up."""
	scaled = round(num * 10**precision, 8)
	whole = math.floor(scaled)
	if scaled - whole != 0.5:
		whole = round(scaled)
	elif precision or whole % 2:
		whole += 1
	return whole / 10**precision if precision else whole


def _bankers(num: float, precision: int) -> float:
	"""Halves go to the even neighbour."""
	scaled = round(abs(num) * 10**precision, 12)
	if not scaled:
		return 0.0
	whole = math.floor(scaled)
	is_half = abs(scaled - whole - 0.5) < _least_step(scaled)
	nearest = whole + whole % 2 if is_half else round(scaled)
	return (-nearest if num < 0 else nearest) / 10**precision


def _commercial(num: float, precision: int) -> float:
	"""Halves go away from zero."""
	return round(num + math.copysign(_least_step(num), num), precision)


def _least_step(num: float) -> float:
	"""The error a double of this size may carry: what turns 1.005 into 1.00499…"""
	return 2.0 ** (math.log2(abs(num)) - 52.0)


_ROUNDINGS = {
	"Banker's Rounding (legacy)": _legacy_bankers,
	"Banker's Rounding": _bankers,
	"Commercial Rounding": _commercial,
}


def floor(s: Any) -> int:
	"""Largest integer not above."""
	return math.floor(flt(s))


def ceil(s: Any) -> int:
	"""Smallest integer not below."""
	return math.ceil(flt(s))


def sbool(x: Any) -> Any:
	"""True or False for "true"/"1"/"false"/"0" in any case; anything else unchanged."""
	text = x.lower() if isinstance(x, str) else None
	if text in ("true", "1"):
		return True
	return False if text in ("false", "0") else x


def fmt_money(
	amount: Any, precision: int | None = None, currency: str | None = None, format: str | None = None
) -> str:
	"""An amount with separators and, when `currency` is given, its symbol."""
	style = NumberFormat.from_string(format) if format else _site_number_format()
	places = _places(flt(amount), precision, currency, style)
	# Adding zero turns the -0.0 of a rounded trifle into 0.0.
	written = _separate(f"{round(flt(amount), places) + 0.0:,.{places}f}", style)
	return _with_symbol(written, currency) if currency else written


def _site_number_format() -> NumberFormat:
	from frappe.locale import get_number_format

	return get_number_format()


def _places(amount: float, precision: int | None, currency: str | None, style: NumberFormat) -> int:
	"""Decimals to show: more than two only when the amount has them."""
	if precision is None:
		precision = cint(frappe.db.get_default("currency_precision")) or style.precision
	if precision <= 2 or not style.decimal_separator:
		return precision
	used = len(str(round(amount % 1, precision)).partition(".")[2])
	if used >= 3:
		return min(used, precision)
	if not currency:
		return style.precision
	units = frappe.db.get_value("Currency", currency, "fraction_units", cache=True) or 100
	return len(str(units)) - 1


def _separate(written: str, style: NumberFormat) -> str:
	if style.string == "#,##,###.##":
		raise NotImplementedError("fmt_money in the number format #,##,###.##")
	whole, _, decimals = written.partition(".")
	whole = whole.replace(",", style.thousands_separator)
	if not (decimals and style.decimal_separator):
		decimals, separator = "", ""
	else:
		separator = style.decimal_separator
	return f"{whole}{separator}{decimals}"


def _with_symbol(written: str, currency: str) -> str:
	if frappe.db.get_default("hide_currency_symbol") == "Yes":
		return written
	fields = ["symbol", "symbol_on_right"]
	symbol, on_right = frappe.db.get_value("Currency", currency, fields, cache=True) or (None, 0)
	symbol = frappe._(symbol or currency)
	return f"{written} {symbol}" if on_right else f"{symbol} {written}"
