"""The portal's chat: a customer says and sees their own, once a key, and nothing of other channels or of notes."""

from unittest.mock import patch

import frappe

from gigafibre_fsm.api import portal
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.conversations.testing import PHONE, ConversationCase
from gigafibre_fsm.rate import Limit
from gigafibre_fsm.tests.factories import make_contact, make_customer, make_user


class TestPortal(ConversationCase):
	def setUp(self):
		super().setUp()
		self.user, self.customer = self.portal_user()

	def portal_user(self) -> tuple[str, str]:
		customer, user = make_customer(language="fr"), make_user(user_type="Website User")
		customer.append("portal_users", {"user": user})
		customer.save(ignore_permissions=True)
		return user, customer.name

	def say(self, text: str, key: str = "k1", user: str = "") -> dict:
		with self.set_user(user or self.user):
			return portal.send(text, key)

	def seen(self, after: str = "", user: str = "") -> list[str]:
		with self.set_user(user or self.user):
			return [message["text"] for message in portal.messages(after)["messages"]]

	def thread(self) -> str:
		return frappe.db.get_value("Conversation", {"customer": self.customer})

	def test_what_they_say_is_in_the_inbox(self):
		said = self.say("Where are my bills?")

		self.assertTrue(said["mine"])
		self.assertEqual(
			self.stored(self.thread(), "channel", "unread", "last_message"),
			("Chat", 1, "Where are my bills?"),
		)

	def test_the_same_key_is_said_once(self):
		self.say("Hello"), self.say("Hello")

		self.assertEqual(self.seen(), ["Hello"])
		self.assertEqual(self.stored(self.thread(), "unread"), 1)

	def test_who_sends_faster_than_people_write_is_asked_to_wait(self):
		stranger, _customer = self.portal_user()
		with patch("gigafibre_fsm.messaging.conversations.portal.PACE", Limit(2, 60)):
			self.say("One", "k1"), self.say("Two", "k2")

			with self.assertRaisesRegex(frappe.RateLimitExceededError, "many messages"):
				self.say("Three", "k3")
			self.say("Mine", "k1", stranger)

		self.assertEqual(self.seen(), ["One", "Two"])

	def test_they_see_our_answers_under_a_first_name_and_no_notes(self):
		self.say("Hello")
		with self.set_user(make_user("FSM Agent", first_name="Camille", last_name="Dupuis")):
			conversations.reply(self.thread(), "Good morning", "a1")
			conversations.note(self.thread(), "Difficult person", "n1")

		with self.set_user(self.user):
			answer = portal.messages()["messages"][-1]

		self.assertEqual(self.seen(), ["Hello", "Good morning"])
		self.assertEqual((answer["by_name"], answer["mine"]), ("Camille", False))

	def test_they_do_not_see_other_channels(self):
		make_contact(self.customer, phone=PHONE)
		self.write("From my husband's phone")
		self.say("Hello")

		self.assertEqual(self.seen(), ["Hello"])

	def test_each_sees_their_own(self):
		stranger, _customer = self.portal_user()
		self.say("Mine")

		self.assertEqual(self.seen(user=stranger), [])

	def test_they_catch_up_with_what_is_new(self):
		self.say("Old")
		frappe.db.set_value(
			"Communication", {"conversation": self.thread()}, "modified", "2020-01-01", update_modified=False
		)
		with self.set_user(self.user):
			cursor = portal.messages()["newest"]
		self.say("New", "k2")

		self.assertEqual(self.seen(cursor), ["New"])

	def test_who_was_away_for_long_misses_nothing(self):
		for number in range(4):
			self.say(str(number), f"k{number}")

		with patch("gigafibre_fsm.messaging.conversations.portal.MOST", 2):
			self.assertEqual(self.seen(), ["2", "3"])
			self.assertEqual(self.seen("2020-01-01"), ["0", "1", "2", "3"])

	def test_who_they_are_is_known(self):
		with self.set_user(self.user):
			me = portal.me()

		self.assertEqual((me["user"], me["customer"], me["language"]), (self.user, self.customer, "fr"))

	def test_it_is_for_customers(self):
		for user in ("Guest", make_user("FSM Agent"), make_user("FSM Technician")):
			with self.subTest(user), self.set_user(user):
				self.assertRaises(frappe.PermissionError, portal.messages)
