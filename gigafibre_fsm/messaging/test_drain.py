"""A blast leaves at the pace of our numbers, without help from the scheduler, and lets replies pass."""

from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm.messaging import blast, drain, record_consent, send_sms
from gigafibre_fsm.messaging.test_blasts import BlastCase
from gigafibre_fsm.tests.factories_messages import make_reachable_customer, make_template
from gigafibre_fsm.tests.fake_twilio import OUR_NUMBER


class TestDraining(BlastCase):
	def setUp(self):
		super().setUp()
		self.now = now_datetime()
		for module in ("drain", "outbox", "blasts", "recovery", "consent"):
			patched = patch(f"gigafibre_fsm.messaging.{module}.now_datetime", lambda: self.now)
			patched.start()
			self.addCleanup(patched.stop)
		paused = patch.object(drain, "pause", self.pass_time)
		paused.start()
		self.addCleanup(paused.stop)
		self.left_at = {}
		self.twilio.on_send = lambda sent: self.left_at.update({sent.body: self.now})

	def pass_time(self, seconds):
		self.now += timedelta(seconds=seconds)

	def seconds(self, began):
		return [round((at - began).total_seconds(), 2) for at in self.left_at.values()]

	def queue(self, number):
		texts = make_template("{{ doc.name }}").name
		blast(texts, [make_reachable_customer().name for _customer in range(number)], "b1")

	def test_messages_leave_at_their_slots(self):
		began = self.now
		self.queue(4)
		drain.run(OUR_NUMBER)

		self.assertEqual(self.seconds(began), [0, 1.25, 2.5, 3.75])

	def test_what_is_late_is_still_not_sent_faster_than_the_number_may(self):
		self.queue(4)
		self.now += timedelta(hours=1)
		began = self.now
		drain.run(OUR_NUMBER)

		self.assertEqual(self.seconds(began), [0, 1.25, 2.5, 3.75])

	def test_a_blast_keeps_its_pace_without_the_scheduler(self):
		began = self.now
		self.queue(80)
		self.run_jobs()

		self.assertEqual(self.seconds(began), [1.25 * number for number in range(80)])

	def test_a_drain_that_hands_over_while_late_sends_no_faster(self):
		self.queue(60)
		self.now += timedelta(hours=1)
		began = self.now
		self.run_jobs()

		self.assertEqual(self.seconds(began), [1.25 * number for number in range(60)])

	def test_a_job_lasts_a_minute_and_its_successor_has_another_id(self):
		self.queue(80)
		self.queued.clear()
		drain.run(OUR_NUMBER)

		self.assertEqual(len(self.left_at), 44)
		[successor] = self.queued
		self.assertEqual(successor["job_id"], f"fsm_drain:{OUR_NUMBER}:1")
		self.assertEqual(successor["arguments"]["turn"], 1)

	def test_the_last_job_of_a_blast_has_no_successor(self):
		self.queue(3)
		self.queued.clear()
		drain.run(OUR_NUMBER)

		self.assertEqual(self.queued, [])

	def test_the_scheduler_starts_no_second_drain_beside_a_successor(self):
		self.queue(2)
		self.queued.clear()
		with patch.object(drain, "is_job_enqueued", lambda job_id: job_id.endswith(":1")):
			drain.start()

		self.assertEqual(self.queued, [])

	def test_a_reply_does_not_wait_behind_a_blast(self):
		began = self.now
		self.queue(40)
		self.twilio.on_send = self.answer_in_the_middle
		drain.run(OUR_NUMBER)

		self.assertLess((self.left_at["Je viens"] - self.asked_at).total_seconds(), 2)
		self.assertLess(self.left_at["Je viens"], began + timedelta(seconds=20))

	def answer_in_the_middle(self, sent):
		self.left_at[sent.body] = self.now
		if len(self.left_at) == 10:
			self.asked_at = self.now
			send_sms("+15145550178", "Je viens", key="reply")

	def test_who_withdraws_meanwhile_is_not_written_to(self):
		self.queue(3)
		number = self.rows(batch="b1")[2].to_number
		record_consent(number, "SMS", "Withdrawn", "ARRET")
		drain.run(OUR_NUMBER)

		self.assertEqual(len(self.left_at), 2)

	def test_each_number_with_work_gets_a_drain(self):
		self.queue(2)
		drain.start()

		jobs = [job for job in self.queued if job["method"].endswith("drain.run")]
		self.assertEqual(
			[job["arguments"] for job in jobs], [{"number": OUR_NUMBER, "turn": 0, "free_at": None}]
		)

	def test_work_for_later_needs_none_yet(self):
		self.queue(1)
		later = add_to_date(self.now, hours=2)
		frappe.db.set_value("SMS Message", {"batch": "b1"}, "send_after", later)
		self.queued.clear()
		drain.start()

		self.assertEqual(self.queued, [])
