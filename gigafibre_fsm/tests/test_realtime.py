"""Every topic has its event and its room, and nothing is said of a change that was taken back."""

import frappe

from gigafibre_fsm.realtime import TOPICS, tell_conversation, tell_portal
from gigafibre_fsm.tests.cases import SiteTestCase


class TestTopics(SiteTestCase):
	def test_each_topic_has_a_room_of_its_own(self):
		rooms = {topic: TOPICS[topic].room_of("X-1") for topic in TOPICS}

		self.assertEqual(
			rooms,
			{
				"customer": "doc:Customer/X-1",
				"device": "doc:Service Equipment/X-1",
				"inbox": "doctype:Conversation",
				"conversation": "doc:Conversation/X-1",
				"flow_run": "doc:Flow Run/X-1",
				"flow_runs": "doctype:Flow Run",
				"portal": "user:X-1",
			},
		)

	def test_what_is_taken_back_was_never_told(self):
		# Another test may have left messages that wait for a commit which never comes.
		if hasattr(frappe.local, "_realtime_log"):
			del frappe.local._realtime_log
		tell_conversation("CONV-1")
		tell_portal("somebody@example.com")
		waiting = [params[0] for params in frappe.local._realtime_log]

		frappe.db.rollback()

		self.assertEqual(waiting, ["fsm_conversation", "fsm_inbox", "fsm_portal"])
		self.assertFalse(getattr(frappe.local, "_realtime_log", None))
