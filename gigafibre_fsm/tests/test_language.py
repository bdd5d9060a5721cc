"""Which language we speak where nobody in particular is listening."""

from unittest import mock

import frappe

from gigafibre_fsm.language import speak_in_job
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_user


class TestJobs(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(setattr, frappe.local, "lang", frappe.local.lang)
		frappe.local.lang = "en"

	def spoken(self, method: str, **kwargs) -> str:
		# A request or a job reads the settings once; the tests share one.
		with mock.patch.object(frappe, "get_system_settings", return_value="fr"):
			speak_in_job(method, kwargs, "job")
		return frappe.local.lang

	def test_a_job_speaks_the_language_of_who_asked_for_it(self):
		user = make_user("FSM Agent")
		frappe.db.set_value("User", user, "language", "en-US")

		with self.set_user(user):
			self.assertEqual(self.spoken("gigafibre_fsm.messaging.outbox.deliver", name="x"), "en-US")

	def test_a_job_of_nobodys_speaks_the_sites(self):
		with self.set_user("Guest"):
			self.assertEqual(self.spoken("gigafibre_fsm.webhooks.process", name="x"), "fr")

	def test_so_does_one_of_the_scheduler(self):
		with self.set_user("Guest"):
			self.assertEqual(
				self.spoken("frappe.run_scheduled_job", job_type="gigafibre_fsm.webhooks.sweep"), "fr"
			)

	def test_jobs_of_other_apps_are_left_alone(self):
		with self.set_user("Guest"):
			self.assertEqual(self.spoken("frappe.email.queue.flush"), "en")
