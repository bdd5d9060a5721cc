"""An answer goes out on the customer's own channel, once a key, or says why it cannot."""

from unittest.mock import patch

import frappe

from gigafibre_fsm import messaging
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.conversations.testing import OUR_NUMBER, PHONE, ConversationCase
from gigafibre_fsm.tests.factories import make_customer, make_user

MAIL = "alex@courriel.example"


class WritingCase(ConversationCase):
	def sms_of(self, message: str) -> list[dict]:
		fields = ["to_number", "from_number", "body", "status", "customer", "purpose"]
		return frappe.get_all("SMS Message", {"communication": message}, fields, order_by="creation")


class TestReply(WritingCase):
	def test_an_sms_is_answered_by_sms_from_the_number_they_wrote_to(self):
		customer = self.someone()
		thread = self.write(our_number=OUR_NUMBER)

		said = conversations.reply(thread, "Bonjour", "k1")

		(sms,) = self.sms_of(said["message"]["name"])
		self.assertEqual((sms.to_number, sms.from_number, sms.body), (PHONE, OUR_NUMBER, "Bonjour"))
		self.assertEqual((sms.customer, sms.purpose), (customer, "Reply"))
		self.assertEqual((said["message"]["status"], said["message"]["direction"]), ("queued", "out"))
		self.assertEqual(
			(said["conversation"]["unread"], said["conversation"]["last_direction"]), (0, "Sent")
		)

	def test_the_same_key_is_one_message(self):
		self.someone()
		thread = self.write()

		first, again = (conversations.reply(thread, "Once", "k1")["message"]["name"] for _time in range(2))

		self.assertEqual(first, again)
		self.assertEqual(len(self.sms_of(first)), 1)
		self.assertEqual(self.texts(thread), ["Hello", "Once"])

	def test_a_number_that_opted_out_is_refused_in_a_sentence_and_nothing_is_written(self):
		self.someone()
		thread = self.write()
		messaging.record_consent(PHONE, "SMS", "Withdrawn", "Test")

		self.assertRefused("This number has opted out", conversations.reply, thread, "Hello?", "k1")

		self.assertEqual(self.texts(thread), ["Hello"])
		(sms, *_others) = conversations.thread(thread)["conversation"]["channels"]
		self.assertEqual((sms["channel"], sms["blocked"]), ("SMS", "This number has opted out"))

	def test_without_twilio_the_reason_is_said(self):
		self.someone()
		thread = self.write()
		frappe.db.set_single_value("FSM Settings", "twilio_enabled", 0)
		frappe.clear_document_cache("FSM Settings", "FSM Settings")

		self.assertRefused("SMS is switched off", conversations.reply, thread, "Hello?", "k1")

	def test_a_call_is_answered_by_sms(self):
		self.someone()
		thread = conversations.take_in("Phone", PHONE, "Missed call", external_id="c1").conversation

		said = conversations.reply(thread, "You called", "k1")

		self.assertEqual(said["message"]["channel"], "SMS")
		self.assertEqual(self.sms_of(said["message"]["name"])[0].to_number, PHONE)

	def test_a_call_of_somebody_without_a_mobile_number_is_not_answered(self):
		customer = self.someone(phone="", email=MAIL)
		thread = conversations.take_in(
			"Phone", "+14505550144", "Missed call", customer=customer, external_id="c1"
		).conversation

		self.assertRefused("no mobile number", conversations.reply, thread, "You called", "k1")

	def test_another_channel_can_be_chosen(self):
		self.someone(email=MAIL)
		thread = self.write()
		with patch.object(messaging, "send_email", create=True) as send_email:
			said = conversations.reply(thread, "By mail", "k1", channel="Email", subject="Your visit")

		self.assertEqual(send_email.call_args.args[:2], (MAIL, "Your visit"))
		self.assertEqual((said["message"]["channel"], said["message"]["subject"]), ("Email", "Your visit"))

	def test_a_mail_says_who_writes_and_its_subject_in_the_customers_language(self):
		company = messaging.company_name()
		with self.set_user(self.agent()), patch.object(messaging, "send_email", create=True) as send_email:
			for language, subject in (
				("fr", f"Un message de {company}"),
				("en", f"A message from {company}"),
			):
				customer = self.someone(phone="", email=f"{language}@courriel.example", language=language)
				said = conversations.start(customer, "Email", "9 < 10 h", f"k-{language}")["message"]

				_address, sent_subject, html = send_email.call_args.args
				self.assertEqual((said["text"], sent_subject), ("9 < 10 h", subject))
				self.assertTrue(html.startswith("<p>9 &lt; 10 h</p><p>Test<br>"), html)
				self.assertIn(company, html)

	def test_an_answer_by_mail_continues_the_mail_it_answers(self):
		self.someone(email=MAIL)
		asked = conversations.take_in("Email", MAIL, "How much?", subject="A price", external_id="m1")
		asked.db_set("message_id", "abc@courriel.example")
		with patch.object(messaging, "send_email", create=True) as send_email:
			said = conversations.reply(asked.conversation, "Little", "k1")["message"]

		self.assertEqual(said["subject"], "Re: A price")
		self.assertEqual(send_email.call_args.kwargs["headers"]["In-Reply-To"], "<abc@courriel.example>")
		self.assertEqual(frappe.db.get_value("Communication", said["name"], "in_reply_to"), asked.name)

	def test_a_name_of_a_mail_that_would_write_headers_of_ours_is_left_out(self):
		self.someone(email=MAIL)
		asked = conversations.take_in("Email", MAIL, "How much?", subject="A price", external_id="m1")
		for message_id in ("a>\nBcc: victim@courriel.example", "é@courriel.example", "a" * 251):
			asked.db_set("message_id", message_id)
			with patch.object(messaging, "send_email", create=True) as send_email:
				conversations.reply(asked.conversation, "Little", message_id)

			self.assertEqual(send_email.call_args.kwargs["headers"], {})

	def test_who_unsubscribed_from_mailings_still_gets_an_answer(self):
		self.someone(email=MAIL)
		asked = conversations.take_in("Email", MAIL, "How much?", subject="A price", external_id="m1")
		messaging.record_consent(MAIL, "Email", "Withdrawn", "Test")
		with patch.object(messaging, "send_email", create=True) as send_email:
			conversations.reply(asked.conversation, "Little", "k1")

		self.assertEqual(send_email.call_args.args[0], MAIL)
		ways = conversations.thread(asked.conversation)["conversation"]["channels"]
		self.assertEqual([way["blocked"] for way in ways if way["channel"] == "Email"], [None])

	def test_re_is_said_once(self):
		self.someone(email=MAIL)
		asked = conversations.take_in("Email", MAIL, "And?", subject="RE: A price", external_id="m1")
		with patch.object(messaging, "send_email", create=True):
			said = conversations.reply(asked.conversation, "Little", "k1")["message"]

		self.assertEqual(said["subject"], "RE: A price")

	def test_the_chat_tells_the_portal_user_and_sends_nothing(self):
		customer = make_customer()
		user = make_user(user_type="Website User")
		customer.append("portal_users", {"user": user})
		customer.save(ignore_permissions=True)
		thread = conversations.take_in(
			"Chat", user, "Hello?", customer=customer.name, external_id="p1"
		).conversation

		said = conversations.reply(thread, "Here we are", "k1")["message"]

		self.assertEqual((said["channel"], said["status"]), ("Chat", "sent"))
		rooms = [told["room"] for told in self.told if told["event"] == "fsm_portal"]
		self.assertEqual(rooms, [f"user:{user}"])

	def test_nothing_is_not_sent(self):
		self.someone()

		self.assertRefused("nothing to send", conversations.reply, self.write(), "  \n", "k1")

	def test_the_first_word_to_a_customer_opens_their_thread(self):
		customer = self.someone()

		said = conversations.start(customer, "SMS", "Your technician is on the way", "k1")

		self.assertEqual(said["conversation"]["customer"], customer)
		self.assertEqual(
			said["conversation"]["name"], conversations.of_customer(customer)["conversation"]["name"]
		)

	def test_a_customer_nobody_wrote_to_has_a_thread_without_a_name(self):
		opened = conversations.of_customer(self.someone())

		self.assertIsNone(opened["conversation"]["name"])
		self.assertEqual(opened["conversation"]["channels"][0]["address"], PHONE)
		self.assertEqual((opened["messages"], opened["has_more"]), ([], False))


class TestDelivery(WritingCase):
	def setUp(self):
		super().setUp()
		self.someone()
		self.thread = self.write()
		self.message = conversations.reply(self.thread, "Bonjour", "k1")["message"]["name"]
		self.sms = frappe.get_doc("SMS Message", {"communication": self.message})

	def shown(self) -> dict:
		return conversations.thread(self.thread)["messages"][-1]

	def test_each_state_has_its_word(self):
		for stored, word in (
			("Sending", "sending"),
			("Accepted", "sending"),
			("Sent", "sent"),
			("Delivered", "delivered"),
		):
			self.sms.db_set("status", stored)
			self.assertEqual((self.shown()["status"], self.shown()["can_retry"]), (word, False))

	def test_those_who_watch_hear_of_it_and_catch_up_with_what_changed(self):
		seen = conversations.thread(self.thread)["newest"]
		frappe.db.set_value("Communication", self.message, "modified", "2020-01-01", update_modified=False)
		self.assertNotIn(self.message, self.changed_since(seen))
		self.told.clear()

		self.sms.db_set("status", "Delivered")

		self.assertIn(self.thread, self.heard("fsm_conversation"))
		self.assertIn(self.message, self.changed_since(seen))

	def changed_since(self, cursor: str) -> list[str]:
		return [message["name"] for message in conversations.thread(self.thread, after=cursor)["messages"]]

	def test_what_failed_says_why_and_can_be_sent_again(self):
		self.sms.db_set({"status": "Undelivered", "error": "the phone is off"})
		failed = self.shown()
		self.assertEqual((failed["status"], failed["error"]), ("failed", "the phone is off"))
		self.assertTrue(failed["can_retry"])

		again = conversations.retry(self.message)

		self.assertEqual(
			(again["name"], again["status"], again["can_retry"]), (self.message, "queued", False)
		)
		self.assertEqual([sms.body for sms in self.sms_of(self.message)], ["Bonjour", "Bonjour"])

	def test_what_would_fail_again_is_not_offered_to_be_sent_again(self):
		for code in (21610, 21211, 21614):
			with self.subTest(code=code):
				self.sms.db_set({"status": "Failed", "error": "no", "error_code": code})

				self.assertEqual((self.shown()["status"], self.shown()["can_retry"]), ("failed", False))
				self.assertRefused("Only a message that failed", conversations.retry, self.message)

	def test_what_did_not_fail_is_not_sent_again(self):
		self.assertRefused("Only a message that failed", conversations.retry, self.message)


class TestNotes(WritingCase):
	def test_a_note_is_for_the_staff_and_no_message(self):
		customer = self.someone()
		thread = self.write()
		with self.set_user(self.agent()):
			conversations.note(thread, "Rude <b>on the phone</b>", "n1")
			noted = conversations.note(thread, "Rude <b>on the phone</b>", "n1")

		shown = conversations.thread(thread)["messages"]
		self.assertEqual([message["kind"] for message in shown], ["message", "note"])
		self.assertEqual(noted["text"], "Rude <b>on the phone</b>")
		self.assertEqual(self.stored(thread, "last_message"), "Hello")
		self.assertEqual(frappe.db.count("Communication", {"reference_name": customer}), 1)
