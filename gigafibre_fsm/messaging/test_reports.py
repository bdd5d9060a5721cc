"""Whatever the order of Twilio's reports, a message ends where it belongs and says why it failed."""

import itertools

import frappe

from gigafibre_fsm.messaging import receive_status, send_sms, states
from gigafibre_fsm.tests.factories_messages import make_event
from gigafibre_fsm.tests.fake_twilio import MessagingTestCase

PHONE = "+15145550143"


class TestReports(MessagingTestCase):
	def setUp(self):
		super().setUp()
		self.name = send_sms(PHONE, "Bonjour", key="k1")
		self.run_jobs()
		self.sid = self.twilio.sent[0].sid

	def report(self, status, sid=None, sms=None, **form):
		query = {"sms": sms} if sms else {}
		receive_status(
			make_event(
				"twilio_status", MessageSid=sid or self.sid, MessageStatus=status, _query=query, **form
			)
		)

	def message(self):
		return frappe.get_doc("SMS Message", self.name)

	def test_every_order_of_the_reports_ends_delivered(self):
		for order in itertools.permutations(("queued", "sent", "delivered")):
			with self.subTest(order=order):
				frappe.db.set_value("SMS Message", self.name, "status", "Accepted")
				for status in order:
					self.report(status)
				self.assertEqual(self.message().status, "Delivered")

	def test_sent_after_delivered_is_old_news(self):
		self.report("delivered")
		delivered_on = self.message().delivered_on
		self.report("sent")
		self.report("delivered")

		self.assertEqual((self.message().status, self.message().sent_on), ("Delivered", None))
		self.assertEqual(self.message().delivered_on, delivered_on)

	def test_a_message_that_does_not_arrive_says_why(self):
		self.report("sent")
		self.report("undelivered", ErrorCode="30003")
		self.report("sent")

		message = self.message()
		self.assertEqual((message.status, message.error_code), ("Undelivered", 30003))
		self.assertEqual(message.error, "the phone is switched off or out of reach")

	def test_an_opt_out_told_by_report_is_remembered(self):
		self.report("failed", ErrorCode="21610")

		self.assertEqual(self.message().error, "this number has opted out")
		kept = frappe.get_last_doc("Message Consent", {"address": PHONE})
		self.assertEqual((kept.status, kept.source), ("Withdrawn", "Twilio 21610"))

	def test_a_failure_without_a_code_still_has_words(self):
		self.report("undelivered")

		self.assertEqual(self.message().error, "the carrier did not deliver it and did not say why")

	def test_a_report_of_nobodys_message_changes_nothing(self):
		before = self.message().modified
		self.report("delivered", sid="SM" + "f" * 32)
		self.report("delivered", sid="SM" + "e" * 32, sms="no-such-message")
		self.report("receiving")

		self.assertEqual((self.message().status, self.message().modified), ("Accepted", before))

	def test_a_report_of_a_second_copy_changes_nothing(self):
		self.report("undelivered", sid="SM" + "d" * 32, sms=self.name, ErrorCode="30007")

		self.assertEqual((self.message().status, self.message().provider_id), ("Accepted", self.sid))

	def test_a_report_names_the_message_whose_id_we_never_heard(self):
		frappe.db.set_value("SMS Message", self.name, {"status": "Sending", "provider_id": None})
		self.report("sent", sms=self.name)

		self.assertEqual((self.message().status, self.message().provider_id), ("Sent", self.sid))


class TestStates(MessagingTestCase):
	def test_an_end_is_never_left(self):
		for end, other in itertools.product(
			("Delivered", "Undelivered", "Failed", "Suppressed"), states._RANKS
		):
			self.assertFalse(states.is_news(end, other))
