"""Files that come in with messages: kept private when they are what they say, named with the reason when not."""

import errno
from unittest.mock import Mock, patch

import frappe

from gigafibre_fsm.api import conversations as api
from gigafibre_fsm.integrations.twilio import Media, TwilioError
from gigafibre_fsm.messaging import attachments, conversations
from gigafibre_fsm.messaging.attachment_rules import Limits, refusal
from gigafibre_fsm.messaging.conversations.testing import PHONE, ConversationCase
from gigafibre_fsm.messaging.provider import TwilioOff
from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.factories_messages import JPEG

PNG = (
	b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
	+ b"\0" * 300
)
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff\x00\x00" + b"\0" * 300
ADDRESS = "https://api.twilio.com/2010-04-01/Accounts/ACtest/Messages/MM1/Media/ME00a1b2c3"


class TestRules(ConversationCase):
	limits = Limits(frozenset({"image/png", "image/jpeg", "text/plain", "audio/amr"}), 1000)

	def verdict(self, content: bytes, declared: str | None, size: int = 0) -> str | None:
		return refusal(content, size or len(content), declared, self.limits)

	def test_the_content_and_what_it_is_called_must_both_be_allowed(self):
		self.assertIsNone(self.verdict(PNG, "image/png"))
		self.assertIsNone(self.verdict(b"Bonjour, ceci est un texte\n", "text/plain; charset=utf-8"))
		self.assertEqual(self.verdict(PROGRAM, "image/png"), "Type")
		self.assertEqual(self.verdict(PNG, "application/x-msdownload"), "Type")
		self.assertEqual(self.verdict(b"<html><script>1</script></html>", "text/html"), "Type")

	def test_what_it_is_called_and_what_it_is_must_be_of_one_kind(self):
		self.assertEqual(self.verdict(b"<script>alert(1)</script>", "image/png"), "Mismatch")
		self.assertEqual(self.verdict(PNG, "text/plain"), "Mismatch")
		self.assertIsNone(self.verdict(PNG, "image/jpg"))

	def test_a_type_nobody_named_is_believed_of_a_format_and_not_of_text(self):
		self.assertIsNone(self.verdict(b"#!AMR\n" + b"\x0c" * 40, None))
		self.assertEqual(self.verdict(b"<script>alert(1)</script>", None), "Type")

	def test_what_looks_like_nothing_is_refused(self):
		self.assertEqual(self.verdict(b"\x00\x01\x02" * 50, "text/plain"), "Type")

	def test_text_cut_within_a_letter_is_text(self):
		self.assertIsNone(self.verdict("éééé".encode()[:-1], "text/plain"))

	def test_what_is_too_large_is_refused_whatever_it_is(self):
		self.assertEqual(self.verdict(PNG, "image/png", size=1001), "Size")


class AttachmentCase(ConversationCase):
	def setUp(self):
		super().setUp()
		self.message = conversations.take_in("SMS", PHONE, "Look", external_id="1")

	def shown(self) -> list[dict]:
		(message,) = conversations.thread(self.message.conversation)["messages"]
		return message["attachments"]

	def files(self) -> list[dict]:
		about = {"attached_to_doctype": "Communication", "attached_to_name": self.message.name}
		return frappe.get_all("File", about, ["name", "file_name", "is_private", "file_url"], order_by="name")


class TestMailAttachments(AttachmentCase):
	def attach(self, file_name: str, content: bytes):
		"""As Frappe's mail intake does."""
		values = {
			"attached_to_doctype": "Communication",
			"attached_to_name": self.message.name,
			"is_private": 1,
		}
		file = frappe.get_doc({"doctype": "File", "file_name": file_name, "content": content, **values})
		return file.save(ignore_permissions=True)

	def test_a_picture_is_kept_private(self):
		self.attach("photo.png", PNG)

		(file,) = self.files()
		self.assertTrue(file.is_private)
		(shown,) = self.shown()
		self.assertEqual(
			(shown["file_name"], shown["state"], shown["content_type"]),
			(file.file_name, "ready", "image/png"),
		)

	def test_a_program_under_a_pictures_name_is_refused_and_named_with_the_reason(self):
		self.assertRaises(attachments.AttachmentRefused, self.attach, "photo.png", PROGRAM)

		self.assertEqual(self.files(), [])
		(shown,) = self.shown()
		self.assertEqual((shown["file_name"], shown["state"], shown["url"]), ("photo.png", "refused", None))
		self.assertEqual(shown["reason"], "Files of type application/x-msdownload are not accepted")

	def test_text_under_a_pictures_name_is_refused(self):
		self.assertRaises(attachments.AttachmentRefused, self.attach, "photo.png", b"<html>Bonjour</html>")

		(shown,) = self.shown()
		self.assertEqual((shown["state"], self.files()), ("refused", []))
		self.assertEqual(shown["reason"], "It is not a file of type image/png, as it is called")

	def test_a_broken_picture_is_refused_without_its_mail(self):
		self.assertRaises(attachments.AttachmentRefused, self.attach, "photo.jpg", JPEG[:-20])

		self.assertEqual(self.files(), [])
		(shown,) = self.shown()
		self.assertEqual((shown["file_name"], shown["state"]), ("photo.jpg", "refused"))
		self.assertIn("could not be fetched or read", shown["reason"])

	def test_nothing_of_it_stays_on_the_disk(self):
		with patch.object(attachments, "_discard", wraps=attachments._discard) as discard:
			self.assertRaises(attachments.AttachmentRefused, self.attach, "notes.exe", PROGRAM)

		self.assertFalse(discard.call_args.args[1].exists())

	def test_a_file_others_share_stays_on_the_disk(self):
		kept = frappe.get_doc(doctype="File", file_name="kept.exe", content=PROGRAM, is_private=1).insert()

		self.assertRaises(attachments.AttachmentRefused, self.attach, "again.exe", PROGRAM)

		self.assertTrue(kept.exists_on_disk())

	def test_what_is_too_large_says_how_large_it_may_be(self):
		frappe.db.set_single_value("FSM Settings", "attachment_max_mb", 1)
		frappe.clear_document_cache("FSM Settings", "FSM Settings")

		self.assertRaises(attachments.AttachmentRefused, self.attach, "photo.png", PNG + b"\0" * 1024 * 1024)

		self.assertEqual(self.shown()[0]["reason"], "It is larger than 1 MB")

	def test_what_staff_adds_elsewhere_is_their_own_affair(self):
		file = frappe.get_doc(doctype="File", file_name="tool.exe", content=PROGRAM, is_private=1).insert()

		self.assertTrue(file.exists_on_disk())


class TestMedia(AttachmentCase):
	def setUp(self):
		super().setUp()
		self.twilio = Mock()
		patched = patch.object(attachments, "twilio", return_value=self.twilio)
		patched.start()
		self.addCleanup(patched.stop)
		attachments.expect(self.message.name, [(ADDRESS, "image/png")])
		(self.name,) = frappe.get_all(
			"Message Attachment", {"communication": self.message.name}, pluck="name", order_by="name"
		)

	def answer(self, content: bytes = PNG, content_type: str = "image/png") -> None:
		self.twilio.media.return_value = Media(content, content_type)

	def test_it_is_pending_until_it_is_there(self):
		(shown,) = self.shown()

		self.assertEqual((shown["state"], shown["url"]), ("pending", None))
		self.assertEqual(self.enqueue.call_args.kwargs["name"], self.name)
		self.assertTrue(self.enqueue.call_args.kwargs["enqueue_after_commit"])

	def test_the_same_media_is_expected_once(self):
		attachments.expect(self.message.name, [(ADDRESS, "image/png")])

		self.assertEqual(frappe.db.count("Message Attachment", {"communication": self.message.name}), 1)

	def test_fetched_twice_it_is_kept_once(self):
		self.answer()

		attachments.fetch(self.name)
		attachments.fetch(self.name)

		self.assertEqual([file.file_name for file in self.files()], ["image-a1b2c3.png"])
		self.assertEqual([shown["state"] for shown in self.shown()], ["ready"])
		self.assertEqual(self.twilio.media.call_args.args[0], ADDRESS)

	def test_what_is_not_what_it_says_is_refused(self):
		self.answer(PROGRAM)

		attachments.fetch(self.name)

		self.assertEqual((self.files(), self.shown()[0]["state"]), ([], "refused"))

	def test_twilio_out_of_reach_is_tried_again_and_given_up_in_the_end(self):
		self.twilio.media.side_effect = TwilioError("no answer", retryable=True)
		for _time in range(attachments.MOST_TRIES - 1):
			attachments.fetch(self.name)
		self.assertEqual(self.shown()[0]["state"], "pending")

		attachments.fetch(self.name)

		self.assertEqual(self.shown()[0]["state"], "refused")
		self.assertIn("could not be fetched or read", self.shown()[0]["reason"])

	def test_a_full_disk_is_waited_for_and_not_for_ever(self):
		self.answer()
		full = OSError(errno.ENOSPC, "No space left on device")
		with patch("frappe.core.doctype.file.file.File.save_file", side_effect=full):
			attachments.fetch(self.name)
			self.assertEqual(self.shown()[0]["state"], "pending")
			for _time in range(attachments.MOST_TRIES - 1):
				attachments.fetch(self.name)

		self.assertEqual((self.files(), self.shown()[0]["state"]), ([], "refused"))

	def test_a_broken_picture_is_refused_at_once(self):
		for content in (b"\xff\xd8\xff\xe0" + b"\0" * 64, JPEG[:-20]):
			with self.subTest(length=len(content)):
				frappe.db.set_value("Message Attachment", self.name, "state", "Pending")
				self.answer(content, "image/jpeg")
				attachments.fetch(self.name)

				self.assertEqual((self.files(), self.shown()[0]["state"]), ([], "refused"))
				self.assertIn("could not be fetched or read", self.shown()[0]["reason"])

	def test_a_whole_picture_is_kept(self):
		self.answer(JPEG, "image/jpeg")
		attachments.fetch(self.name)

		self.assertEqual([shown["state"] for shown in self.shown()], ["ready"])

	def test_an_address_that_is_not_twilios_is_given_up_at_once(self):
		self.twilio.media.side_effect = TwilioError("The address is not one of ours")

		attachments.fetch(self.name)

		self.assertEqual(self.shown()[0]["state"], "refused")

	def test_one_whose_worker_died_is_fetched_again(self):
		self.enqueue.reset_mock()
		frappe.db.set_value("Message Attachment", self.name, "modified", "2020-01-01", update_modified=False)

		attachments.sweep()

		self.assertEqual([call.kwargs["name"] for call in self.enqueue.call_args_list], [self.name])

	def test_while_twilio_is_off_nothing_is_tried_again(self):
		frappe.db.set_value("Message Attachment", self.name, "modified", "2020-01-01", update_modified=False)
		self.enqueue.reset_mock()

		with patch.object(attachments, "twilio", side_effect=TwilioOff):
			attachments.sweep()

		self.enqueue.assert_not_called()
		self.assertEqual(self.shown()[0]["state"], "pending")

	def test_what_is_fetched_is_told(self):
		self.answer()
		self.told.clear()

		attachments.fetch(self.name)

		self.assertIn(self.message.conversation, self.heard("fsm_conversation"))


class TestReading(AttachmentCase):
	def setUp(self):
		super().setUp()
		values = {"attached_to_doctype": "Communication", "attached_to_name": self.message.name}
		self.file = frappe.get_doc(
			doctype="File", file_name="a.png", content=PNG, is_private=1, **values
		).insert()
		self.addCleanup(frappe.local.response.clear)

	def test_who_may_read_the_thread_may_have_its_files(self):
		with self.set_user(make_user("FSM Agent")):
			api.attachment(self.file.name)

		answer = frappe.local.response
		self.assertEqual((answer.filecontent, answer.content_type), (PNG, "image/png"))
		self.assertEqual((answer.type, answer.display_content_as), ("download", "inline"))
		self.assertEqual(frappe.local.response_headers["X-Content-Type-Options"], "nosniff")

	def test_what_is_no_picture_is_a_download(self):
		values = {"attached_to_doctype": "Communication", "attached_to_name": self.message.name}
		note = frappe.get_doc(doctype="File", file_name="a.txt", content=b"Bonjour", is_private=1, **values)
		with self.set_user(make_user("FSM Agent")):
			api.attachment(note.insert(ignore_permissions=True).name)

		self.assertEqual(frappe.local.response.display_content_as, "attachment")

	def test_others_may_not(self):
		for user in ("Guest", make_user("FSM Technician"), make_user("Sales User")):
			with self.subTest(user), self.set_user(user):
				self.assertRaises(frappe.PermissionError, api.attachment, self.file.name)

	def test_a_file_that_is_no_messages_is_not_handed_out(self):
		other = frappe.get_doc(
			doctype="File", file_name="payroll.png", content=PNG + b"1", is_private=1
		).insert()
		with self.set_user(make_user("FSM Agent")):
			self.assertRaises(frappe.DoesNotExistError, api.attachment, other.name)
