"""Schedules as cron writes them, in the site's zone: five fields, minutes first. No frappe."""

from datetime import datetime

from croniter import croniter


def is_cron(text: str) -> bool:
	"""Return whether these are five fields of cron that come to pass at least once."""
	if len(text.split()) != 5 or not croniter.is_valid(text):
		return False
	try:
		next_time(text, datetime(2026, 1, 1))
	except ValueError:
		return False
	return True


def next_time(schedule: str, after: datetime) -> datetime:
	"""Return the first moment of a schedule after this one. Raises ValueError for what is none, or never comes."""
	return croniter(schedule, after).get_next(datetime)
