"""SMS rows go when FSM Settings says so; what was said stays in the conversation."""

import frappe
from frappe.utils import add_days, now_datetime

from gigafibre_fsm import messaging
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.conversations.testing import ConversationCase


class TestRetention(ConversationCase):
	def setUp(self):
		super().setUp()
		self.someone()
		self.thread = self.write()

	def sent(self, key: str, days: int, status: str = "Delivered") -> str:
		"""Return the SMS Message of an answer we gave so many days ago."""
		said = conversations.reply(self.thread, f"Answer {key}", key)["message"]["name"]
		name = frappe.db.get_value("SMS Message", {"communication": said})
		values = {"status": status, "creation": add_days(now_datetime(), -days)}
		frappe.db.set_value("SMS Message", name, values)
		return name

	def kept(self, *names: str) -> set[str]:
		return set(frappe.get_all("SMS Message", {"name": ("in", names)}, pluck="name", order_by="name"))

	def test_old_ones_go_and_their_text_stays_in_the_conversation(self):
		frappe.db.set_single_value("FSM Settings", "sms_retention_days", 30)
		old, recent = self.sent("old", 31), self.sent("recent", 29)

		messaging.delete_old()

		self.assertEqual(self.kept(old, recent), {recent})
		self.assertEqual(self.texts(self.thread), ["Hello", "Answer old", "Answer recent"])
		self.assertIsNone(conversations.thread(self.thread)["messages"][1]["status"])

	def test_what_has_not_left_yet_stays(self):
		frappe.db.set_single_value("FSM Settings", "sms_retention_days", 30)
		waiting = self.sent("waiting", 31, "Queued")

		messaging.delete_old()

		self.assertEqual(self.kept(waiting), {waiting})

	def test_none_keeps_them_all(self):
		frappe.db.set_single_value("FSM Settings", "sms_retention_days", 0)
		old = self.sent("old", 3000)

		messaging.delete_old()

		self.assertEqual(self.kept(old), {old})

	def test_two_years_unless_told_otherwise(self):
		self.assertEqual(frappe.get_meta("FSM Settings").get_field("sms_retention_days").default, "730")
