"""A message a worker left half-way is adopted when Twilio has it, and sent again when not; in the end it is told."""

from dataclasses import replace
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm.integrations.twilio import TwilioError
from gigafibre_fsm.messaging import outbox, recovery
from gigafibre_fsm.messaging.test_outbox import OutboxCase
from gigafibre_fsm.tests.fake_twilio import no_answer


class TestDeadWorkers(OutboxCase):
	def die_while_sending(self, taken: bool) -> str:
		"""Leave a message as a worker that was killed around the POST does."""
		name = self.queue()
		self.twilio.takes_it_anyway = taken
		self.twilio.errors.append(no_answer())
		self.run_jobs()
		self.assertEqual(self.message(name).status, "Sending")
		self.assertIn("no answer", self.message(name).error)
		self.twilio.takes_it_anyway = False
		return name

	def recover(self, name):
		self.age(name, 91)
		recovery.sweep()
		self.run_jobs()
		return self.message(name)

	def test_a_message_twilio_has_is_adopted(self):
		message = self.recover(self.die_while_sending(taken=True))

		self.assertEqual((message.status, message.provider_id), ("Accepted", self.twilio.sent[0].sid))
		self.assertEqual(len(self.twilio.sent), 1)

	def test_a_message_twilio_never_got_is_sent_again(self):
		message = self.recover(self.die_while_sending(taken=False))

		self.assertEqual((message.status, message.attempts), ("Accepted", 2))
		self.assertEqual(self.bodies(), ["Bonjour"])

	def test_a_worker_that_still_sends_is_left_alone(self):
		name = self.die_while_sending(taken=True)
		recovery.sweep()
		recovery.recover(name)

		self.assertEqual(self.message(name).status, "Sending")

	def test_the_same_text_of_another_message_is_not_taken_for_it(self):
		self.queue(key="k0")
		self.run_jobs()
		message = self.recover(self.die_while_sending(taken=False))

		self.assertEqual(len(self.twilio.sent), 2)
		self.assertEqual(message.provider_id, self.twilio.sent[1].sid)

	def test_two_of_the_same_text_are_told_apart_only_once_one_is_settled(self):
		name = self.die_while_sending(taken=True)
		twin = self.queue(key="k2")
		self.twilio.on_send = lambda sent: self.recover(name)
		self.run_jobs()
		self.assertEqual(self.message(name).status, "Sending")

		self.assertEqual(self.recover(name).provider_id, self.twilio.sent[0].sid)
		self.assertEqual(self.message(twin).provider_id, self.twilio.sent[1].sid)

	def test_the_number_it_left_from_is_remembered_when_the_default_changes(self):
		name = self.die_while_sending(taken=True)
		self.settings(
			sms_senders=[{"phone_number": "+15145550101", "kind": "Long Code", "segments_per_second": 1}]
		)

		self.assertEqual(self.recover(name).provider_id, self.twilio.sent[0].sid)
		self.assertEqual(len(self.twilio.sent), 1)

	def test_what_others_wrote_down_while_twilio_was_asked_is_seen(self):
		name = self.die_while_sending(taken=True)
		self.age(name, 91)
		done, find, read = [], self.twilio.find, frappe.get_all
		self.twilio.find = lambda *asked: (done.append("find"), find(*asked))[1]
		with (
			patch.object(frappe.local.db, "commit", lambda: done.append("commit")),
			patch.object(
				frappe, "get_all", lambda *asked, **how: (done.append("read"), read(*asked, **how))[1]
			),
		):
			recovery.recover(name)

		# A transaction sees what was committed before it began.
		self.assertEqual(done[done.index("find") :][:3], ["find", "commit", "read"])

	def test_it_ends_even_if_twilio_never_answers_again(self):
		name = self.die_while_sending(taken=False)
		for _try in range(3):
			self.twilio.errors.append(no_answer())
			self.recover(name)

		message = self.message(name)
		self.assertEqual((message.status, self.twilio.sent), ("Failed", []))
		self.assertIn("does not know the message", message.error)

	def test_a_report_of_a_message_given_up_tells_that_it_left(self):
		name = self.die_while_sending(taken=False)
		outbox.give_up(name, "Twilio gave no answer")
		self.report(name, "SM1")

		self.assertEqual(self.message(name).status, "Delivered")


class TestLostReports(OutboxCase):
	def silent(self, **values) -> str:
		name = self.queue()
		self.run_jobs()
		values = {"modified": add_to_date(now_datetime(), minutes=-61)} | values
		frappe.db.set_value("SMS Message", name, values, update_modified=False)
		return name

	def became(self, status, code=None):
		self.twilio.sent[0] = replace(self.twilio.sent[0], status=status, error_code=code)

	def sweep(self):
		recovery.sweep()
		asked = [job for job in self.queued if job["method"].endswith("recovery.ask")]
		self.run_jobs()
		return len(asked)

	def test_twilio_is_asked_what_became_of_it(self):
		for word, status in (("delivered", "Delivered"), ("undelivered", "Undelivered")):
			with self.subTest(word=word):
				name = self.silent()
				frappe.db.set_value("SMS Message", name, "status", "Sent", update_modified=False)
				self.became(word, 30003 if status == "Undelivered" else None)
				self.sweep()

				self.assertEqual(self.message(name).status, status)

	def test_what_twilio_knows_no_better_is_asked_an_hour_later(self):
		self.silent()

		self.assertEqual((self.sweep(), self.sweep()), (1, 0))

	def test_a_twilio_that_does_not_answer_is_asked_an_hour_later(self):
		name = self.silent()
		self.twilio.fetch = self.fail_to_answer

		self.assertEqual((self.sweep(), self.sweep()), (1, 0))
		self.assertEqual(self.message(name).status, "Accepted")

	def fail_to_answer(self, sid):
		raise TwilioError("Twilio gave no answer within 15 s.", retryable=True)

	def test_after_some_days_nobody_asks(self):
		self.silent(creation=add_to_date(now_datetime(), days=-3))

		self.assertEqual(self.sweep(), 0)

	def test_one_that_is_young_is_left_to_its_report(self):
		self.silent(modified=now_datetime())

		self.assertEqual(self.sweep(), 0)
