"""Saying who a number is moves its messages, is remembered, and can be taken back."""

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.conversations import merging
from gigafibre_fsm.messaging.conversations.testing import OTHER_PHONE, PHONE, ConversationCase
from gigafibre_fsm.tests.factories import make_customer


class TestSetCustomer(ConversationCase):
	def test_what_the_number_wrote_moves_to_the_customers_thread(self):
		customer = self.someone(OTHER_PHONE)
		theirs, unknown = self.write("Mine", OTHER_PHONE), self.write("Whose?")
		conversations.note(unknown, "Probably her son", "n1")

		row = conversations.set_customer(unknown, customer)

		self.assertEqual((row["name"], row["customer"], row["needs_customer"]), (theirs, customer, False))
		self.assertEqual(self.texts(theirs), ["Mine", "Whose?", "Probably her son"])
		self.assertEqual((row["last_message"], row["unread"], row["address"]), ("Whose?", 2, PHONE))
		self.assertFalse(frappe.db.exists("Conversation", unknown))

	def test_who_watches_the_customers_thread_catches_up_with_all_that_moved_at_once(self):
		for number in range(5):
			unknown = self.write(str(number))
		conversations.note(unknown, "Probably her son", "n1")
		moved = conversations.set_customer(unknown, make_customer().name)["name"]
		alike = {"modified": now_datetime()}
		frappe.db.set_value("Communication", {"conversation": moved}, alike, update_modified=False)
		frappe.db.set_value("Comment", {"reference_name": moved}, alike, update_modified=False)

		page, seen = conversations.thread(moved, after="2020-01-01", page_length=2), []
		for _page in range(2):
			seen += page["messages"]
			page = conversations.thread(moved, after=page["newest"], page_length=2)
		seen += page["messages"]

		texts = sorted(message["text"] for message in seen)
		self.assertEqual((texts, page["has_more"]), (["0", "1", "2", "3", "4", "Probably her son"], False))

	def test_who_still_has_it_open_never_answers_a_stranger_under_its_name(self):
		customer = self.someone(OTHER_PHONE)
		self.write("Mine", OTHER_PHONE)
		unknown = self.write("Whose?")
		conversations.set_customer(unknown, customer)

		self.assertNotEqual(self.write("Somebody else", "+15145550179"), unknown)

	def test_it_is_filed_under_the_customer(self):
		unknown, customer = self.write(), make_customer().name

		row = conversations.set_customer(unknown, customer)

		filed = frappe.get_all(
			"Communication", {"conversation": row["name"]}, pluck="reference_name", order_by="name"
		)
		self.assertEqual(filed, [customer])

	def test_the_number_is_remembered_also_against_its_contacts(self):
		one, two, chosen = self.someone(), self.someone(), make_customer().name
		self.assertNotEqual(one, two)

		conversations.set_customer(self.write(), chosen)

		self.assertEqual(self.stored(self.write("Again"), "customer"), chosen)

	def test_the_last_choice_wins_and_only_that_numbers_messages_move_on(self):
		wrong, right = self.someone(OTHER_PHONE), make_customer().name
		self.write("Mine", OTHER_PHONE)
		thread = conversations.set_customer(self.write("Whose?"), wrong)["name"]
		answer = conversations.reply(thread, "Yours?", "k1")["message"]["name"]

		moved = conversations.set_customer(thread, right)

		self.assertEqual(self.texts(moved["name"]), ["Whose?", "Yours?"])
		self.assertEqual(self.texts(thread), ["Mine"])
		self.assertEqual(self.stored(thread, "last_message", "channel_address"), ("Mine", OTHER_PHONE))
		self.assertEqual(frappe.db.get_value("SMS Message", {"communication": answer}, "customer"), right)
		self.assertEqual(self.stored(self.write("Next"), "customer"), right)

	def test_it_can_be_made_unknown_again(self):
		customer = make_customer().name
		known = conversations.set_customer(self.write("Whose?"), customer)["name"]

		row = conversations.set_customer(known, "")

		self.assertEqual((row["customer"], row["title"], row["needs_customer"]), (None, PHONE, True))
		self.assertEqual(self.texts(row["name"]), ["Whose?"])
		self.assertEqual(self.write("Next"), row["name"])
		self.assertFalse(frappe.db.exists("Conversation", known))

	def test_the_same_customer_again_changes_nothing(self):
		customer = make_customer().name
		row = conversations.set_customer(self.write(), customer)
		self.told.clear()

		self.assertEqual(conversations.set_customer(row["name"], customer), row)
		self.assertEqual(self.told, [])

	def test_what_the_portal_is_sure_of_is_not_given_away(self):
		thread = conversations.take_in(
			"Chat", "someone@example.com", "Hi", customer=make_customer().name, external_id="p1"
		).conversation

		self.assertRefused("The portal says who", conversations.set_customer, thread, make_customer().name)

	def test_those_who_watch_either_thread_are_told(self):
		unknown = self.write()
		self.told.clear()

		row = conversations.set_customer(unknown, make_customer().name)

		self.assertLessEqual({unknown, row["name"]}, set(self.heard("fsm_inbox")))


class TestRenamedCustomers(ConversationCase):
	def test_a_customer_who_gets_another_name_keeps_the_thread(self):
		customer = self.someone()
		thread = self.write("Before")

		frappe.rename_doc("Customer", customer, f"{customer} renamed", force=True)

		self.assertEqual(self.write("After"), thread)
		self.assertEqual(self.texts(thread), ["Before", "After"])

	def test_two_customers_made_one_have_one_thread(self):
		kept, gone = self.someone(PHONE), self.someone(OTHER_PHONE)
		first, second = self.write("First"), self.write("Second", OTHER_PHONE)
		self.assertNotEqual(first, second)

		# As Frappe does when it merges two records: the links first, then the event.
		frappe.db.set_value("Conversation", second, "customer", kept)
		merging.follow_rename(frappe.get_doc("Customer", kept), "after_rename", gone, kept, merge=True)

		self.assertEqual(frappe.db.count("Conversation", {"customer": kept}), 1)
		thread = frappe.db.get_value("Conversation", {"customer": kept})
		self.assertEqual(self.texts(thread), ["First", "Second"])
