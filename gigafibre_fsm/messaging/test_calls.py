"""Calls are kept in the conversation of who is on the other end, and only those we may make are made."""

from datetime import UTC, datetime

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm import messaging
from gigafibre_fsm.api import voice as front_door
from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.integrations.twilio import TwilioError, client_identity
from gigafibre_fsm.messaging import conversations, receive_call, receive_status
from gigafibre_fsm.tests.factories import make_contact, make_customer, make_user
from gigafibre_fsm.tests.factories_messages import make_event
from gigafibre_fsm.tests.fake_twilio import OUR_NUMBER, MessagingTestCase

PHONE = "+15145550146"
AGENTS_PHONE = "+15145550147"


class CallCase(MessagingTestCase):
	def setUp(self):
		super().setUp()
		self.began = now_datetime()
		self.customer = make_customer().name
		make_contact(self.customer, phone=PHONE)

	def calls(self):
		fields = ["name", "text_content", "sent_or_received", "phone_no", "user", "delivery_status"]
		began = {"communication_medium": "Phone", "creation": (">=", self.began)}
		return frappe.get_all("Communication", began, fields, order_by="creation asc")

	def thread(self):
		return frappe.get_doc("Conversation", {"customer": self.customer})


class TestReports(CallCase):
	def report(self, call_type, number="5145550146", **values):
		return make_event("pbx", call_type=call_type, number=number, **values)

	def test_a_missed_call_waits_for_somebody(self):
		receive_call(self.report("Missed", queue="Soutien"))

		self.assertEqual(self.calls()[0].text_content, "Missed call (Soutien)")
		self.assertEqual((self.thread().unread, self.thread().channel), (1, "Phone"))

	def test_a_call_that_was_answered_is_only_told(self):
		agent = make_user("FSM Agent")
		receive_call(self.report("Inbound", agent_email=agent, agent_first_name="Julie", duration="00:03:20"))

		kept = self.calls()[0]
		self.assertEqual((kept.text_content, kept.user), ("Call received, Julie, 3 min 20 s", agent))
		self.assertEqual((self.thread().unread, self.thread().last_direction), (0, "Received"))

	def test_calls_we_make_are_ours(self):
		receive_call(self.report("Outbound", agent="101", duration="42"))
		receive_call(self.report("Notanswered", agent="101"))

		self.assertEqual(
			[(call.sent_or_received, call.text_content) for call in self.calls()],
			[("Sent", "Call made, 101, 42 s"), ("Sent", "101 called, no answer")],
		)

	def test_a_report_that_comes_twice_is_one_call(self):
		event = self.report("Missed")
		receive_call(event)
		receive_call(event)

		self.assertEqual((len(self.calls()), self.thread().unread), (1, 1))

	def test_a_call_nobody_answered_leaves_what_is_unread(self):
		receive_call(self.report("Missed"))
		receive_call(self.report("Notanswered"))

		self.assertEqual(self.thread().unread, 1)

	def test_what_3cx_left_unfilled_is_not_told(self):
		receive_call(self.report("Inbound", agent="[Agent]", duration="", started="[CallStartTimeUTC]"))

		self.assertEqual(self.calls()[0].text_content, "Call received")

	def test_a_call_without_a_number_to_call_back_belongs_to_nobody(self):
		for number in ("[Number]", "anonymous", "101", ""):
			with self.subTest(number=number):
				receive_call(self.report("Missed", number=number))
		self.assertEqual(self.calls(), [])

	def test_the_time_of_the_call_is_kept_not_that_of_the_report(self):
		receive_call(self.report("Missed", started="2026-11-20T15:00:00Z"))

		kept = frappe.db.get_value("Communication", self.calls()[0].name, "communication_date")
		self.assertEqual(datetime.fromisoformat(to_iso(kept)), datetime(2026, 11, 20, 15, tzinfo=UTC))

	def test_a_number_of_two_customers_waits_for_staff_to_say_whose_it_is(self):
		make_contact(make_customer().name, phone=PHONE)
		receive_call(self.report("Missed"))

		self.assertEqual(frappe.get_last_doc("Conversation").address, PHONE)


class VoiceCase(CallCase):
	def setUp(self):
		super().setUp()
		self.settings(
			voice_enabled=1,
			twilio_api_key="SK" + "0" * 32,
			twilio_api_secret="a-secret-of-tests-that-is-long-enough",
			twiml_app_sid="AP" + "0" * 32,
			caller_id=OUR_NUMBER,
		)
		self.agent = make_user("FSM Agent", mobile_no="514 555-0147")
		frappe.set_user(self.agent)


class TestCallingFromTheBrowser(VoiceCase):
	def call(self, to, sid="CA1"):
		caller = f"client:{client_identity(self.agent)}"
		return messaging.browser_call({"To": to, "From": caller, "CallSid": sid})

	def test_a_number_is_dialled_with_ours_shown_and_the_call_kept(self):
		told = self.call("514-555-0146")

		self.assertIn(f'callerId="{OUR_NUMBER}"', told)
		self.assertIn(f">{PHONE}</Number>", told)
		self.assertEqual((self.calls()[0].user, self.calls()[0].phone_no), (self.agent, PHONE))
		self.assertEqual(self.thread().unread, 0)

	def test_numbers_nobody_may_call_are_refused_aloud(self):
		for to in ("+19005551234", "+33612345678", "client:someone", ""):
			with self.subTest(to=to):
				told = self.call(to)
				self.assertNotIn("<Dial", told)
				self.assertIn("<Say", told)
		self.assertEqual(self.calls(), [])

	def test_a_refusal_is_heard_in_the_callers_language(self):
		for language, heard in (
			("fr", '<Say language="fr-CA">Les numéros surtaxés'),
			("en", '<Say language="en-CA">Premium-rate numbers'),
			("", '<Say language="fr-CA">Les numéros surtaxés'),
		):
			with self.subTest(language=language):
				frappe.db.set_value("User", self.agent, "language", language)
				self.assertIn(heard, self.call("+19005551234"))

	def test_a_customer_abroad_may_be_called(self):
		make_contact(self.customer, phone="+33612345678")

		self.assertIn(">+33612345678</Number>", self.call("+33612345678"))

	def test_the_browser_gets_a_token_in_the_users_name(self):
		made = front_door.token()

		self.assertEqual(made["identity"], client_identity(self.agent))
		self.assertEqual(made["token"].count("."), 2)

	def test_calls_that_are_switched_off_say_so(self):
		frappe.set_user("Administrator")
		self.settings(voice_enabled=0)
		frappe.set_user(self.agent)

		self.assertRefused("switched off", front_door.token)
		self.assertRefused("switched off", front_door.call, self.customer, PHONE, "k1")


class TestClickToCall(VoiceCase):
	def test_the_agents_phone_rings_first(self):
		front_door.call(self.customer, "514 555-0146", "k1")
		self.assertEqual(self.twilio.calls, [])
		self.run_jobs()

		to, sender, told = self.twilio.calls[0]
		self.assertEqual((to, sender), (AGENTS_PHONE, OUR_NUMBER))
		self.assertIn(f">{PHONE}</Number>", told)
		self.assertEqual(self.calls()[0].phone_no, PHONE)

	def test_the_agent_is_told_in_their_language_who_is_called(self):
		for language, heard in (("fr", "Nous vous mettons"), ("en", "Connecting you")):
			frappe.db.set_value("User", self.agent, "language", language)
			front_door.call(self.customer, PHONE, language)
			self.run_jobs()

			self.assertIn(heard, self.twilio.calls[-1][2])

	def call_in_english(self, key="k1"):
		frappe.db.set_value("User", self.agent, "language", "en")
		front_door.call(self.customer, PHONE, key)
		self.run_jobs()
		return self.calls()[-1].name

	def report(self, call, leg, status, **form):
		sid = "CA" + leg.encode().hex().ljust(32, "0")
		query = {"call": call, "leg": leg}
		receive_status(make_event("twilio_status", CallSid=sid, CallStatus=status, _query=query, **form))

	def test_twilio_is_told_where_to_report_of_both_legs(self):
		name = self.call_in_english()

		self.assertEqual(self.calls()[0].text_content, "Call to (514) 555-0146 by Test")
		path = "https://isp.example/api/method/gigafibre_fsm.api.webhooks.twilio_status.receive"
		self.assertEqual(self.twilio.callbacks[-1], f"{path}?call={name}&leg=agent")
		self.assertIn(f'statusCallback="{path}?call={name}&amp;leg=customer"', self.twilio.calls[0][2])

	def test_how_a_call_ended_is_told_in_the_conversation(self):
		for leg, status, said in (
			("customer", "completed", "answered, 1 min 5 s"),
			("customer", "no-answer", "no answer"),
			("customer", "busy", "busy"),
			("customer", "failed", "the call failed"),
			("agent", "no-answer", "the agent's phone did not answer"),
		):
			with self.subTest(leg=leg, status=status):
				name = self.call_in_english(key=f"{leg}{status}")
				self.report(name, "agent", "in-progress")
				self.report(name, leg, status, CallDuration="65")
				self.report(name, "agent", "completed", CallDuration="70")

				text = frappe.db.get_value("Communication", name, "text_content")
				self.assertEqual(text, f"Call to (514) 555-0146 by Test: {said}")

	def test_what_was_reported_first_of_a_call_stands(self):
		name = self.call_in_english()
		for status in ("completed", "completed", "failed"):
			self.report(name, "customer", status, CallDuration="3")

		self.assertEqual(self.calls()[0].text_content, "Call to (514) 555-0146 by Test: answered, 3 s")

	def test_a_report_of_no_call_of_ours_changes_nothing(self):
		said = conversations.take_in("SMS", PHONE, "Bonjour", external_id="1")
		for name in ("", "nothing", said.name):
			self.report(name, "customer", "completed")

		self.assertEqual(frappe.db.get_value("Communication", said.name, "text_content"), "Bonjour")

	def test_two_clicks_are_one_call(self):
		for _click in range(2):
			front_door.call(self.customer, PHONE, "k1")
		self.run_jobs()

		self.assertEqual((len(self.twilio.calls), len(self.calls())), (1, 1))

	def test_an_agent_without_a_phone_is_told_what_to_do(self):
		frappe.db.set_value("User", self.agent, "mobile_no", "")

		self.assertRefused("no mobile number", front_door.call, self.customer, PHONE, "k1")

	def test_a_number_that_may_not_be_called_is_refused(self):
		self.assertRefused("Premium-rate", front_door.call, self.customer, "+19005551234", "k1")
		self.assertRefused("Only customers", front_door.call, self.customer, "+33612345678", "k1")

	def test_why_it_did_not_ring_is_told_in_the_conversation(self):
		front_door.call(self.customer, PHONE, "k1")
		self.twilio.call_error = TwilioError("Not verified", 21210, 400)
		self.run_jobs()

		kept = self.calls()[0]
		self.assertEqual(
			kept.text_content, "The call could not be made: the calling number is not verified with Twilio"
		)
		self.assertEqual(kept.delivery_status, "Error")
