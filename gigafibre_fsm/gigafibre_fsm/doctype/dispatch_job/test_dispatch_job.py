"""A visit goes to its place's customer, ends after it starts, and remembers who ticked what."""

import frappe
from frappe.utils import get_datetime

from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_fsm import make_job, make_location

IGNORE_TEST_RECORD_DEPENDENCIES = [
	"Customer",
	"Contact",
	"Issue",
	"Service Location",
	"Dispatch Technician",
	"Dispatch Tag",
	"Service Equipment",
	"Item",
	"User",
]


class TestWhere(SiteTestCase):
	def test_the_place_says_who_is_visited(self):
		home = make_location()

		self.assertEqual(make_job(home).customer, home.customer)

	def test_a_visit_to_somebody_elses_place_is_refused(self):
		home, other = make_location(), make_customer()

		self.assertRefused(
			f"belongs to {home.customer}, not to {other.name}", lambda: make_job(home, customer=other.name)
		)


class TestWhen(SiteTestCase):
	def test_the_end_follows_from_the_duration(self):
		job = make_job(scheduled_start="2026-03-04 09:00:00", duration=90)

		self.assertEqual(get_datetime(job.scheduled_end), get_datetime("2026-03-04 10:30:00"))

	def test_a_moved_job_keeps_its_length(self):
		job = make_job(scheduled_start="2026-03-04 09:00:00", duration=90)
		job.scheduled_start = "2026-03-05 13:00:00"
		job.save()

		self.assertEqual(get_datetime(job.scheduled_end), get_datetime("2026-03-05 14:30:00"))

	def test_an_end_before_the_start_is_refused_with_both_times(self):
		job = make_job(scheduled_start="2026-03-04 09:00:00")
		job.scheduled_end = "2026-03-04 08:00:00"

		self.assertRefused("must be after the start", job.save)

	def test_a_job_without_a_start_has_no_end(self):
		job = make_job(scheduled_start="2026-03-04 09:00:00")
		job.scheduled_start = None
		job.save()

		self.assertIsNone(job.scheduled_end)

	def test_a_visit_of_no_length_is_refused(self):
		self.assertRefused("must be after the start", lambda: make_job(duration=-5))


class TestChecklist(SiteTestCase):
	def test_a_tick_is_signed_and_taken_back_when_unticked(self):
		job = make_job(checklist=[{"label": "Measure the light"}])
		(item,) = job.checklist
		item.done = 1
		job.save()
		self.assertEqual(item.done_by, frappe.session.user)
		self.assertIsNotNone(item.done_on)

		item.done = 0
		job.save()
		self.assertEqual((item.done_by, item.done_on), (None, None))
