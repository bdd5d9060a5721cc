"""A message of pictures only is not an empty line in the inbox."""

import frappe

from gigafibre_fsm.messaging import attachments, conversations
from gigafibre_fsm.messaging.conversations.testing import PHONE, ConversationCase


class TestPreview(ConversationCase):
	def said(self, *types: str) -> str:
		message = conversations.take_in("SMS", PHONE, "", external_id=str(types))
		attachments.expect(
			message.name,
			[(f"https://api.twilio.com/Media/ME{place}", kind) for place, kind in enumerate(types)],
		)
		(row,) = [row for row in conversations.inbox()["rows"] if row["name"] == message.conversation]
		frappe.db.delete("Message Attachment")
		return row["last_message"]

	def test_a_message_without_words_says_how_many_files_it_has(self):
		self.assertEqual(self.said("image/png", "image/jpeg"), "2 pictures")
		self.assertEqual(self.said("image/png"), "1 picture")
		self.assertEqual(self.said("application/pdf"), "1 file")
		self.assertEqual(self.said("image/png", "application/pdf"), "2 files")
		self.assertEqual(self.said(), "")
