"""Dates as conditions and waits read them: ISO 8601 text, `date` or `datetime`, on the clock of the site.

Times without an offset are the site's, as Frappe keeps them; one with an offset is brought to the site's zone. Which
that is, the runtime tells (`know_zone`); nobody having told, the offset is dropped.
"""

import calendar
from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

UNITS: dict[str, str] = {"minutes": "minutes", "hours": "hours", "days": "days", "weeks": "weeks"}
_MONTHS = {"months": 1, "years": 12}


_zones: list[Callable[[], tzinfo]] = []


def know_zone(zone: Callable[[], tzinfo]) -> None:
	"""Let times be brought to this zone: it is asked each time, since one process may serve several sites."""
	_zones[:] = [zone]


def moment(value: Any) -> datetime | None:
	"""Return a value as a naive datetime (a date is its midnight); nothing gives None. Raises ValueError."""
	if value is None or value == "":
		return None
	if isinstance(value, datetime):
		return _on_our_clock(value)
	if isinstance(value, date):
		return datetime.combine(value, time())
	if not isinstance(value, str):
		raise ValueError(f"not a date: {value!r}")
	return _on_our_clock(datetime.fromisoformat(value.strip()))


def _on_our_clock(value: datetime) -> datetime:
	here = value.astimezone(_zones[0]()) if value.tzinfo and _zones else value
	return here.replace(tzinfo=None)


def is_day(value: Any) -> bool:
	"""Say whether a value names a day and no time of it."""
	if isinstance(value, str):
		return len(value.strip()) == 10
	return isinstance(value, date) and not isinstance(value, datetime)


def span(amount: float, unit: str) -> timedelta:
	"""Return so many minutes, hours, days or weeks. Raises ValueError when that is too long or no unit."""
	if unit not in UNITS:
		raise ValueError(f"no unit: {unit!r}")
	try:
		return timedelta(**{UNITS[unit]: amount})
	except OverflowError as error:
		raise ValueError(f"too long: {amount} {unit}") from error


def moved(start: datetime, amount: float, unit: str) -> datetime:
	"""Return a moment so much later; the 31st and a month is the last day of that month. Raises ValueError."""
	try:
		if unit in _MONTHS:
			return _months_later(start, int(amount) * _MONTHS[unit])
		return start + span(amount, unit)
	except OverflowError as error:
		raise ValueError(f"too far: {amount} {unit}") from error


def _months_later(start: datetime, months: int) -> datetime:
	years, month = divmod(start.month - 1 + months, 12)
	year = start.year + years
	if not 1 <= year <= 9999:
		raise ValueError(f"no year: {year}")
	return start.replace(
		year=year, month=month + 1, day=min(start.day, calendar.monthrange(year, month + 1)[1])
	)
