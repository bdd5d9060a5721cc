"""When scheduled jobs are due."""

import frappe
from frappe.tests import patch_hooks
from frappe.utils.background_jobs import get_jobs, get_store
from frappe.utils.scheduler import enqueue_events
from freezegun import freeze_time

from sandbox.tests.served import ServedTestCase

EVENTS = {
	"hourly": ["frappe.handler.ping"],
	"daily_long": ["frappe.sessions.clear_sessions"],
	"cron": {"*/5 * * * *": ["frappe.auth.get_logged_user"]},
}


class TestScheduler(ServedTestCase):
	def setUp(self) -> None:
		inside = self.site()
		inside.__enter__()
		self.addCleanup(inside.__exit__, None, None, None)
		self.addCleanup(get_store().clear)
		(self.sites / self.SITE / "scheduler.db").unlink(missing_ok=True)

	def due_at(self, moment: str) -> list[str]:
		"""What a tick queues at a moment (UTC)."""
		with freeze_time(moment), patch_hooks({"scheduler_events": EVENTS}):
			return sorted(enqueue_events())

	def test_events_come_when_their_time_has_come_and_once(self):
		self.assertEqual(self.due_at("2031-05-05 14:02:00"), [])
		self.assertEqual(self.due_at("2031-05-05 14:06:00"), ["frappe.auth.get_logged_user"])
		self.assertEqual(self.due_at("2031-05-05 14:06:15"), [])
		get_store().clear()
		self.assertEqual(
			self.due_at("2031-05-05 15:00:05"), ["frappe.auth.get_logged_user", "frappe.handler.ping"]
		)

	def test_what_was_missed_runs_once_afterwards_and_long_jobs_in_their_own_queue(self):
		self.due_at("2031-05-05 14:02:00")
		self.assertIn("frappe.sessions.clear_sessions", self.due_at("2031-05-09 14:02:00"))
		queued = get_jobs(queue="long", key="job_type")
		self.assertEqual(queued[frappe.local.site], ["frappe.sessions.clear_sessions"])

	def test_a_job_that_still_waits_is_not_queued_again(self):
		self.due_at("2031-05-05 14:02:00")
		self.assertEqual(self.due_at("2031-05-05 14:06:00"), ["frappe.auth.get_logged_user"])
		self.assertEqual(self.due_at("2031-05-05 14:11:00"), [])
		self.assertEqual(get_jobs(key="job_type")[frappe.local.site], ["frappe.auth.get_logged_user"])
