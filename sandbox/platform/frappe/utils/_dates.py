"""Dates and times in the site's zone. Strings are `yyyy-mm-dd` and `yyyy-mm-dd hh:mm:ss.ffffff`."""

import datetime
import re
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dateutil import parser
from dateutil.parser import ParserError
from dateutil.relativedelta import relativedelta

import frappe

DATE_FORMAT = "%Y-%m-%d"
TIME_FORMAT = "%H:%M:%S.%f"
DATETIME_FORMAT = f"{DATE_FORMAT} {TIME_FORMAT}"
DateTimeLikeObject = str | datetime.date | datetime.datetime

_ELAPSED = re.compile(
	r"(?:(?P<days>-?\d+) days?, )?(?P<hours>\d+):(?P<minutes>\d+):(?P<seconds>\d+(?:\.\d+)?)"
)
_DURATION = re.compile(r"^(?:(\d+d)?((^|\s)\d+h)?((^|\s)\d+m)?((^|\s)\d+s)?)$")
_SECONDS = {"d": 86400, "h": 3600, "m": 60, "s": 1}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def get_system_timezone() -> str:
	"""The zone of System Settings; Frappe's own default is Asia/Kolkata."""
	return frappe.get_system_settings("time_zone") or "Asia/Kolkata"


def now_datetime() -> datetime.datetime:
	"""This moment on the site's clock, without a zone."""
	return datetime.datetime.now(ZoneInfo(get_system_timezone())).replace(tzinfo=None)


def now() -> str:
	"""This moment as text; `frappe.flags.current_date` stands in for today in tests."""
	moment = now_datetime()
	if frappe.flags.current_date:
		moment = datetime.datetime.combine(getdate(frappe.flags.current_date), moment.time())
	return moment.strftime(DATETIME_FORMAT)


def nowdate() -> str:
	"""Today on the site's clock."""
	return now_datetime().strftime(DATE_FORMAT)


def today() -> str:
	"""Same as `nowdate`."""
	return nowdate()


def nowtime() -> str:
	"""The time of day on the site's clock."""
	return now_datetime().strftime(TIME_FORMAT)


def is_invalid_date_string(date_string: Any) -> bool:
	"""Whether this is no text, empty, or one of the zero dates databases hand out."""
	if not isinstance(date_string, str) or not date_string:
		return True
	return date_string.startswith(("0001-01-01", "0000-00-00"))


def getdate(
	string_date: DateTimeLikeObject | None = None, parse_day_first: bool = False
) -> datetime.date | None:
	"""A date from text, date or datetime; today when empty; None for a zero date. Throws on nonsense."""
	if not string_date:
		return now_datetime().date()
	if isinstance(string_date, datetime.datetime):
		return string_date.date()
	if isinstance(string_date, datetime.date):
		return string_date
	if is_invalid_date_string(string_date):
		return None
	return _parse_date(string_date, parse_day_first)


def _parse_date(text: str, day_first: bool) -> datetime.date:
	try:
		return datetime.date.fromisoformat(text)
	except ValueError:
		pass
	try:
		return parser.parse(text, dayfirst=day_first).date()
	except ParserError:
		message = frappe._("{} is not a valid date string.").format(frappe.bold(text))
		frappe.throw(message, title=frappe._("Invalid Date"))


def get_datetime(datetime_str: Any = None) -> datetime.datetime | None:
	"""A datetime from text, date or datetime; now for None; None for an empty or zero date."""
	if datetime_str is None:
		return now_datetime()
	if isinstance(datetime_str, datetime.datetime | datetime.timedelta):
		return datetime_str
	if isinstance(datetime_str, datetime.date):
		return datetime.datetime.combine(datetime_str, datetime.time())
	if is_invalid_date_string(datetime_str):
		return None
	try:
		return datetime.datetime.fromisoformat(datetime_str)
	except ValueError:
		return parser.parse(datetime_str)


def get_time(time_str: Any) -> datetime.time:
	"""A time of day from text, datetime, time or timedelta."""
	if isinstance(time_str, datetime.datetime):
		return time_str.time()
	if isinstance(time_str, datetime.time):
		return time_str
	if isinstance(time_str, datetime.timedelta):
		return (datetime.datetime.min + time_str).time()
	try:
		return datetime.time.fromisoformat(time_str)
	except ValueError:
		return (datetime.datetime.min + to_timedelta(time_str)).time()


def get_timedelta(time: str | datetime.timedelta | None = None) -> datetime.timedelta | None:
	"""An elapsed time from `h:mm:ss` or `n days, h:mm:ss`; None when it is neither."""
	if isinstance(time, datetime.timedelta):
		return time
	try:
		return to_timedelta(time or "0:0:0")
	except (ValueError, OverflowError):
		return None


def to_timedelta(time_str: Any) -> Any:
	"""Text or a time of day as a timedelta; anything else unchanged."""
	if isinstance(time_str, datetime.time):
		time_str = str(time_str)
	if not isinstance(time_str, str):
		return time_str
	if match := _ELAPSED.fullmatch(time_str):
		return datetime.timedelta(**{unit: float(value) for unit, value in match.groupdict("0").items()})
	moment = parser.parse(time_str)
	return moment - moment.replace(hour=0, minute=0, second=0, microsecond=0)


def add_to_date(
	date: DateTimeLikeObject | None = None,
	years: float = 0,
	months: float = 0,
	weeks: float = 0,
	days: float = 0,
	hours: float = 0,
	minutes: float = 0,
	seconds: float = 0,
	as_string: bool = False,
	as_datetime: bool = False,
) -> Any:
	"""`date` (now when None) moved by the rest; text in gives text out."""
	if isinstance(date, str):
		as_string, as_datetime = True, as_datetime or " " in date
	moved = _moment_of(date) + relativedelta(
		years=years, months=months, weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds
	)
	if not as_string:
		return moved
	return moved.strftime(DATETIME_FORMAT if as_datetime or hours else DATE_FORMAT)


def _moment_of(date: DateTimeLikeObject | None) -> Any:
	if date is None:
		return now_datetime()
	if not isinstance(date, str):
		return date
	try:
		return get_datetime(date)
	except ParserError:
		frappe.throw(frappe._("Please select a valid date filter"), title=frappe._("Invalid Date"))


def add_days(date: DateTimeLikeObject, days: float) -> Any:
	"""`date` moved by days."""
	return add_to_date(date, days=days)


def add_months(date: DateTimeLikeObject, months: float) -> Any:
	"""`date` moved by months, kept inside the shorter month."""
	return add_to_date(date, months=months)


def add_years(date: DateTimeLikeObject, years: float) -> Any:
	"""`date` moved by years."""
	return add_to_date(date, years=years)


def date_diff(string_ed_date: DateTimeLikeObject, string_st_date: DateTimeLikeObject) -> int:
	"""Days from the second date to the first."""
	return (getdate(string_ed_date) - getdate(string_st_date)).days


def month_diff(string_ed_date: DateTimeLikeObject, string_st_date: DateTimeLikeObject) -> int:
	"""Calendar months touched from the second date to the first, both counted."""
	end, start = getdate(string_ed_date), getdate(string_st_date)
	return (end.year - start.year) * 12 + end.month - start.month + 1


def time_diff(string_ed_date: DateTimeLikeObject, string_st_date: DateTimeLikeObject) -> datetime.timedelta:
	"""Time from the second moment to the first."""
	return get_datetime(string_ed_date) - get_datetime(string_st_date)


def time_diff_in_seconds(string_ed_date: DateTimeLikeObject, string_st_date: DateTimeLikeObject) -> float:
	"""Seconds from the second moment to the first."""
	return time_diff(string_ed_date, string_st_date).total_seconds()


def time_diff_in_hours(string_ed_date: DateTimeLikeObject, string_st_date: DateTimeLikeObject) -> float:
	"""Hours from the second moment to the first, to six decimals."""
	return round(time_diff_in_seconds(string_ed_date, string_st_date) / 3600, 6)


def convert_utc_to_timezone(utc_timestamp: datetime.datetime, time_zone: str) -> datetime.datetime:
	"""The same moment in a zone; UTC is assumed when it carries none, and kept when the zone is unknown."""
	if utc_timestamp.tzinfo is None:
		utc_timestamp = utc_timestamp.replace(tzinfo=ZoneInfo("UTC"))
	try:
		return utc_timestamp.astimezone(ZoneInfo(time_zone))
	except ZoneInfoNotFoundError:
		return utc_timestamp


def convert_utc_to_system_timezone(utc_timestamp: datetime.datetime) -> datetime.datetime:
	"""The same moment in the site's zone (the result carries the zone)."""
	return convert_utc_to_timezone(utc_timestamp, get_system_timezone())


def get_datetime_in_timezone(time_zone: str) -> datetime.datetime:
	"""This moment in a zone."""
	return convert_utc_to_timezone(datetime.datetime.now(ZoneInfo("UTC")), time_zone)


def get_first_day(dt: DateTimeLikeObject, d_years: int = 0, d_months: int = 0, as_str: bool = False) -> Any:
	"""First day of the date's month, that many years and months away."""
	first = getdate(dt).replace(day=1) + relativedelta(years=d_years, months=d_months)
	return first.strftime(DATE_FORMAT) if as_str else first


def get_last_day(dt: DateTimeLikeObject) -> datetime.date:
	"""Last day of the date's month."""
	return get_first_day(dt, 0, 1) - datetime.timedelta(days=1)


def get_weekday(datetime: DateTimeLikeObject | None = None) -> str:
	"""English name of the weekday; today's when empty."""
	return _WEEKDAYS[get_datetime(datetime or None).weekday()]


def duration_to_seconds(duration: str) -> int:
	"""Seconds in text such as `1d 3h 34m 45s`. Throws on another shape."""
	if not _DURATION.match(duration):
		message = frappe._("Value {0} must be in the valid duration format: d h m s")
		frappe.throw(message.format(frappe.bold(duration)))
	return sum(int(part[:-1]) * _SECONDS[part[-1]] for part in duration.split())
