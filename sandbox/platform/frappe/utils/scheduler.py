"""Turns the hook `scheduler_events` into jobs when their time has come."""

import os
from datetime import datetime
from typing import Any

from croniter import croniter

import frappe
from frappe.utils import now_datetime
from frappe.utils.background_jobs import enqueue
from frappe.utils.side_database import side_database

SCHEMA = (
	"CREATE TABLE IF NOT EXISTS last_execution (method TEXT, cron TEXT, at TEXT, PRIMARY KEY (method, cron));"
)

CRON_OF = {
	"all": "*/4 * * * *",
	"hourly": "0 * * * *",
	"hourly_long": "0 * * * *",
	"hourly_maintenance": "0 * * * *",
	"daily": "0 0 * * *",
	"daily_long": "0 0 * * *",
	"daily_maintenance": "0 0 * * *",
	"weekly": "0 0 * * 0",
	"weekly_long": "0 0 * * 0",
	"monthly": "0 0 1 * *",
	"monthly_long": "0 0 1 * *",
	"yearly": "0 0 1 1 *",
	"annual": "0 0 1 1 *",
}


def scheduled_events() -> list[tuple[str, str, str]]:
	"""What the apps schedule: `(method, cron expression, queue)`. Raises KeyError for an unknown frequency."""
	found = []
	for frequency, events in frappe.get_hooks("scheduler_events").items():
		by_cron = events if frequency == "cron" else {CRON_OF[frequency]: events}
		long = frequency.endswith(("_long", "_maintenance"))
		for cron, methods in by_cron.items():
			found += [(method, cron, "long" if long else "default") for method in methods]
	return found


def enqueue_events() -> list[str]:
	"""Queue what is due (once, however often it was missed, and not while it still waits). Gives the methods."""
	now = now_datetime()
	queued = []
	for method, cron, queue in scheduled_events():
		last = _last_execution(method, cron, now)
		if croniter(cron, last).get_next(datetime) <= now:
			_remember(method, cron, now)
			queued += [method] if _queue(method, queue) else []
	return queued


def _queue(method: str, queue: str) -> Any:
	job_id = f"scheduled_job||{method}"
	return enqueue(run_scheduled_job, queue, job_id=job_id, deduplicate=True, job_type=method)


def run_scheduled_job(job_type: str) -> None:
	"""Run one scheduled method."""
	frappe.get_attr(job_type)()


def _open():
	return side_database(os.path.join(frappe.local.site_path, "scheduler.db"), SCHEMA)


def _last_execution(method: str, cron: str, now: datetime) -> datetime:
	"""When it last ran. The first time it is seen counts as a run: a new site does not start with everything."""
	with _open() as connection:
		connection.execute(
			"INSERT OR IGNORE INTO last_execution VALUES (?, ?, ?)", (method, cron, now.isoformat())
		)
		query = "SELECT at FROM last_execution WHERE method = ? AND cron = ?"
		return datetime.fromisoformat(connection.execute(query, (method, cron)).fetchone()["at"])


def _remember(method: str, cron: str, now: datetime) -> None:
	with _open() as connection:
		connection.execute(
			"UPDATE last_execution SET at = ? WHERE method = ? AND cron = ?", (now.isoformat(), method, cron)
		)


def is_scheduler_disabled(verbose: bool = True) -> bool:
	"""Whether the site's configuration or System Settings switch the scheduler off."""
	return bool(frappe.conf.disable_scheduler) or not frappe.get_system_settings("enable_scheduler")


def is_scheduler_inactive(verbose: bool = True) -> bool:
	"""Whether nothing is scheduled now."""
	return bool(frappe.conf.pause_scheduler) or is_scheduler_disabled(verbose)
