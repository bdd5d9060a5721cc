"""A code or a link sent by SMS is kept only as long as it may still have to be sent, whatever becomes of it."""

import frappe

from gigafibre_fsm.integrations.twilio import TwilioError
from gigafibre_fsm.messaging import outbox, receive_status, record_consent, recovery
from gigafibre_fsm.messaging.test_outbox import PHONE, OutboxCase
from gigafibre_fsm.tests.factories_messages import make_event
from gigafibre_fsm.tests.fake_twilio import busy, no_answer


class TestSecretsAreNotKept(OutboxCase):
	def secret(self) -> str:
		return self.queue("123456", purpose="Security")

	def assertEndedWithoutIt(self, name: str, status: str) -> None:
		row = frappe.get_doc("SMS Message", name)
		self.assertEqual((row.status, row.body or ""), (status, ""))
		self.assertNotIn("123456", frappe.as_json(row.as_dict()))

	def test_once_it_has_left(self):
		name = self.secret()
		self.run_jobs()

		self.assertEqual(self.bodies(), ["123456"])
		self.assertEndedWithoutIt(name, "Accepted")

	def test_once_twilio_refused_it(self):
		self.twilio.errors.append(TwilioError("Invalid 'To'", 21211, 400))
		name = self.secret()
		self.run_jobs()

		self.assertEndedWithoutIt(name, "Failed")

	def test_once_every_try_was_used_up(self):
		self.twilio.errors.extend(busy() for _try in range(outbox.MOST_TRIES))
		name = self.secret()
		for _try in range(outbox.MOST_TRIES):
			self.assertEqual(self.message(name).body, "123456")
			self.age(name, 120)
			outbox.deliver(name)

		self.assertEndedWithoutIt(name, "Failed")

	def test_when_twilio_is_switched_off(self):
		name = self.secret()
		self.settings(twilio_enabled=0)
		self.run_jobs()

		self.assertEndedWithoutIt(name, "Failed")

	def test_when_nobody_ever_tells_whether_it_left(self):
		name = self.secret()
		self.twilio.errors.extend(no_answer() for _try in range(outbox.MOST_TRIES + 1))
		self.run_jobs()
		for _try in range(outbox.MOST_TRIES):
			self.age(name, 91)
			recovery.recover(name)

		self.assertEndedWithoutIt(name, "Failed")

	def test_when_a_report_says_it_failed_before_twilios_answer_was_written_down(self):
		name = self.secret()
		self.twilio.errors.append(no_answer())
		self.run_jobs()
		form = {"MessageSid": "SM1", "MessageStatus": "undelivered", "_query": {"sms": name}}
		receive_status(make_event("twilio_status", **form))

		self.assertEndedWithoutIt(name, "Undelivered")

	def test_when_they_withdrew_before_it_was_asked_for(self):
		record_consent(PHONE, "SMS", "Withdrawn", "STOP")

		self.assertEndedWithoutIt(self.secret(), "Suppressed")

	def test_when_they_withdrew_while_it_waited(self):
		name = self.secret()
		record_consent(PHONE, "SMS", "Withdrawn", "STOP")
		self.run_jobs()

		self.assertEndedWithoutIt(name, "Suppressed")

	def test_when_it_comes_too_late_it_is_not_sent_at_all(self):
		name = self.secret()
		self.age(name, 601)
		recovery.sweep()
		self.run_jobs()

		self.assertEqual(self.bodies(), [])
		self.assertEndedWithoutIt(name, "Failed")
		self.assertIn("too late", self.message(name).error)

	def test_when_its_worker_died_and_it_is_too_late_by_now(self):
		name = self.secret()
		self.twilio.errors.append(no_answer())
		self.run_jobs()
		self.age(name, 601)
		recovery.recover(name)

		self.assertEqual(self.bodies(), [])
		self.assertEndedWithoutIt(name, "Failed")

	def test_others_have_time(self):
		name = self.queue("Bonjour")
		self.age(name, 601)
		self.run_jobs()

		self.assertEqual(self.bodies(), ["Bonjour"])
