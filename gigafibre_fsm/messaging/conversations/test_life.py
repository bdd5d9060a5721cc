"""Whose a conversation is, whether it sleeps or is over, what is read, and what the inbox counts."""

from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.clock import to_iso
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.senders import remember
from gigafibre_fsm.messaging.conversations.testing import OTHER_PHONE, PHONE, ConversationCase
from gigafibre_fsm.tests.factories import make_user


class TestLife(ConversationCase):
	def test_who_is_given_a_conversation_is_told(self):
		thread, agent = self.write(), self.agent()

		row = conversations.assign(thread, agent)

		self.assertEqual((row["assigned_to"], row["assigned_name"]), (agent, "Test"))
		told = frappe.get_all(
			"Notification Log", {"document_name": thread}, ["for_user", "type"], order_by="name"
		)
		self.assertEqual([(one.for_user, one.type) for one in told], [(agent, "Assignment")])

	def test_nobody_is_told_of_what_they_took_themselves(self):
		thread, agent = self.write(), self.agent()
		with self.set_user(agent):
			conversations.assign(thread, agent)

		self.assertFalse(frappe.db.exists("Notification Log", {"document_name": thread}))
		self.assertIsNone(conversations.assign(thread)["assigned_to"])

	def test_only_those_who_answer_customers_are_given_one(self):
		for user in (make_user("FSM Technician"), make_user("Sales User")):
			self.assertRefused("does not work with conversations", conversations.assign, self.write(), user)

	def test_those_who_answer_customers_are_known(self):
		agent, technician = self.agent(), make_user("FSM Technician")

		names = [person["name"] for person in conversations.people()]

		self.assertIn(agent, names)
		self.assertNotIn(technician, names)

	def test_what_is_closed_is_read_and_can_be_opened_again(self):
		thread = self.write()

		closed = conversations.close(thread)
		opened = conversations.reopen(thread)

		self.assertEqual((closed["status"], closed["unread"]), ("Closed", 0))
		self.assertEqual(opened["status"], "Open")

	def test_what_is_snoozed_wakes_when_it_should_and_asks_for_attention(self):
		thread, other = self.write(), self.write(phone=OTHER_PHONE)
		for name in (thread, other):
			conversations.mark_read(name)
			conversations.snooze(name, to_iso(now_datetime() + timedelta(hours=3)))
		frappe.db.set_value("Conversation", thread, "snoozed_until", now_datetime() - timedelta(seconds=1))
		self.told.clear()

		conversations.wake()

		self.assertEqual(self.stored(thread, "status", "snoozed_until", "unread"), ("Open", None, 1))
		self.assertEqual(self.stored(other, "status"), "Snoozed")
		self.assertEqual(self.heard("fsm_inbox"), [thread])

	def test_what_changed_while_others_were_woken_stays_as_it_is(self):
		closed, gone, asleep = self.write(), self.write(phone=OTHER_PHONE), self.write(phone="+15145550179")
		past = {"status": "Snoozed", "snoozed_until": now_datetime() - timedelta(minutes=1), "unread": 0}
		for minutes, name in enumerate((closed, gone, asleep)):
			moment = past["snoozed_until"] + timedelta(seconds=minutes)
			frappe.db.set_value("Conversation", name, {**past, "snoozed_until": moment})

		with patch.object(threads, "locked", self._changed_meanwhile(threads.locked, closed, gone)):
			conversations.wake()

		self.assertEqual(self.stored(closed, "status", "unread"), ("Closed", 0))
		self.assertFalse(frappe.db.exists("Conversation", gone))
		self.assertEqual(self.stored(asleep, "status", "unread"), ("Open", 1))

	def _changed_meanwhile(self, locked, closed: str, gone: str):
		def change(name: str):
			if name == closed:
				frappe.db.set_value("Conversation", name, {"status": "Closed", "snoozed_until": None})
			if name == gone:
				frappe.db.delete("Conversation", {"name": name})
			return locked(name)

		return change

	def test_a_snooze_ends_later_at_a_time_that_is_one(self):
		thread = self.write()

		self.assertRefused("until later", conversations.snooze, thread, "2020-01-01T10:00:00Z")
		self.assertRefused("not a date", conversations.snooze, thread, "tomorrow")

	def test_reading_changes_what_is_unread_and_nothing_else(self):
		thread = self.write()
		self.write()
		modified = self.stored(thread, "modified")

		self.assertEqual(conversations.mark_read(thread)["unread"], 0)
		self.assertEqual(self.stored(thread, "modified"), modified)
		self.assertEqual(conversations.mark_unread(thread)["unread"], 1)

	def test_what_is_read_already_is_not_told_again(self):
		thread = self.write()
		conversations.mark_read(thread)
		self.told.clear()

		conversations.mark_read(thread)

		self.assertEqual(self.told, [])

	def test_a_ticket_is_made_once_and_takes_what_follows(self):
		customer = self.someone()
		thread = self.write("No internet")

		row = conversations.make_ticket(thread, "No internet since 8 am")
		again = conversations.make_ticket(thread, "No internet since 8 am")

		self.assertEqual(row["issue"], again["issue"])
		self.assertEqual(frappe.db.get_value("Issue", row["issue"], "customer"), customer)
		said = conversations.take_in("SMS", PHONE, "Still nothing", external_id="2")
		self.assertEqual(said.reference_name, row["issue"])

	def test_somebody_unknown_has_no_ticket(self):
		self.assertRefused("which customer", conversations.make_ticket, self.write(), "No internet")


class TestInbox(ConversationCase):
	def names(self, view: str = "open", query: str = "") -> list[str]:
		return [row["name"] for row in conversations.inbox(view, query)["rows"]]

	def test_each_view_shows_what_is_its_own(self):
		agent = self.agent()
		mine, nobodys, asleep, over = (self.write(phone=f"+1514555017{number}") for number in range(4))
		conversations.assign(mine, agent)
		conversations.snooze(asleep, "2090-01-01T10:00:00Z")
		conversations.close(over)

		with self.set_user(agent):
			self.assertEqual(set(self.names()) & {mine, nobodys, asleep, over}, {mine, nobodys})
			self.assertEqual(self.names("mine"), [mine])
			self.assertIn(nobodys, self.names("unassigned"))
			self.assertNotIn(mine, self.names("unassigned"))
			self.assertIn(asleep, self.names("snoozed"))
			self.assertIn(over, self.names("closed"))

	def test_counts_are_of_what_the_views_hold(self):
		before = conversations.inbox()["counts"]
		agent = self.agent()
		conversations.assign(self.write(), agent)
		read = self.write(phone=OTHER_PHONE)
		conversations.mark_read(read)

		with self.set_user(agent):
			counts = conversations.inbox()["counts"]

		self.assertEqual(counts["mine"], 1)
		self.assertEqual(counts["open"] - before["open"], 2)
		self.assertEqual(counts["unassigned"] - before["unassigned"], 1)
		self.assertEqual(counts["unread"] - before["unread"], 1)

	def test_the_last_to_write_is_first_and_pages_follow_each_other(self):
		first, second = self.write(), self.write(phone=OTHER_PHONE)
		self.write()

		page = conversations.inbox(page_length=1)
		following = conversations.inbox(start=1, page_length=1)

		self.assertEqual([page["rows"][0]["name"], following["rows"][0]["name"]], [first, second])
		self.assertTrue(page["has_more"])

	def test_a_name_or_a_number_is_found(self):
		self.someone(customer_name="Zoé Quenneville")
		thread = self.write("about the modem")

		for query in ("Quenne", "0177", "the modem"):
			self.assertIn(thread, self.names(query=query), query)
		self.assertEqual(self.names(query="zzz nobody"), [])

	def test_a_number_is_found_however_it_is_written(self):
		customer = self.someone(phone="+14505550101")
		mail = conversations.take_in("Email", "a@b.example", "x", customer=customer, external_id="m")
		unknown = self.write(phone="+14505550102")

		for query in ("450 555-0101", "(450) 555-0101", "4505550101", "+1450 555.0101", "1-450-555-0101"):
			self.assertEqual(self.names(query=query), [mail.conversation], query)
		self.assertEqual(self.names(query="450 555 0102"), [unknown])

	def test_the_number_staff_said_is_a_customers_is_found(self):
		customer = self.someone()
		thread = self.write()
		remember("+14505550103", customer)

		self.assertEqual(self.names(query="450-555-0103"), [thread])

	def test_a_word_of_an_earlier_message_is_found(self):
		thread = self.write("Le voyant violet clignote")
		self.write("Bonjour")

		self.assertEqual(self.names(query="violet voyant"), [thread])
		self.assertEqual(self.names(query="violet absent"), [])

	def test_signs_that_mean_anything_to_a_database_mean_themselves(self):
		thread = self.write("Un rabais de 100% pour mon_compte!")
		self.write("Un rabais de 1000 pour monXcompte", phone=OTHER_PHONE)

		for query in ("100%", "mon_compte", "compte!", "d_", "%"):
			self.assertEqual(self.names(query=query), [] if query == "d_" else [thread], query)

	def test_a_search_looks_through_all_views(self):
		over, asleep, open_ = (self.write("quetsche", phone=f"+1514555018{number}") for number in range(3))
		conversations.close(over)
		conversations.snooze(asleep, "2090-01-01T10:00:00Z")

		rows = conversations.inbox("mine", "quetsche")["rows"]

		expected = {over: "Closed", asleep: "Snoozed", open_: "Open"}
		self.assertEqual({row["name"]: row["status"] for row in rows}, expected)

	def test_a_thread_is_read_by_pages_that_neither_repeat_nor_leave_out(self):
		thread = self.write("1")
		for number in range(2, 8):
			self.write(str(number))
			conversations.note(thread, f"note {number}", f"n{number}")

		page, pages = conversations.thread(thread, page_length=4), []
		while True:
			pages = [message["text"] for message in page["messages"]] + pages
			if not page["has_more"]:
				break
			page = conversations.thread(thread, before=page["oldest"], page_length=4)

		expected = ["1"] + [text for number in range(2, 8) for text in (str(number), f"note {number}")]
		self.assertEqual(pages, expected)

	def test_a_cursor_that_is_none_is_refused_in_words(self):
		thread = self.write()

		self.assertRefused("not a date and time", lambda: conversations.thread(thread, before="nonsense"))
		self.assertRefused("not a date and time", lambda: conversations.thread(thread, after="nonsense"))
