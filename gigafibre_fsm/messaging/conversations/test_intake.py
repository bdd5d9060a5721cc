"""What comes in finds its thread, opens it and is counted; the same message twice is one."""

from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.clients import client_page
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.testing import OTHER_PHONE, OUR_NUMBER, PHONE, ConversationCase
from gigafibre_fsm.tests.factories import make_issue


class TestIntake(ConversationCase):
	def test_a_number_of_one_customer_is_that_customers_thread(self):
		customer = self.someone()

		first, second = self.write("One"), self.write("Two")

		self.assertEqual(first, second)
		self.assertEqual(self.stored(first, "customer", "unread", "channel_address"), (customer, 2, PHONE))
		self.assertEqual(self.texts(first), ["One", "Two"])

	def test_a_customer_has_one_thread_on_every_channel(self):
		customer = self.someone(email="alex@courriel.example")

		said = [
			conversations.take_in("Email", "alex@courriel.example", "By mail", external_id="m1"),
			conversations.take_in("Phone", PHONE, "A call", external_id="c1"),
			conversations.take_in(
				"Chat", "portal@courriel.example", "In the chat", customer=customer, external_id="p1"
			),
		]

		self.assertEqual({one.conversation for one in said}, {self.write("By SMS")})

	def test_a_number_nobody_has_waits_for_a_customer(self):
		thread = conversations.thread(self.write("Who am I"))["conversation"]

		self.assertTrue(thread["needs_customer"])
		self.assertEqual((thread["title"], thread["candidates"]), (PHONE, []))

	def test_a_number_several_share_asks_which_with_what_tells_them_apart(self):
		one, two = self.someone(), self.someone()

		thread = conversations.thread(self.write())["conversation"]

		self.assertTrue(thread["needs_customer"])
		self.assertEqual({candidate["name"] for candidate in thread["candidates"]}, {one, two})
		self.assertEqual(thread["candidates"][0]["detail"], "no message yet")

	def test_the_same_message_twice_is_one(self):
		self.someone()

		first, again = self.write("Once", key="SM1"), self.write("Once", key="SM1")

		self.assertEqual(first, again)
		self.assertEqual(self.texts(first), ["Once"])
		self.assertEqual(self.stored(first, "unread"), 1)

	def test_two_who_make_a_thread_at_once_get_the_same(self):
		customer = self.someone()
		made = threads.find_or_make(customer).name

		# The other's is committed between our look and our insert.
		with patch.object(threads, "find", return_value=None):
			again = threads.find_or_make(customer).name

		self.assertEqual(again, made)
		self.assertEqual(frappe.db.count("Conversation", {"customer": customer}), 1)

	def test_a_thread_merged_away_since_we_looked_is_found_again(self):
		customer = self.someone()
		made = threads.find_or_make(customer).name

		with patch.object(threads, "find", side_effect=["CONV-merged-away", made]):
			found = threads.find_or_make(customer).name

		self.assertEqual(found, made)

	def test_a_message_opens_what_was_closed_or_snoozed(self):
		later = (now_datetime() + timedelta(days=2)).isoformat()
		thread = self.write()
		for put_away in (conversations.close, lambda name: conversations.snooze(name, later)):
			put_away(thread)

			self.write("Again")

			self.assertEqual(self.stored(thread, "status", "snoozed_until"), ("Open", None))

	def test_it_is_filed_under_the_customers_open_ticket_else_the_customer_else_the_thread(self):
		customer = self.someone()
		unknown = conversations.take_in("SMS", OTHER_PHONE, "Hi", external_id="1")
		known = conversations.take_in("SMS", PHONE, "Hi", external_id="2")
		ticket = make_issue(customer).name
		about = conversations.take_in("SMS", PHONE, "Hi", external_id="3")

		self.assertEqual(unknown.reference_name, unknown.conversation)
		self.assertEqual(known.reference_name, customer)
		self.assertEqual(about.reference_name, ticket)

	def test_of_two_open_tickets_neither_is_guessed(self):
		customer = self.someone()
		make_issue(customer), make_issue(customer)

		said = conversations.take_in("SMS", PHONE, "Which?", external_id="1")

		self.assertEqual(said.reference_name, customer)

	def test_text_is_kept_as_it_was_written_and_is_no_html(self):
		text = "5 < 6 & <script>alert(1)</script>\nsecond line"
		said = conversations.take_in("SMS", PHONE, text, external_id="1")

		self.assertNotIn("<script>", said.content)
		self.assertEqual(self.texts(said.conversation), [text])
		self.assertNotIn("<script>", self.stored(said.conversation, "last_message"))

	def test_the_inbox_shows_what_was_written_sign_by_sign(self):
		thread = self.write("je t'aime <3 & <b>toi</b> a<b")

		rows = {row["name"]: row for row in conversations.inbox()["rows"]}

		self.assertEqual(rows[thread]["last_message"], "je t'aime <3 & <b>toi</b> a<b")

	def test_it_is_as_old_as_it_is_but_never_of_the_future(self):
		past, future = now_datetime() - timedelta(minutes=30), now_datetime() + timedelta(days=1)
		old = conversations.take_in("SMS", PHONE, "Late", at=past, external_id="1")
		early = conversations.take_in("SMS", PHONE, "Early", at=future, external_id="2")

		self.assertEqual(old.communication_date, past)
		self.assertLess(early.communication_date, future)

	def test_the_number_they_wrote_to_answers(self):
		thread = self.write(our_number=OUR_NUMBER)

		self.assertEqual(self.stored(thread, "our_number"), OUR_NUMBER)

	def test_those_who_watch_are_told_that_something_changed_and_nothing_more(self):
		thread = self.write("A secret")

		self.assertIn(thread, self.heard("fsm_inbox"))
		self.assertIn(thread, self.heard("fsm_conversation"))
		for told in self.told:
			if told["event"].startswith("fsm_"):
				self.assertEqual(set(told["message"]), {"topic", "name", "at"})
				self.assertTrue(told["after_commit"])

	def test_it_is_once_on_the_customers_timeline_with_its_words_and_its_number(self):
		customer = self.someone()
		self.write("Line one\nline two")

		(said,) = [event for event in client_page(customer)["timeline"] if event["kind"] == "message"]
		self.assertEqual((said["title"], said["detail"], said["by"]), ("SMS", "Line one line two", PHONE))

	def test_who_wrote_is_named_by_the_contact_of_that_number(self):
		self.someone()

		(message,) = conversations.thread(self.write())["messages"]
		self.assertEqual(message["by_name"], "Alex Test")
