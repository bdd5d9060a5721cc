"""Values as the user reads them."""

import datetime
from typing import Any

import frappe
from frappe.utils.data import cstr, flt, fmt_money, format_date, format_datetime, format_duration, format_time


def format_value(
	value: Any,
	df: Any = None,
	doc: Any = None,
	currency: str | None = None,
	translated: bool = False,
	format: str | None = None,
) -> Any:
	"""A value in the form of its field type (`df`: a field, or a field type), or of its own type."""
	df = frappe._dict(fieldtype=df) if isinstance(df, str) else frappe._dict(df or {})
	kind = df.fieldtype or _kind_of(value)
	value = "" if value is None else value
	if translated:
		value = frappe._(value)
	if kind in ("Date", "Datetime", "Time"):
		return _moment(kind, value)
	if kind in ("Currency", "Float", "Percent"):
		return _number(kind, value, df, doc, currency, format)
	if kind == "Duration":
		return format_duration(value or 0, df.hide_days)
	if kind == "Select" and isinstance(value, str):
		return frappe._(value, context=df.parent or "")
	if kind in ("Text", "Small Text"):
		return cstr(value).replace("\n", "<br>")
	return value


def _kind_of(value: Any) -> str:
	kinds = (
		(datetime.datetime, "Datetime"),
		(datetime.date, "Date"),
		(datetime.timedelta, "Time"),
		(int, "Int"),
		(float, "Float"),
	)
	return next((kind for python, kind in kinds if isinstance(value, python)), "Data")


def _moment(kind: str, value: Any) -> str | None:
	if not value:
		return ""
	return {"Date": format_date, "Datetime": format_datetime, "Time": format_time}[kind](value)


def _number(kind: str, value: Any, df: Any, doc: Any, currency: str | None, format: str | None) -> str:
	from frappe.model.meta import get_field_precision

	if kind == "Percent":
		return f"{flt(value, 2)}%"
	if not currency and df.options and doc:
		currency = doc.get(df.options)
	if kind == "Currency":
		currency = currency or frappe.db.get_default("currency")
	return fmt_money(value, precision=get_field_precision(df, doc), currency=currency, format=format)
