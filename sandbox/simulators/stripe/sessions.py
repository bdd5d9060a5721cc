"""Making a Checkout page out of what was asked: what the real one refuses is refused in its words."""

from __future__ import annotations

import re
from typing import Any

from .forms import known, whole_number
from .store import DAY, Refused, Session, now

LOCALES = frozenset(
	"auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hi-IN hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro "
	"ru sk sl sv th tr vi zh zh-HK zh-TW".split()
)
KNOWN = (
	"mode",
	"locale",
	"success_url",
	"cancel_url",
	"customer_email",
	"client_reference_id",
	"line_items",
	"metadata",
	"payment_intent_data",
	"allowed_payment_method_types",
	"expires_at",
	"submit_type",
)
CURRENCIES = ("cad", "usd")
SMALLEST = 50
HALF_AN_HOUR = 30 * 60
ADDRESS = re.compile(r"https?://\S+")
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def made(content: dict[str, Any]) -> Session:
	"""The page that was asked for. Raises Refused."""
	if "payment_method_types" in content:
		message = (
			"The parameter payment_method_types is not supported; use allowed_payment_method_types instead."
		)
		raise Refused(message, "parameter_unknown", "payment_method_types")
	known(content, KNOWN)
	if content.get("mode") != "payment":
		raise Refused(f"The mode {content.get('mode')} is not simulated", "parameter_missing", "mode")
	lines, currency = _lines(content.get("line_items"))
	intent = known(content.get("payment_intent_data", {}), ("metadata", "description"), "payment_intent_data")
	session = Session(
		lines=lines,
		currency=currency,
		success_url=_address(content, "success_url"),
		cancel_url=_address(content, "cancel_url") if "cancel_url" in content else "",
		locale=_locale(content.get("locale", "auto")),
		email=_email(content.get("customer_email", "")),
		metadata=_metadata(content.get("metadata", {}), "metadata"),
		payment_metadata=_metadata(intent.get("metadata", {}), "payment_intent_data[metadata]"),
		expires_at=_expiry(content),
	)
	if session.amount < SMALLEST:
		raise Refused(
			"The Checkout Session's total amount must convert to at least 50 cents.", "amount_too_small"
		)
	return session


def _lines(rows: Any) -> tuple[list[tuple[str, int, int]], str]:
	if not rows:
		raise Refused("You must provide line_items in payment mode.", "parameter_missing", "line_items")
	read = [_line(row, f"line_items[{number}]") for number, row in known(rows, map(str, range(100))).items()]
	currencies = {currency for *_line_of, currency in read}
	if len(currencies) > 1:
		raise Refused("All line items must have the same currency.", param="line_items")
	return [(name, amount, quantity) for name, amount, quantity, _currency in read], currencies.pop()


def _line(row: Any, param: str) -> tuple[str, int, int, str]:
	price = known(row, ("quantity", "price_data"), param).get("price_data", {})
	known(price, ("currency", "unit_amount", "product_data"), f"{param}[price_data]")
	product = known(
		price.get("product_data", {}), ("name", "description"), f"{param}[price_data][product_data]"
	)
	if not product.get("name"):
		raise Refused(
			"Missing required param.", "parameter_missing", f"{param}[price_data][product_data][name]"
		)
	if price.get("currency") not in CURRENCIES:
		raise Refused(f"Invalid currency: {price.get('currency')}", param=f"{param}[price_data][currency]")
	amount = whole_number(price.get("unit_amount"), f"{param}[price_data][unit_amount]")
	return product["name"], amount, whole_number(row.get("quantity"), f"{param}[quantity]"), price["currency"]


def _address(content: dict[str, Any], param: str) -> str:
	value = content.get(param)
	if not isinstance(value, str) or not ADDRESS.fullmatch(value):
		raise Refused("Not a valid URL", "url_invalid", param)
	return value


def _locale(value: Any) -> str:
	if value not in LOCALES:
		raise Refused(f"Invalid locale: {value}", param="locale")
	return str(value)


def _email(value: Any) -> str:
	if value and not EMAIL.fullmatch(str(value)):
		raise Refused(f"Invalid email address: {value}", "email_invalid", "customer_email")
	return str(value)


def _metadata(content: Any, param: str) -> dict[str, str]:
	if not isinstance(content, dict) or any(isinstance(value, dict) for value in content.values()):
		raise Refused("Invalid metadata", param=param)
	if len(content) > 50 or any(len(name) > 40 or len(value) > 500 for name, value in content.items()):
		raise Refused("Metadata can hold 50 keys of 40 characters with values of 500.", param=param)
	return content


def _expiry(content: dict[str, Any]) -> int:
	if "expires_at" not in content:
		return now() + DAY
	expires_at = whole_number(content["expires_at"], "expires_at")
	if not now() + HALF_AN_HOUR - 60 <= expires_at <= now() + DAY + 60:
		raise Refused(
			"The `expires_at` must be between 30 minutes and 24 hours from now.", param="expires_at"
		)
	return expires_at
