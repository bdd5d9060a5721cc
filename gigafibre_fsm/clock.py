"""Time at the edges: Frappe keeps naive datetimes in the site's zone, the outside speaks ISO 8601 with an offset."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from frappe.utils import get_datetime, get_system_timezone


@dataclass(frozen=True, slots=True)
class Deadline:
	"""A moment by which several calls must have ended together."""

	moment: float

	@classmethod
	def after(cls, seconds: float) -> "Deadline":
		return cls(time.monotonic() + seconds)

	def left(self, most: float) -> int:
		"""Return the whole seconds one call may take: what is left, at most `most`, at least one."""
		return max(1, round(min(most, self.moment - time.monotonic())))


def to_iso(site_time: datetime | str | None) -> str | None:
	"""Return a time of the site as ISO 8601 with its offset, as the pages want it; None stays None."""
	if not site_time:
		return None
	return get_datetime(site_time).replace(tzinfo=site_zone()).isoformat(timespec="seconds")


def to_utc(site_time: datetime) -> datetime:
	"""Return a coming moment of the site in UTC: of an hour that comes twice, the one that is not over."""
	moment = site_time.replace(tzinfo=site_zone())
	if moment <= datetime.now(UTC):
		moment = moment.replace(fold=1)
	return moment.astimezone(UTC)


def from_iso(text: str) -> datetime:
	"""Return an ISO 8601 time (UTC when it names no zone) as Frappe stores it, to the second."""
	moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
	moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
	return moment.astimezone(site_zone()).replace(tzinfo=None, microsecond=0)


def on_our_clock(value: Any) -> Any:
	"""Return a time that has an offset, datetime or text of one, as the site's; anything else as it is."""
	if isinstance(value, str) and ":" in value:
		value = get_datetime(value)
	if isinstance(value, datetime) and value.tzinfo:
		return value.astimezone(site_zone()).replace(tzinfo=None)
	return value


def site_zone() -> ZoneInfo:
	"""Return the zone in which Frappe keeps times."""
	return ZoneInfo(get_system_timezone())


def now_iso() -> str:
	"""Return the present as ISO 8601 in UTC, to the second."""
	return datetime.now(UTC).isoformat(timespec="seconds")


def age_in_seconds(text: str | None) -> int | None:
	"""Return how long ago an ISO 8601 time with an offset was; never negative."""
	if not text:
		return None
	moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
	return max(0, int((datetime.now(UTC) - moment).total_seconds()))
