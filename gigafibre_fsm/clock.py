"""Time at the edges: Frappe keeps naive datetimes in the site's zone, the outside speaks ISO 8601 with an offset."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from frappe.utils import get_datetime, get_system_timezone


def to_iso(site_time: datetime | str | None) -> str | None:
	"""Return a time of the site as ISO 8601 with its offset, as the pages want it; None stays None."""
	if not site_time:
		return None
	return get_datetime(site_time).replace(tzinfo=_zone()).isoformat(timespec="seconds")


def from_iso(text: str) -> datetime:
	"""Return an ISO 8601 time (UTC when it names no zone) as Frappe stores it, to the second."""
	moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
	moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
	return moment.astimezone(_zone()).replace(tzinfo=None, microsecond=0)


def utc_now() -> datetime:
	"""Return the present, aware, in UTC."""
	return datetime.now(UTC)


def age_in_seconds(text: str | None) -> int | None:
	"""Return how long ago an ISO 8601 time with an offset was; never negative."""
	if not text:
		return None
	moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
	return max(0, int((utc_now() - moment).total_seconds()))


def _zone() -> ZoneInfo:
	return ZoneInfo(get_system_timezone())
