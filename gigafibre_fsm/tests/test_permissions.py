"""A technician sees the jobs published to them and what hangs on these, and nothing of anyone else's."""

import frappe
from frappe.utils import add_days, now_datetime

from gigafibre_fsm.permissions import may_use_ops
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.factories_fsm import make_job, make_location, make_ont, make_technician

UNSEEN = ("Draft", "Cancelled")
SEEN = ("Published", "En Route", "Arrived", "In Progress", "Done", "Could Not Complete")
ENDED = ("Done", "Could Not Complete")


class TechnicianCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.user = make_user("FSM Technician")
		self.technician = make_technician(self.user)
		self.other = make_technician(full_name="Ève Marcotte")

	def listed(self, doctype: str, user: str | None = None) -> set[str]:
		with self.set_user(user or self.user):
			return set(frappe.get_list(doctype, pluck="name", order_by="name", limit=0))

	def may_read(self, document, user: str | None = None) -> bool:
		with self.set_user(user or self.user):
			return bool(frappe.has_permission(document.doctype, "read", doc=document.name))


class TestJobs(TechnicianCase):
	def test_a_technician_sees_their_own_jobs_and_no_others(self):
		mine, theirs = make_job(technician=self.technician), make_job(technician=self.other)

		self.assertEqual(self.listed("Dispatch Job"), {mine.name})
		self.assertEqual([self.may_read(mine), self.may_read(theirs)], [True, False])

	def test_an_assistant_sees_the_job_they_help_with(self):
		job = make_job(technician=self.other, assistants=[{"technician": self.technician.name}])

		self.assertEqual(self.listed("Dispatch Job"), {job.name})
		self.assertTrue(self.may_read(job))

	def test_a_job_is_seen_from_the_moment_it_is_published(self):
		for status in (*UNSEEN, *SEEN):
			with self.subTest(status=status):
				job = make_job(technician=self.technician, status=status)
				self.assertEqual(self.may_read(job), status in SEEN)
				self.assertEqual(job.name in self.listed("Dispatch Job"), status in SEEN)

	def test_an_ended_job_is_forgotten_with_its_place_after_a_few_days(self):
		for status in SEEN:
			for days, seen in ((-200, status not in ENDED), (-3, True), (3, True), (30, status not in ENDED)):
				with self.subTest(status=status, days=days):
					when = add_days(now_datetime(), days)
					job = make_job(
						technician=self.technician, status=status, scheduled_start=when, completed_on=when
					)
					place = frappe.get_doc("Service Location", job.service_location)
					self.assertEqual((self.may_read(job), self.may_read(place)), (seen, seen))
					self.assertEqual(job.name in self.listed("Dispatch Job"), seen)

	def test_an_old_job_ended_today_can_still_be_reported_on(self):
		job = make_job(technician=self.technician, scheduled_start=add_days(now_datetime(), -30))
		frappe.db.set_value("Dispatch Job", job.name, {"status": "Done", "completed_on": now_datetime()})

		self.assertTrue(self.may_read(job))

	def test_a_job_of_nobody_is_seen_by_no_technician(self):
		job = make_job(technician=None)

		self.assertEqual((self.listed("Dispatch Job"), self.may_read(job)), (set(), False))

	def test_an_account_without_a_technician_sees_nothing(self):
		make_job(technician=None)
		stranger = make_user("FSM Technician")

		self.assertEqual(self.listed("Dispatch Job", stranger), set())

	def test_a_technician_may_report_on_their_own_job_only(self):
		mine, theirs = make_job(technician=self.technician), make_job(technician=self.other)
		with self.set_user(self.user):
			own = frappe.get_doc("Dispatch Job", mine.name)
			own.resolution = "Connector cleaned"
			own.save()
			foreign = frappe.get_doc("Dispatch Job", theirs.name)
			foreign.resolution = "Not mine"
			self.assertRaises(frappe.PermissionError, foreign.save)

		self.assertEqual(mine.reload().resolution, "Connector cleaned")
		self.assertIsNone(theirs.reload().resolution)

	def test_a_technician_takes_no_job_off_the_books(self):
		job = make_job(technician=self.technician)
		with self.set_user(self.user):
			self.assertRaises(frappe.PermissionError, frappe.delete_doc, "Dispatch Job", job.name)


class TestWhatHangsOnJobs(TechnicianCase):
	def setUp(self):
		super().setUp()
		self.home, self.elsewhere = make_location(), make_location()
		self.ont, self.foreign_ont = make_ont(self.home), make_ont(self.elsewhere)
		make_job(self.home, self.technician)
		make_job(self.elsewhere, self.other)

	def test_the_place_of_a_job_is_seen(self):
		self.assertEqual(self.listed("Service Location"), {self.home.name})
		self.assertEqual([self.may_read(self.home), self.may_read(self.elsewhere)], [True, False])

	def test_the_devices_at_that_place_are_seen(self):
		self.assertEqual(self.listed("Service Equipment"), {self.ont.name})
		self.assertEqual([self.may_read(self.ont), self.may_read(self.foreign_ont)], [True, False])

	def test_their_moves_are_seen(self):
		moves = frappe.get_all("Equipment Move Log", filters={"equipment": self.ont.name}, pluck="name")

		self.assertEqual(self.listed("Equipment Move Log"), set(moves))

	def test_a_device_elsewhere_is_not_had_by_writing_that_it_stands_here(self):
		with self.set_user(self.user):
			stolen = frappe.get_doc("Service Equipment", self.foreign_ont.name)
			stolen.service_location = self.home.name
			self.assertRaises(frappe.PermissionError, stolen.save)

		self.assertEqual(self.foreign_ont.reload().service_location, self.elsewhere.name)

	def test_a_device_here_is_not_sent_to_a_place_of_no_job_of_theirs(self):
		with self.set_user(self.user):
			device = frappe.get_doc("Service Equipment", self.ont.name)
			device.service_location = self.elsewhere.name
			self.assertRaises(frappe.PermissionError, device.save)

	def test_the_device_here_can_be_written_about(self):
		with self.set_user(self.user):
			device = frappe.get_doc("Service Equipment", self.ont.name)
			device.notes = "Behind the dryer"
			device.save()

		self.assertEqual(self.ont.reload().notes, "Behind the dryer")

	def test_passwords_stay_with_agents_and_managers(self):
		self.ont.login_password = "on-the-label"
		self.ont.save()

		self.assertIsNone(self.shown_password(self.user))
		self.assertIsNotNone(self.shown_password(make_user("FSM Agent")))

	def shown_password(self, user: str) -> str | None:
		"""What /api/resource shows of it: stars, or nothing at all."""
		with self.set_user(user):
			device = frappe.get_doc("Service Equipment", self.ont.name)
			device.apply_fieldlevel_read_permissions()
			return device.get("login_password")

	def test_customers_are_not_listed(self):
		with self.set_user(self.user):
			self.assertRaises(frappe.PermissionError, frappe.get_list, "Customer")


class TestStaff(TechnicianCase):
	def test_ops_is_for_those_with_a_role_in_it(self):
		expected = {
			"FSM Agent": True,
			"FSM Dispatcher": True,
			"FSM Manager": True,
			"FSM Technician": False,
			"System Manager": False,
		}
		for role, allowed in expected.items():
			with self.subTest(role=role), self.set_user(make_user(role)):
				self.assertEqual(may_use_ops(), allowed)
		self.assertTrue(may_use_ops())

	def test_staff_see_every_job(self):
		jobs = {make_job(technician=self.other).name, make_job(technician=None, status="Draft").name}

		for role in ("FSM Agent", "FSM Dispatcher", "FSM Manager"):
			with self.subTest(role=role):
				self.assertLessEqual(jobs, self.listed("Dispatch Job", make_user(role)))

	def test_a_technician_who_also_dispatches_sees_every_job(self):
		job = make_job(technician=self.other)
		both = make_user("FSM Technician", "FSM Dispatcher")
		make_technician(both)

		self.assertIn(job.name, self.listed("Dispatch Job", both))

	def test_a_dispatcher_reads_no_invoice(self):
		with self.set_user(make_user("FSM Dispatcher")):
			self.assertFalse(frappe.has_permission("Sales Invoice", "read"))
