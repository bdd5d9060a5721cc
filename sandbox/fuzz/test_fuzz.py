"""A slice of `make fuzz-webhooks`: malformed requests get no 5xx, are let in by nobody's signature, and leave no row."""

import threading

import frappe

from gigafibre_fsm.tests.http_case import serving_this_site
from gigafibre_fsm.tests.webhook_case import WebhookTestCase
from gigafibre_fsm.tests.webhook_senders import SENDERS
from sandbox.fuzz.judge import Verdict, torment
from sandbox.spine import Place, application_asker

SLICE = 60


class TestFuzz(WebhookTestCase):
	def test_malformed_requests_are_refused_and_leave_nothing(self):
		errors = frappe.db.count("Error Log")
		verdicts = self.in_a_thread()

		for verdict in verdicts:
			with self.subTest(provider=verdict.provider):
				self.assertEqual(verdict.faults, [])
				self.assertGreaterEqual(verdict.statuses.total(), SLICE)
		frappe.db.rollback()
		self.assertLessEqual(len(self.events()), sum(len(verdict.accepted) for verdict in verdicts))
		self.assertEqual(frappe.db.count("Error Log"), errors)

	def in_a_thread(self) -> list[Verdict]:
		"""The application lets go of its site after each answer, and would of ours."""
		verdicts = []
		ask = application_asker(Place(frappe.local.site, frappe.local.sites_path))

		def ask_all() -> None:
			verdicts.extend(torment(provider, ask, SLICE) for provider in SENDERS)

		frappe.db.commit()
		with serving_this_site():
			thread = threading.Thread(target=ask_all)
			thread.start()
			thread.join()
		return verdicts
