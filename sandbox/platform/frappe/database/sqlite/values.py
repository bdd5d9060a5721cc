"""Values on their way in and out of SQLite: dates as text that sorts, times as timedelta (as MariaDB gives them)."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any


def datetime_text(value: datetime) -> str:
	"""`2026-11-21 03:04:05.000000`: always six digits, so that text order is time order."""
	return value.replace(tzinfo=None).isoformat(sep=" ", timespec="microseconds")


def timedelta_text(value: timedelta) -> str:
	"""`HH:MM:SS.ffffff`, zero-padded; hours may pass 24."""
	sign = "-" if value < timedelta(0) else ""
	value = abs(value)
	hours, rest = divmod(value.days * 86400 + value.seconds, 3600)
	minutes, seconds = divmod(rest, 60)
	return f"{sign}{hours:02d}:{minutes:02d}:{seconds:02d}.{value.microseconds:06d}"


def to_storage(value: Any) -> Any:
	"""The value as SQLite stores it."""
	if isinstance(value, datetime):
		return datetime_text(value)
	if isinstance(value, date):
		return value.isoformat()
	if isinstance(value, time):
		return value.isoformat(timespec="microseconds")
	if isinstance(value, timedelta):
		return timedelta_text(value)
	if isinstance(value, Decimal):
		return float(value)
	if isinstance(value, bool):
		return int(value)
	return value


def as_column(fieldtype: str, value: Any) -> Any:
	"""A value for a Date, Datetime or Time column in the one form that sorts and compares; nothing is NULL."""
	from frappe.utils.data import get_datetime, get_timedelta, getdate

	if value in (None, ""):
		return None
	if fieldtype == "Datetime":
		return datetime_text(get_datetime(value))
	if fieldtype == "Date":
		return getdate(value).isoformat()
	return timedelta_text(get_timedelta(value))


def read_datetime(text: str) -> datetime | str:
	"""A stored Datetime; text that is none stays text."""
	try:
		return datetime.fromisoformat(text)
	except ValueError:
		return text


def read_date(text: str) -> date | str:
	"""A stored Date; text that is none stays text."""
	try:
		return date.fromisoformat(text[:10])
	except ValueError:
		return text


def read_time(text: str) -> timedelta | str:
	"""A stored Time; text that is none stays text."""
	try:
		hours, minutes, seconds = [*text.lstrip("-").split(":"), "0", "0"][:3]
		value = timedelta(hours=int(hours), minutes=int(minutes), seconds=float(seconds))
	except ValueError:
		return text
	return -value if text.startswith("-") else value


READERS = {"Datetime": read_datetime, "Date": read_date, "Time": read_time}


def _from_bytes(reader: Callable[[str], Any]) -> Callable[[bytes], Any]:
	return lambda raw: reader(raw.decode())


def register() -> None:
	"""Teach sqlite3 our declared column types."""
	for kind, reader in READERS.items():
		sqlite3.register_converter(kind.upper(), _from_bytes(reader))
	for kind in (datetime, date, time, timedelta, Decimal):
		sqlite3.register_adapter(kind, to_storage)
