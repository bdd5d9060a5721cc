"""Who is kept to one customer sees and touches that one's conversation only; others' rooms stay closed to them."""

import frappe
from frappe.permissions import add_user_permission
from frappe.realtime import has_permission

from gigafibre_fsm.api import conversations as api
from gigafibre_fsm.messaging.conversations.testing import OTHER_PHONE, PHONE, ConversationCase
from gigafibre_fsm.tests.factories import make_user


class TestRights(ConversationCase):
	def setUp(self):
		super().setUp()
		self.mine, self.theirs = self.someone(PHONE), self.someone(OTHER_PHONE)
		self.my_thread, self.their_thread = self.write(phone=PHONE), self.write(phone=OTHER_PHONE)

	def kept_to_mine(self) -> str:
		user = self.agent()
		add_user_permission("Customer", self.mine, user)
		return user

	def test_who_is_kept_to_a_customer_sees_their_thread_only(self):
		with self.set_user(self.kept_to_mine()):
			rows = api.inbox(page_length=100)
			self.assertEqual(api.thread(self.my_thread)["conversation"]["customer"], self.mine)

		customers = {row["customer"] for row in rows["rows"]} - {None}
		self.assertEqual(customers, {self.mine})
		self.assertEqual(rows["counts"]["open"], len(rows["rows"]))

	def test_and_does_nothing_with_anothers(self):
		message = frappe.db.get_value("Communication", {"conversation": self.their_thread})
		attempts = {
			"thread": (self.their_thread,),
			"of_customer": (self.theirs,),
			"reply": (self.their_thread, "Hi", "k1"),
			"start": (self.theirs, "SMS", "Hi", "k2"),
			"note": (self.their_thread, "Hi", "k3"),
			"assign": (self.their_thread,),
			"close": (self.their_thread,),
			"reopen": (self.their_thread,),
			"snooze": (self.their_thread, "2090-01-01T00:00:00Z"),
			"mark_read": (self.their_thread,),
			"mark_unread": (self.their_thread,),
			"set_customer": (self.their_thread, self.mine),
			"make_ticket": (self.their_thread, "Hi"),
			"retry": (message,),
		}
		with self.set_user(self.kept_to_mine()):
			for method, arguments in attempts.items():
				with self.subTest(method):
					self.assertRaises(frappe.PermissionError, getattr(api, method), *arguments)
			self.assertRaises(frappe.PermissionError, api.set_customer, self.my_thread, self.theirs)

	def test_rooms_are_for_those_who_may_read(self):
		with self.set_user(self.agent()):
			self.assertTrue(has_permission("Conversation", ""))
			self.assertTrue(has_permission("Conversation", self.their_thread))
		with self.set_user(self.kept_to_mine()):
			self.assertRaises(frappe.PermissionError, has_permission, "Conversation", self.their_thread)
		for user in (
			"Guest",
			make_user("FSM Technician"),
			make_user("Sales User"),
			make_user(user_type="Website User"),
		):
			with self.subTest(user), self.set_user(user):
				self.assertRaises(frappe.PermissionError, has_permission, "Conversation", "")
				self.assertRaises(frappe.PermissionError, has_permission, "Conversation", self.my_thread)

	def test_messages_are_not_listed_past_the_conversation(self):
		with self.set_user(self.agent()):
			self.assertFalse(frappe.has_permission("Communication", "report"))
			self.assertEqual(
				frappe.get_list("Communication", {"conversation": self.my_thread}, order_by="name"), []
			)
