"""The demo's inbox shows each thing an inbox must deal with."""

from unittest.mock import patch

import frappe
from frappe.tests import IntegrationTestCase

from gigafibre_fsm.messaging import conversations, suppressed
from sandbox.seed.accounts import AGENT
from sandbox.seed.demo import seed
from sandbox.seed.threads import SHARED_NUMBER, STORIES


class TestDemoInbox(IntegrationTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		commit = patch.object(frappe.db, "commit")
		commit.start()
		cls.addClassCleanup(commit.stop)
		cls.addClassCleanup(frappe.clear_document_cache, "FSM Settings", "FSM Settings")
		cls.addClassCleanup(frappe.db.rollback)
		seed("http://127.0.0.1:7557")
		cls.open = conversations.inbox(page_length=100)["rows"]

	def opened(self, **values) -> dict:
		"""Return the first open thread whose row has these values, with its messages."""
		row = next(row for row in self.open if values.items() <= row.items())
		return conversations.thread(row["name"])

	def test_every_story_is_a_thread(self):
		self.assertGreaterEqual(frappe.db.count("Conversation"), len(STORIES))
		self.assertEqual({row["channel"] for row in self.open}, {"SMS", "Email", "Chat", "Phone"})

	def test_one_is_of_a_number_two_customers_share(self):
		thread = self.opened(address=SHARED_NUMBER)["conversation"]

		self.assertTrue(thread["needs_customer"])
		self.assertEqual(len(thread["candidates"]), 2)
		self.assertTrue(all(candidate["detail"] for candidate in thread["candidates"]))

	def test_one_message_did_not_arrive_and_says_why(self):
		failed = [
			message
			for row in self.open
			for message in conversations.thread(row["name"])["messages"]
			if message["status"] == "failed"
		]

		self.assertEqual(len(failed), 1)
		self.assertIn("30003", failed[0]["error"])

	def test_who_wrote_stop_is_not_written_to_any_more(self):
		thread = self.opened(last_message="ARRET")["conversation"]

		self.assertTrue(suppressed(thread["address"], "SMS"))

	def test_some_wait_some_sleep_some_are_the_agents_own(self):
		with self.set_user(AGENT.email):
			counts = conversations.inbox()["counts"]

		self.assertGreater(counts["unread"], 5)
		self.assertGreater(counts["mine"], 3)
		self.assertEqual(len(conversations.inbox("snoozed")["rows"]), 1)
		self.assertGreater(len(conversations.inbox("closed")["rows"]), 4)

	def test_nothing_is_of_the_future_and_threads_stand_where_their_last_message_does(self):
		for row in self.open:
			last = conversations.thread(row["name"])["messages"][-1]
			self.assertLessEqual(row["last_message_at"], last["at"], row["title"])

	def test_replies_are_offered(self):
		self.assertGreaterEqual(frappe.db.count("Message Template", {"is_canned_reply": 1}), 4)
