"""What people write to us is kept once and put in their thread; a keyword is obeyed and answered in their language."""

import frappe
from frappe.utils import add_to_date, get_datetime, now_datetime

from gigafibre_fsm.integrations.twilio import Media
from gigafibre_fsm.messaging import receive_sms, record_consent, send_sms, suppressed
from gigafibre_fsm.tests.factories import make_contact, make_customer
from gigafibre_fsm.tests.factories_messages import JPEG, make_event
from gigafibre_fsm.tests.fake_twilio import ACCOUNT, API, OUR_NUMBER, MessagingTestCase, opted_out

PHONE = "+15145550144"
SID = "SM" + "1" * 32


class InboundCase(MessagingTestCase):
	def receive(self, text, sid=SID, at=None, **form):
		form = {"MessageSid": sid, "From": PHONE, "To": OUR_NUMBER, "Body": text, "NumMedia": "0", **form}
		receive_sms(make_event("twilio_sms", at=at, **form))
		self.run_jobs()

	def answers(self):
		return [sent.body for sent in self.twilio.sent]

	def kept(self):
		return frappe.get_doc("SMS Message", {"provider_id": SID})


class TestReceiving(InboundCase):
	def test_a_message_is_kept_and_put_in_the_customers_thread(self):
		customer = make_customer().name
		make_contact(customer, phone=PHONE)
		self.receive("Plus d'Internet")

		kept = self.kept()
		self.assertEqual(
			(kept.direction, kept.status, kept.body), ("Received", "Received", "Plus d'Internet")
		)
		self.assertEqual((kept.from_number, kept.to_number, kept.customer), (PHONE, OUR_NUMBER, customer))
		thread = frappe.get_doc("Conversation", {"customer": customer})
		self.assertEqual((thread.unread, thread.our_number), (1, OUR_NUMBER))
		self.assertEqual(
			frappe.db.get_value("Communication", kept.communication, "conversation"), thread.name
		)

	def test_the_same_message_twice_is_one(self):
		self.receive("Allo")
		self.receive("Allo")

		self.assertEqual(frappe.db.count("SMS Message", {"from_number": PHONE}), 1)
		self.assertEqual(frappe.db.get_value("Conversation", {"address": PHONE}, "unread"), 1)

	def test_a_repeat_changes_nothing_even_when_the_row_is_no_longer_kept(self):
		self.receive("ARRET")
		self.receive("REPRENDRE", sid="SM" + "2" * 32)
		frappe.db.delete("SMS Message", {"provider_id": SID})
		self.receive("ARRET")

		self.assertFalse(suppressed(PHONE, "SMS"))
		self.assertFalse(frappe.db.exists("SMS Message", {"provider_id": SID}))

	def test_a_message_that_is_handled_late_keeps_its_time(self):
		came = add_to_date(now_datetime(), minutes=-5).replace(microsecond=0)
		self.receive("Allo", at=came)

		at = frappe.db.get_value("Communication", self.kept().communication, "communication_date")
		self.assertEqual(get_datetime(at), came)

	def test_what_no_database_takes_is_left_out_of_a_text(self):
		self.receive("a\0b \ud800")

		self.assertEqual(self.kept().body, "ab ?")

	def test_the_files_of_an_mms_are_fetched_into_the_thread(self):
		address = f"{API}/2010-04-01/Accounts/{ACCOUNT}/Messages/MM{'1' * 32}/Media/ME{'1' * 32}"
		self.twilio.files[address] = Media(JPEG, "image/jpeg")
		self.receive("Photo", NumMedia="1", MediaUrl0=address, MediaContentType0="image/jpeg")

		kept = frappe.get_doc("Message Attachment", {"communication": self.kept().communication})
		self.assertEqual((kept.source, kept.state), (address, "Ready"))

	def test_a_file_with_an_odd_address_or_type_keeps_nothing_else_out(self):
		address = f"{API}/2010-04-01/Accounts/{ACCOUNT}/Messages/MM{'1' * 32}/Media/ME{'1' * 32}"
		self.twilio.files[address] = Media(JPEG, "image/" + "j" * 200)
		media = {
			"MediaUrl0": address,
			"MediaContentType0": "image/" + "j" * 200,
			"MediaUrl1": address + "x" * 200,
		}
		self.receive("Photos", NumMedia="2", MediaContentType1="j" * 200, **media)

		kept = frappe.get_all(
			"Message Attachment",
			{"communication": self.kept().communication},
			["state", "reason", "content_type", "source", "file_name"],
		)
		self.assertEqual(
			{(row.state, row.reason) for row in kept}, {("Refused", "Type"), ("Refused", "Source")}
		)
		for row in kept:
			self.assertLessEqual(len(row.source), 255)
			self.assertLessEqual(max(len(row.content_type), len(row.file_name)), 140)

	def test_a_number_of_two_customers_waits_for_staff_to_say_whose_it_is(self):
		for _number in range(2):
			make_contact(make_customer().name, phone=PHONE)
		self.receive("Allo")

		self.assertIsNone(self.kept().customer)
		self.assertTrue(frappe.db.exists("Conversation", {"address": PHONE}))

	def test_what_is_no_number_is_taken_in_as_it_is(self):
		self.receive("Votre code", **{"From": "12345"})
		self.receive("STOP", sid="SM" + "2" * 32, **{"From": "Info Bank"})

		self.assertEqual(self.kept().from_number, "12345")
		self.assertFalse(frappe.db.exists("Message Consent", {"address": ("in", ("12345", "Info Bank"))}))

	def test_odd_forms_are_taken_in(self):
		self.receive("", NumMedia="1")
		self.receive(["a", "b"], sid="SM" + "3" * 32)

		self.assertEqual(self.kept().body, "")


class TestKeywords(InboundCase):
	def test_arret_stops_our_messages_and_is_confirmed_once_in_french(self):
		self.receive("ARRÊT svp")
		name = send_sms(PHONE, "Promotion", key="k1")
		self.run_jobs()

		self.assertEqual(len(self.answers()), 1)
		self.assertEqual(frappe.db.get_value("SMS Message", name, "status"), "Suppressed")
		consent = frappe.get_last_doc("Message Consent", {"address": PHONE})
		self.assertEqual((consent.status, consent.source), ("Withdrawn", "SMS: ARRÊT svp"))
		self.assertTrue(consent.given_on)

	def test_the_same_answer_goes_to_a_number_once_a_day(self):
		noon = now_datetime().replace(hour=12)
		for number, hours in enumerate((-72, -71, -70, -24)):
			self.receive("ARRET", sid=f"SM9{number:031d}", at=add_to_date(noon, hours=hours))

		self.assertEqual(len(self.answers()), 2)

	def test_twilio_answers_its_own_words_and_we_only_remember(self):
		self.receive("Stop")

		self.assertTrue(suppressed(PHONE, "SMS"))
		self.assertEqual(self.answers(), [])

	def test_people_come_back(self):
		record_consent(PHONE, "SMS", "Withdrawn", "STOP")
		self.receive("Reprendre")

		self.assertFalse(suppressed(PHONE, "SMS"))
		self.assertEqual(len(self.answers()), 1)

	def test_an_old_start_that_is_tried_again_does_not_undo_a_newer_stop(self):
		record_consent(PHONE, "SMS", "Withdrawn", "STOP", at=add_to_date(now_datetime(), days=-1))
		self.receive("ARRET", sid="SM" + "2" * 32)
		self.receive("REPRENDRE", at=add_to_date(now_datetime(), minutes=-5))

		self.assertTrue(suppressed(PHONE, "SMS"))
		self.assertEqual(len(self.answers()), 1)

	def test_consent_is_kept_with_the_time_it_was_given(self):
		came = add_to_date(now_datetime(), minutes=-5).replace(microsecond=0)
		self.receive("ARRET", at=came)

		self.assertEqual(frappe.get_last_doc("Message Consent", {"address": PHONE}).given_on, came)

	def test_a_word_of_return_is_an_answer_like_another_of_who_never_stopped_us(self):
		self.receive("Start")
		self.receive("Reprendre", sid="SM" + "2" * 32)

		self.assertFalse(frappe.db.exists("Message Consent", {"address": PHONE}))
		self.assertEqual(self.answers(), [])

	def test_who_came_back_in_french_after_an_english_stop_is_still_blocked_by_twilio(self):
		self.receive("STOP")
		self.twilio.errors.append(opted_out())
		self.receive("REPRENDRE", sid="SM" + "2" * 32)

		self.assertTrue(suppressed(PHONE, "SMS"))

	def test_help_says_who_we_are_and_where_to_call(self):
		self.settings(support_phone="+15145550100")
		for text, sid in (("AIDE", SID), ("help", "SM" + "2" * 32)):
			self.receive(text, sid=sid)

		self.assertEqual(len(self.answers()), 2)
		for answer in self.answers():
			self.assertIn("+15145550100", answer)

	def test_the_answer_speaks_the_words_language_or_the_customers(self):
		customer = make_customer(language="fr").name
		make_contact(customer, phone=PHONE)
		self.receive("help")
		self.receive("help", sid="SM" + "2" * 32, **{"From": "+15145550145"})

		french, english = self.answers()
		self.assertIn("service à la clientèle", french)
		self.assertIn("customer service", english)

	def test_what_twilio_itself_took_for_an_opt_out_is_one(self):
		self.receive("Je ne veux plus rien", OptOutType="STOP")

		self.assertTrue(suppressed(PHONE, "SMS"))
		self.assertEqual(self.answers(), [])

	def test_the_word_is_still_shown_to_the_agents(self):
		self.receive("ARRET")

		self.assertEqual(frappe.db.get_value("Conversation", {"address": PHONE}, "last_message"), "ARRET")
