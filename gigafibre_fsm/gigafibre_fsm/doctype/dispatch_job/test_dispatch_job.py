"""A visit goes to its place's customer, ends after it starts, moves step by step, and remembers who ticked what."""

import frappe
from frappe.utils import add_days, get_datetime, now_datetime

from gigafibre_fsm.gigafibre_fsm.doctype.dispatch_job.dispatch_job import NEXT_STATUS
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import ensure, make_customer, make_user
from gigafibre_fsm.tests.factories_fsm import make_job, make_location, make_technician

SEEN = ("Published", "En Route", "Arrived", "In Progress", "Done", "Could Not Complete")

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

	def test_a_duration_sent_as_text_is_a_number_of_minutes(self):
		job = make_job(scheduled_start="2026-03-04 09:00:00", duration="90")
		self.assertEqual(get_datetime(job.scheduled_end), get_datetime("2026-03-04 10:30:00"))

		job.scheduled_end = "2026-03-04 12:00:00"
		job.save()
		job.duration = "90"
		job.save()
		self.assertEqual(get_datetime(job.scheduled_end), get_datetime("2026-03-04 12:00:00"))


class JobCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.user = make_user("FSM Technician")
		self.technician = make_technician(self.user)
		self.dispatcher = make_user("FSM Dispatcher")
		ensure("Dispatch Tag", "Splicing", tag_name="Splicing", tag_type="Skill")

	def job(self, **fields):
		return make_job(technician=self.technician, **fields)

	def write(self, user: str, job, **values) -> None:
		"""Save the job as this user, as the API would."""
		with self.set_user(user):
			frappe.get_doc("Dispatch Job", job.name).update(values).save()
		job.reload()


class TestThePlan(JobCase):
	def changes(self) -> dict:
		elsewhere = make_location()
		return {
			"subject": "Another visit",
			"job_type": "Survey",
			"priority": "Urgent",
			"customer": elsewhere.customer,
			"service_location": elsewhere.name,
			"technician": make_technician(full_name="Ève Marcotte").name,
			"scheduled_start": add_days(now_datetime(), 9).replace(microsecond=0),
			"duration": 15,
		}

	def people_and_skills(self, job) -> tuple[list, list]:
		return [row.technician for row in job.assistants], [(row.tag, row.level) for row in job.tags]

	def test_a_technician_reports_but_does_not_plan(self):
		helper = make_technician(full_name="Kevin Laflamme").name
		job = self.job(assistants=[{"technician": helper}], tags=[{"tag": "Splicing", "level": 3}])
		changes = self.changes()
		planned = {field: job.get(field) for field in (*changes, "scheduled_end")}

		self.write(
			self.user, job, **changes, assistants=[], tags=[], scheduled_end=None, resolution="Cleaned"
		)

		self.assertEqual({field: job.get(field) for field in planned}, planned)
		self.assertEqual(self.people_and_skills(job), ([helper], [("Splicing", 3)]))
		self.assertEqual(job.resolution, "Cleaned")

	def test_a_technician_reads_the_plan(self):
		job = self.job()
		with self.set_user(self.user):
			shown = frappe.get_doc("Dispatch Job", job.name)
			shown.apply_fieldlevel_read_permissions()
			fields = ["subject", "service_location", "scheduled_start"]
			(row,) = frappe.get_list("Dispatch Job", fields=fields, order_by="name")

		self.assertEqual(shown.service_location, job.service_location)
		self.assertEqual(row, {field: job.get(field) for field in fields})

	def test_whoever_answers_or_dispatches_plans(self):
		for role in ("FSM Agent", "FSM Dispatcher", "FSM Manager"):
			with self.subTest(role=role):
				job, changes = self.job(), self.changes()
				self.write(make_user(role), job, **changes)
				self.assertEqual({field: job.get(field) for field in changes}, changes)


class TestProgress(JobCase):
	def assertStepRefused(self, sentence: str, user: str, job, status: str):
		self.assertRefused(sentence, lambda: self.write(user, job, status=status))

	def test_a_technician_goes_step_by_step_and_each_is_dated(self):
		job = self.job()
		for status in ("En Route", "Arrived", "In Progress", "Done"):
			self.write(self.user, job, status=status)

		self.assertEqual(job.status, "Done")
		for field in ("arrived_on", "started_on", "completed_on"):
			self.assertAlmostEqual((now_datetime() - job.get(field)).total_seconds(), 0, delta=60)

	def test_a_technician_skips_no_step_and_takes_none_back(self):
		for status, allowed in NEXT_STATUS.items():
			for target in sorted(set(NEXT_STATUS) - {status, *allowed}) if status in SEEN else ():
				with self.subTest(status=status, target=target):
					job = self.job(status=status)
					self.assertStepRefused("Status", self.user, job, target)

	def test_a_visit_that_failed_is_dated_too(self):
		job = self.job(status="En Route")
		self.write(self.user, job, status="Could Not Complete")

		self.assertIsNotNone(job.completed_on)

	def test_nobody_on_site_says_when_they_arrived(self):
		job = self.job(status="En Route")
		self.write(self.user, job, status="Arrived", arrived_on="2020-01-01 08:00:00")

		self.assertAlmostEqual((now_datetime() - job.arrived_on).total_seconds(), 0, delta=60)

	def test_a_dispatcher_skips_steps_and_unpublishes(self):
		for path in (("Draft", "Published", "Draft"), ("Published", "Done"), ("Arrived", "Cancelled")):
			with self.subTest(path=path):
				job = self.job(status=path[0])
				for status in path[1:]:
					self.write(self.dispatcher, job, status=status)
				self.assertEqual(job.status, path[-1])

	def test_a_dispatcher_goes_no_step_back_on_site(self):
		job = self.job(status="Arrived")
		sentence = "from Arrived only In Progress, Could Not Complete, Done, Cancelled can follow"

		self.assertStepRefused(sentence, self.dispatcher, job, "Published")

	def test_what_is_over_stays_so(self):
		for status, target in (("Done", "Published"), ("Done", "Cancelled"), ("Cancelled", "Draft")):
			with self.subTest(status=status, target=target):
				job = self.job(status=status)
				sentence = f"a job that is {status} stays so; open a new one"
				self.assertStepRefused(sentence, self.dispatcher, job, target)


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
