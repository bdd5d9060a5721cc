"""3CX with our template, against the site over HTTP."""

import json
from datetime import UTC, datetime
from urllib.parse import quote

import frappe

from gigafibre_fsm.integrations.threecx import read_call
from gigafibre_fsm.tests.factories import make_contact, make_customer
from gigafibre_fsm.tests.together import served
from gigafibre_fsm.tests.webhook_case import WebhookTestCase
from gigafibre_fsm.tests.webhook_senders import SECRETS
from sandbox.simulators.threecx import PhoneCall, ThreeCX

NUMBER = "+15145550178"
ENDED = datetime(2026, 11, 21, 15, 4, 5, tzinfo=UTC)


class TestThreeCX(WebhookTestCase):
	def test_the_phone_shows_who_calls(self):
		customer = make_customer("Zoé Sonnerie")
		contact = make_contact(customer, phone=NUMBER)
		frappe.db.commit()
		self.addCleanup(_remove, ("Contact", contact.name), ("Customer", customer.name))
		with served() as url:
			shown = ThreeCX(url, SECRETS["pbx_secret"]).ring(NUMBER)

		self.assertEqual((shown["FirstName"], shown["EntityId"]), ("Zoé Sonnerie", customer.name))
		self.assertTrue(shown["ContactUrl"].endswith(f"/ops/clients/{quote(customer.name)}"))

	def test_a_call_is_reported_once_however_often(self):
		call = PhoneCall(NUMBER, "Inbound", 200, "101", "Sam", "Tremblay", "sam@isp.example")
		with served() as url:
			statuses = [ThreeCX(url, SECRETS["pbx_secret"]).report(call, ENDED) for _time in range(2)]
		frappe.db.rollback()

		self.assertEqual(statuses, [200, 200])
		kept = read_call(json.loads(self.event(provider="pbx").payload))
		self.assertEqual((kept.number, kept.agent_name, kept.duration), (NUMBER, "Sam Tremblay", 200))
		self.assertEqual(kept.ended_at, ENDED)

	def test_a_missed_call_has_no_agent(self):
		with served() as url:
			ThreeCX(url, SECRETS["pbx_secret"]).report(PhoneCall(NUMBER, "Missed"), ENDED)
		frappe.db.rollback()

		kept = read_call(json.loads(self.event(provider="pbx").payload))
		self.assertEqual((kept.kind, kept.agent, kept.agent_email, kept.queue), ("Missed", None, None, None))

	def test_with_the_wrong_secret_nothing_is_shown_or_kept(self):
		with served() as url:
			stranger = ThreeCX(url, "guess")
			self.assertEqual((stranger.ring(NUMBER), stranger.report(PhoneCall(NUMBER))), ({}, 401))
		frappe.db.rollback()

		self.assertEqual(self.events(), [])


def _remove(*records: tuple[str, str]) -> None:
	frappe.db.rollback()
	for doctype, name in records:
		frappe.delete_doc(doctype, name, force=True, ignore_permissions=True)
	frappe.db.commit()
