"""Mail on its way out, as Frappe keeps it: queued, tried, with the server's own words, and told to its Communication."""

from email import message_from_bytes, policy
from unittest.mock import MagicMock, patch

import frappe
from frappe.email.queue import flush, retry_sending_emails
from frappe.tests import IntegrationTestCase
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm.tests.factories import make_contact, make_customer, make_user

REFUSED = ConnectionRefusedError(111, "Connection refused")


class MailCase(IntegrationTestCase):
	"""Each send commits: what a test queued is removed again."""

	def setUp(self):
		super().setUp()
		account = {"mail_server": "127.0.0.1", "mail_port": 9, "auto_email_id": "fsm@example.com"}
		self.enterContext(patch.dict(frappe.local.conf, account))
		frappe.local.outgoing_email_account = {}  # with the connection of the test before
		self.marker = frappe.generate_hash(length=12)
		self.communication = None
		self.addCleanup(self.remove)

	def remove(self):
		frappe.db.rollback()
		for name in frappe.get_all(
			"Email Queue", {"reference_name": self.marker}, pluck="name", order_by="creation"
		):
			frappe.delete_doc("Email Queue", name)
		if self.communication:
			frappe.delete_doc("Communication", self.communication)
		frappe.db.commit()

	def queue(self, **values):
		message = {"subject": "Été", "message": "<p>Bonjour</p>", "recipients": ["a@example.com"], **values}
		return frappe.sendmail(reference_doctype="User", reference_name=self.marker, **message)

	def committed(self, **values):
		"""A queued message, old enough to leave."""
		queued = self.queue(**values)
		old = add_to_date(now_datetime(), minutes=-1)
		frappe.db.set_value("Email Queue", queued.name, "creation", old, update_modified=False)
		frappe.db.commit()
		return queued.reload()

	def fail_to_send(self, queued, error=REFUSED):
		"""Try to send it to a server that is not there."""
		with (
			patch.dict(frappe.flags, {"testing_email": True}),
			patch("smtplib.SMTP", side_effect=error),
			self.assertRaises(Exception) as refusal,
		):
			queued.send()
		queued.reload()
		return refusal.exception

	def message(self, **values):
		"""A committed Communication to be carried by mail."""
		document = {"doctype": "Communication", "communication_medium": "Email", "sent_or_received": "Sent"}
		document.update({"subject": "Été", "content": "Bonjour", "sender": "fsm@example.com", **values})
		made = frappe.get_doc(document).insert(ignore_permissions=True)
		self.communication = made.name
		return made


class TestQueue(MailCase):
	def test_a_message_waits_for_the_next_flush(self):
		queued = self.queue()
		frappe.db.commit()

		self.assertEqual(queued.reload().status, "Not Sent")

	def test_a_flush_sends_what_is_due(self):
		due, later = self.committed(), self.committed(send_after=add_to_date(now_datetime(), hours=1))
		flush()

		self.assertEqual((due.reload().status, later.reload().status), ("Sent", "Not Sent"))
		self.assertEqual(due.recipients[0].status, "Sent")

	def test_what_was_queued_a_moment_ago_is_left_for_later(self):
		queued = self.queue()
		frappe.db.commit()
		flush()

		self.assertEqual(queued.reload().status, "Not Sent")

	def test_a_message_can_leave_with_the_commit(self):
		queued = self.queue(now=True)
		self.assertEqual(queued.status, "Not Sent")
		frappe.db.commit()

		self.assertEqual(queued.reload().status, "Sent")

	def test_a_lost_transaction_sends_nothing(self):
		queued = self.queue(now=True)
		frappe.db.rollback()
		frappe.db.commit()

		self.assertFalse(frappe.db.exists("Email Queue", queued.name))

	def test_a_sent_message_is_not_sent_again(self):
		queued = self.committed()
		queued.send()
		frappe.flags.sent_mail = None
		queued.reload().send()

		self.assertIsNone(frappe.flags.sent_mail)

	def test_nobody_to_write_to_is_no_message(self):
		self.assertFalse(self.queue(recipients=[]))

	def test_without_a_server_no_message_is_taken(self):
		with (
			patch.dict(frappe.local.conf, {"mail_server": None}),
			self.assertRaises(frappe.OutgoingEmailError),
		):
			self.queue()


class TestMessages(MailCase):
	def sent(self, **values):
		self.committed(**values).send()
		mail = frappe.flags.sent_mail
		return message_from_bytes(mail if isinstance(mail, bytes) else mail.encode(), policy=policy.default)

	def test_each_gets_a_copy_that_names_nobody_else(self):
		mail = self.sent(recipients=["a@example.com", "b@example.com"])

		self.assertIn(mail["To"], ("a@example.com", "b@example.com"))

	def test_the_content_leaves_as_html_and_as_text(self):
		mail = self.sent()

		self.assertEqual(mail["Subject"], "Été")
		self.assertRegex(mail.get_body(("html",)).get_content(), "<p[^>]*>Bonjour</p>")
		self.assertIn("Bonjour", mail.get_body(("plain",)).get_content())

	def test_an_answer_names_the_message_it_answers(self):
		communication = self.message(message_id="first@example.com")
		mail = self.sent(in_reply_to=communication.name, message_id="second@example.com")

		self.assertEqual(mail["In-Reply-To"], "<first@example.com>")
		self.assertEqual(mail["Message-Id"], "<second@example.com>")

	def test_our_own_headers_get_a_prefix(self):
		mail = self.sent(email_headers={"X-Fsm": "1", "Fsm-Thread": "C-1"})

		self.assertEqual((mail["X-Fsm"], mail["X-Fsm-Thread"]), ("1", "C-1"))

	def test_stored_files_and_given_ones_are_attached(self):
		file = frappe.get_doc(
			{"doctype": "File", "file_name": "stored.txt", "content": "one", "is_private": 1}
		)
		file.insert()
		self.addCleanup(frappe.db.commit)
		self.addCleanup(frappe.delete_doc, "File", file.name)
		mail = self.sent(attachments=[{"fid": file.name}, {"fname": "given.txt", "fcontent": b"two"}])

		names = sorted(part.get_filename() for part in mail.iter_attachments())
		self.assertEqual(names, ["given.txt", "stored.txt"])


class TestFailures(MailCase):
	def test_the_servers_words_are_kept_and_it_is_tried_again(self):
		queued = self.committed()
		self.fail_to_send(queued)

		self.assertEqual((queued.status, queued.retry), ("Not Sent", 1))
		self.assertIn("Connection refused", queued.error)

	def test_a_refused_recipient_is_named_in_the_error(self):
		from smtplib import SMTPRecipientsRefused

		refusal = SMTPRecipientsRefused({"a@example.com": (550, b"5.1.1 No such user")})
		server = MagicMock(**{"sendmail.side_effect": refusal, "noop.return_value": (250, b"")})
		server.has_extn.return_value = False
		queued = self.committed()
		with patch.dict(frappe.flags, {"testing_email": True}), patch("smtplib.SMTP", return_value=server):
			self.assertRaises(SMTPRecipientsRefused, queued.send)

		last = queued.reload().error.strip().splitlines()[-1]
		self.assertIn("SMTPRecipientsRefused", last)
		self.assertIn("550, b'5.1.1 No such user'", last)

	def test_after_four_tries_it_stays_in_error(self):
		queued = self.committed()
		for _try in range(4):
			self.fail_to_send(queued)

		self.assertEqual((queued.status, queued.retry), ("Error", 3))

	def test_who_has_it_does_not_get_it_again(self):
		queued = self.committed(recipients=["a@example.com", "b@example.com"])
		queued.recipients[0].update_db(status="Sent", commit=True)
		self.fail_to_send(queued.reload())
		self.assertEqual(queued.status, "Partially Sent")

		sent = []
		with patch.object(
			type(queued.recipients[0]), "update_db", lambda row, **kw: sent.append(row.recipient)
		):
			queued.send()
		self.assertEqual(sent, [queued.recipients[1].recipient])

	def test_what_a_lost_process_was_sending_is_taken_back(self):
		queued = self.committed()
		old = add_to_date(now_datetime(), minutes=-16)
		lost = {"status": "Sending", "modified": old}
		frappe.db.set_value("Email Queue", queued.name, lost, update_modified=False)
		frappe.db.commit()
		retry_sending_emails()

		self.assertEqual((queued.reload().status, queued.retry), ("Not Sent", 1))


class TestCommunications(MailCase):
	def test_its_delivery_status_follows_the_mail(self):
		communication = self.message()
		queued = self.committed(communication=communication.name)
		self.fail_to_send(queued)
		self.assertEqual(communication.reload().delivery_status, "Sending")
		for _try in range(3):
			self.fail_to_send(queued)
		self.assertEqual(communication.reload().delivery_status, "Error")

		queued.send(force_send=True)
		self.assertEqual(communication.reload().delivery_status, "Sent")

	def test_it_is_on_the_timeline_of_whom_it_is_from_and_to(self):
		customer = make_customer()
		contact = make_contact(customer, email="jean@mail.example")
		communication = self.message(recipients="Jean <jean@mail.example>")
		links = {(row.link_doctype, row.link_name) for row in communication.timeline_links}

		self.assertEqual(links, {("Contact", contact.name), ("Customer", customer.name)})

	def test_reading_it_takes_reading_what_it_is_about(self):
		customer = make_customer()
		name = self.message(reference_doctype="Customer", reference_name=customer.name).name
		about = frappe.get_doc("Communication", name)
		insider, stranger = make_user("Inbox User", "Sales User"), make_user("Inbox User")

		self.assertTrue(about.has_permission("read", user=insider))
		self.assertFalse(about.has_permission("read", user=stranger))

	def test_lists_hold_no_mail_for_who_has_no_mailbox(self):
		mail = self.message()
		with self.set_user(make_user("Inbox User")):
			listed = frappe.get_list("Communication", {"name": mail.name}, pluck="name", order_by="name")
		self.assertEqual(listed, [])
