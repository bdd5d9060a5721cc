"""A message leaves once, whoever tries to send it and wherever a worker dies, and its row says what became of it."""

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm.integrations.twilio import TwilioError
from gigafibre_fsm.messaging import outbox, receive_status, record_consent, recovery, send_sms
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_messages import make_event
from gigafibre_fsm.tests.fake_twilio import OUR_NUMBER, MessagingTestCase, busy, opted_out

PHONE = "+15145550142"


class OutboxCase(MessagingTestCase):
	def message(self, name):
		return frappe.get_doc("SMS Message", name)

	def queue(self, text="Bonjour", key="k1", **values):
		return send_sms(PHONE, text, key=key, **values)

	def bodies(self):
		return [sent.body for sent in self.twilio.sent]

	def report(self, name, sid):
		"""Have Twilio report that a message has arrived."""
		receive_status(
			make_event("twilio_status", MessageSid=sid, MessageStatus="delivered", _query={"sms": name})
		)

	def age(self, name, seconds):
		"""Let time pass for a message."""
		then = add_to_date(now_datetime(), seconds=-seconds)
		frappe.db.set_value("SMS Message", name, {"claimed_on": then, "send_after": None})
		frappe.db.set_value("SMS Message", name, "creation", then, update_modified=False)


class TestQueueing(OutboxCase):
	def test_a_message_leaves_after_the_transaction_and_says_who_took_it(self):
		name = send_sms("514 555-0142", " Bonjour ", key="k1")
		self.assertEqual(self.twilio.sent, [])

		self.run_jobs()

		message, sent = self.message(name), self.twilio.sent[0]
		self.assertEqual((sent.sender, sent.to, sent.body), (OUR_NUMBER, PHONE, "Bonjour"))
		self.assertEqual((message.status, message.provider_id), ("Accepted", sent.sid))
		self.assertEqual((message.encoding, message.segments), ("GSM-7", 1))

	def test_twilio_is_told_where_to_report(self):
		name = self.queue()
		self.run_jobs()

		self.assertEqual(
			self.twilio.callbacks,
			[f"https://isp.example/api/method/gigafibre_fsm.api.webhooks.twilio_status.receive?sms={name}"],
		)

	def test_the_same_key_twice_is_one_message(self):
		first, second = self.queue("Bonjour"), self.queue("Bonjour encore")
		self.run_jobs()

		self.assertEqual(first, second)
		self.assertEqual(self.bodies(), ["Bonjour"])

	def test_what_cannot_be_sent_is_refused_in_words(self):
		for to, text, sentence in (
			("12", "Bonjour", "“12” is not a phone number"),
			("", "Bonjour", "is not a phone number"),
			(PHONE, "  ", "The message is empty"),
			(PHONE, "a" * 1601, "at most 1600 characters"),
		):
			with self.subTest(sentence=sentence):
				self.assertRefused(sentence, lambda to=to, text=text: send_sms(to, text, key="k"))

	def test_a_message_for_later_waits(self):
		name = self.queue(send_after=add_to_date(now_datetime(), hours=1))
		outbox.deliver(name)
		recovery.sweep()
		self.run_jobs()

		self.assertEqual(self.message(name).status, "Queued")

	def test_twilio_switched_off_is_the_reason(self):
		self.settings(twilio_enabled=0)
		name = self.queue()
		self.run_jobs()

		self.assertEqual(self.message(name).status, "Failed")
		self.assertIn("switched off", self.message(name).error)

	def test_no_number_of_ours_is_the_reason(self):
		self.settings(twilio_enabled=0, sms_senders=[])
		self.settings(twilio_enabled=1)
		name = self.queue()
		self.run_jobs()

		self.assertIn("No number to send from", self.message(name).error)


class TestOnce(OutboxCase):
	def test_a_second_worker_on_the_same_message_does_nothing(self):
		name = self.queue()
		self.twilio.on_send = lambda sent: outbox.deliver(name)
		self.run_jobs()
		outbox.deliver(name)

		self.assertEqual(self.bodies(), ["Bonjour"])

	def test_it_is_committed_as_claimed_before_twilio_is_asked(self):
		name = self.queue()
		story = []
		self._replace(frappe.local.db, "commit", lambda: story.append(self.message(name).status))
		self.twilio.on_send = lambda sent: story.append("Twilio is asked")
		self.run_jobs()

		self.assertEqual(story, ["Queued", "Sending", "Twilio is asked", "Sending", "Accepted"])

	def test_a_report_before_twilios_answer_is_kept(self):
		name = self.queue()
		self.twilio.on_send = lambda sent: self.report(name, sent.sid)
		self.run_jobs()

		self.assertEqual(self.message(name).status, "Delivered")

	def test_a_lost_job_is_found_by_the_sweep(self):
		name = self.queue()
		self.queued.clear()
		recovery.sweep()
		self.assertEqual(self.queued, [])

		self.age(name, 61)
		recovery.sweep()
		self.run_jobs()

		self.assertEqual(self.message(name).status, "Accepted")


class TestRefusals(OutboxCase):
	def test_too_many_requests_are_tried_again_later(self):
		self.twilio.errors.extend([busy(), busy()])
		name = self.queue()
		self.run_jobs()
		waiting = self.message(name)
		self.assertEqual((waiting.status, waiting.attempts), ("Queued", 1))
		self.assertIn("too many requests", waiting.error)
		self.assertGreater(waiting.send_after, now_datetime())

		for _try in range(2):
			self.age(name, 61)
			recovery.sweep()
			self.run_jobs()

		message = self.message(name)
		self.assertEqual((message.status, message.attempts, message.error), ("Accepted", 3, None))

	def test_the_third_refusal_is_the_last(self):
		self.twilio.errors.extend([busy()] * 3)
		name = self.queue()
		self.run_jobs()
		for _try in range(3):
			self.age(name, 61)
			recovery.sweep()
			self.run_jobs()

		self.assertEqual(self.message(name).status, "Failed")
		self.assertEqual(self.message(name).error_code, 20429)
		self.assertEqual(self.twilio.sent, [])

	def test_a_final_refusal_is_not_tried_again_and_says_why(self):
		self.twilio.errors.append(TwilioError("The 'To' number is not valid", 21211, 400))
		name = self.queue()
		self.run_jobs()

		message = self.message(name)
		self.assertEqual((message.status, message.attempts), ("Failed", 1))
		self.assertEqual(message.error, "this is not a valid phone number")

	def test_a_code_we_have_no_words_for_keeps_twilios(self):
		self.twilio.errors.append(TwilioError("Something new", 29999, 400))
		name = self.queue()
		self.run_jobs()

		self.assertEqual(self.message(name).error, "Twilio error 29999: Something new")

	def test_a_number_that_opted_out_at_twilio_is_remembered(self):
		customer = make_customer().name
		self.twilio.errors.append(opted_out())
		first = self.queue(customer=customer)
		self.run_jobs()
		second = self.queue(key="k2")

		self.assertEqual(self.message(first).error, "this number has opted out")
		self.assertEqual(self.message(second).status, "Suppressed")
		kept = frappe.get_last_doc("Message Consent", {"address": PHONE})
		self.assertEqual((kept.status, kept.source, kept.customer), ("Withdrawn", "Twilio 21610", customer))


class TestSuppression(OutboxCase):
	def test_nothing_is_sent_to_who_withdrew(self):
		record_consent(PHONE, "SMS", "Withdrawn", "STOP")
		name = self.queue()
		self.run_jobs()

		self.assertEqual((self.message(name).status, self.twilio.sent), ("Suppressed", []))
		self.assertEqual(self.message(name).error, "this number has opted out")

	def test_who_withdraws_while_it_waits_is_not_written_to(self):
		name = self.queue()
		record_consent(PHONE, "SMS", "Withdrawn", "STOP")
		self.run_jobs()

		self.assertEqual((self.message(name).status, self.twilio.sent), ("Suppressed", []))

	def test_the_latest_word_counts(self):
		record_consent(PHONE, "SMS", "Withdrawn", "STOP")
		record_consent("514-555-0142", "SMS", "Express", "START")
		name = self.queue()
		self.run_jobs()

		self.assertEqual(self.message(name).status, "Accepted")
