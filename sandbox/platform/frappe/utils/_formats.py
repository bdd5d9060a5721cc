"""Dates and times as people read them, in their language."""

import datetime
from typing import Any

from babel import dates
from babel.core import UnknownLocaleError

import frappe
from frappe.locale import get_date_format, get_time_format
from frappe.utils._dates import get_datetime, get_time, getdate, now_datetime
from frappe.utils._numbers import cint


def get_user_date_format() -> str:
	"""The date format in use, for example "dd-mm-yyyy"."""
	return get_date_format()


def get_user_time_format() -> str:
	"""The time format in use, for example "HH:mm"."""
	return get_time_format()


def format_date(
	string_date: Any = None, format_string: str | None = None, parse_day_first: bool = False
) -> str:
	"""A date in the site's format (or in `format_string`: yyyy, mm, dd); empty for nothing."""
	if not string_date:
		return ""
	pattern = _babel_pattern(format_string or get_user_date_format())
	try:
		return dates.format_date(getdate(string_date, parse_day_first), pattern, locale=_locale())
	except (UnknownLocaleError, ValueError):
		return dates.format_date(getdate(string_date, parse_day_first), pattern, locale="en")


formatdate = format_date


def format_time(time_string: Any = None, format_string: str | None = None) -> str:
	"""A time of day in the site's format; empty for nothing."""
	if not time_string:
		return ""
	try:
		return dates.format_time(
			get_time(time_string), format_string or get_user_time_format(), locale=_locale()
		)
	except (UnknownLocaleError, ValueError):
		return get_time(time_string).strftime("%H:%M:%S")


def format_datetime(datetime_string: Any, format_string: str | None = None) -> str | None:
	"""A moment in the site's formats; None for nothing."""
	if not datetime_string:
		return None
	moment = get_datetime(datetime_string)
	pattern = format_string or f"{_babel_pattern(get_user_date_format())} {get_user_time_format()}"
	try:
		return dates.format_datetime(moment, pattern, locale=_locale())
	except (UnknownLocaleError, ValueError):
		return moment.strftime("%Y-%m-%d %H:%M:%S")


def global_date_format(date: Any, format: str = "long") -> str:
	"""A date in words: "January 1, 2026"."""
	return dates.format_date(getdate(date), locale=_locale() or "en", format=format)


def pretty_date(iso_datetime: datetime.datetime | str, mini: bool = False) -> str:
	"""How long ago (or until) in words: "2 hours ago", "in 5 minutes"; `mini` "2h"."""
	if not iso_datetime:
		return ""
	distance = get_datetime(iso_datetime) - now_datetime()
	width = "narrow" if mini else "long"
	return dates.format_timedelta(distance, add_direction=not mini, locale=_locale() or "en", format=width)


def format_duration(seconds: float, hide_days: bool = False) -> str:
	"""12885 → "3h 34m 45s"."""
	rest, parts = abs(cint(seconds)), []
	for unit, size in (("d", 86400), ("h", 3600), ("m", 60), ("s", 1)):
		if unit == "d" and hide_days:
			continue
		count, rest = divmod(rest, size)
		if count:
			parts.append(f"{count}{unit}")
	return ("-" if parts and cint(seconds) < 0 else "") + " ".join(parts)


def _babel_pattern(frappe_pattern: str) -> str:
	return frappe_pattern.replace("mm", "MM").replace("Y", "y")


def _locale() -> str:
	return (frappe.local.lang or "").replace("-", "_")
