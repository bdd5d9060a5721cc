"""An e-mail leaves once, its failure is told in the server's words, and mass mail says how to end it."""

from email import message_from_string
from smtplib import SMTPDataError, SMTPRecipientsRefused
from unittest.mock import MagicMock, patch
from urllib.parse import urlsplit

import frappe

from gigafibre_fsm.messaging import (
	blast,
	blasts,
	email_states,
	estimate,
	record_consent,
	retry_email,
	send_email,
	suppressed,
)
from gigafibre_fsm.messaging.emails import smtp_words
from gigafibre_fsm.messaging.mailings import send_mass_mail
from gigafibre_fsm.messaging.unsubscribing import unsubscribe
from gigafibre_fsm.tests.factories_messages import make_reachable_customer, make_template
from gigafibre_fsm.tests.fake_twilio import MessagingTestCase

ADDRESS = "eve@example.com"


class MailCase(MessagingTestCase):
	def setUp(self):
		super().setUp()
		account = {"mail_server": "127.0.0.1", "mail_port": 9, "auto_email_id": "fsm@example.com"}
		self.enterContext(patch.dict(frappe.local.conf, account))
		self.enterContext(patch.dict(frappe.flags, {"testing_email": True}))
		# Frappe keeps the account it found with the connection.
		frappe.local.outgoing_email_account = {}
		self.server = MagicMock(**{"noop.return_value": (250, b"")})
		self.server.has_extn.return_value = False
		self.enterContext(patch("smtplib.SMTP", return_value=self.server))

	def communication(self):
		values = {"communication_medium": "Email", "subject": "Bonjour", "content": "Bonjour"}
		return frappe.get_doc(doctype="Communication", sent_or_received="Sent", **values).insert().name

	def refuse(self, error):
		self.server.sendmail.side_effect = error


class TestSending(MailCase):
	def test_it_leaves_after_the_transaction(self):
		name = send_email(ADDRESS, "Bonjour", "<p>Bonjour</p>", key="k1")
		self.server.sendmail.assert_not_called()
		self.run_jobs()

		self.assertEqual(self.server.sendmail.call_count, 1)
		self.assertEqual(frappe.db.get_value("Email Queue", name, "status"), "Sent")

	def test_the_same_key_twice_is_one_mail(self):
		first = send_email(ADDRESS, "Bonjour", "<p>Bonjour</p>", key="k1")
		second = send_email(ADDRESS, "Bonjour", "<p>Bonjour</p>", key="k1")
		self.run_jobs()

		self.assertEqual((first, self.server.sendmail.call_count), (second, 1))

	def test_an_answer_to_it_finds_its_communication(self):
		communication = self.communication()
		name = send_email(ADDRESS, "Bonjour", "Bonjour", key="k1", communication=communication)

		message_id = frappe.db.get_value("Email Queue", name, "message_id")
		self.assertTrue(message_id.endswith("@isp.example"))
		self.assertEqual(frappe.db.get_value("Communication", communication, "message_id"), message_id)


class TestFailures(MailCase):
	def state_after(self, error):
		communication = self.communication()
		self.refuse(error)
		send_email(ADDRESS, "Bonjour", "Bonjour", key="k1", communication=communication)
		self.run_jobs()
		self.name = communication
		return email_states([communication])[communication]

	def test_a_refusal_for_good_is_told_in_the_servers_words(self):
		refusal = SMTPRecipientsRefused({ADDRESS: (550, b"5.1.1 No such user")})

		self.assertEqual(
			self.state_after(refusal),
			{"status": "failed", "error": "550 5.1.1 No such user", "can_retry": True},
		)

	def test_a_refusal_for_now_still_waits_and_says_why(self):
		state = self.state_after(SMTPDataError(451, b"4.7.1 Greylisted"))

		self.assertEqual(state, {"status": "queued", "error": "451 4.7.1 Greylisted", "can_retry": False})

	def test_what_failed_can_be_sent_again(self):
		self.state_after(SMTPDataError(554, b"Blocked"))
		self.refuse(None)
		retry_email(self.name)
		self.run_jobs()

		self.assertEqual(email_states([self.name])[self.name]["status"], "sent")

	def test_a_link_that_failed_and_was_taken_out_is_not_sent_again_empty(self):
		self.state_after(SMTPDataError(554, b"Blocked"))
		frappe.db.set_value("Email Queue", {"communication": self.name}, "message", "")

		self.assertFalse(email_states([self.name])[self.name]["can_retry"])
		self.assertRefused("no longer kept", retry_email, self.name)

	def test_a_mail_on_its_way_is_not_sent_a_second_time(self):
		self.state_after(SMTPRecipientsRefused({ADDRESS: (550, b"5.1.1 No such user")}))
		frappe.db.set_value("Email Queue", {"communication": self.name}, "status", "Sending")

		self.assertRefused("is being sent", retry_email, self.name)

	def test_a_mail_frappe_forgot_has_no_state_and_no_second_try(self):
		self.assertEqual(email_states([self.communication()]), {})
		self.assertRefused("no longer kept", retry_email, self.communication())

	def test_other_troubles_are_told_without_python(self):
		trace = "Traceback (most recent call last):\n  File x\n"
		for last, words in (
			("ConnectionRefusedError: [Errno 111] Connection refused", "[Errno 111] Connection refused"),
			(
				"smtplib.SMTPServerDisconnected: Connection unexpectedly closed",
				"Connection unexpectedly closed",
			),
			("smtplib.SMTPDataError: (552, b'5.3.4 Too large\\nSee help')", "552 5.3.4 Too large See help"),
			("", None),
		):
			with self.subTest(last=last):
				self.assertEqual(smtp_words(trace + last if last else None), words)


class TestMassMail(MailCase):
	def setUp(self):
		super().setUp()
		self.settings(mailing_address="100, rue de la Fibre\nSaint-Exemple (Québec)  J0A 1A0\n")
		self.template = make_template(
			"Bonjour {{ doc.customer_name }}", channel="Email", subject_fr="Travaux"
		).name
		self.customer = make_reachable_customer(email=ADDRESS, language="fr", customer_name="Ève & Roy").name

	def blast(self, key):
		said = blast(self.template, [self.customer], key)
		self.run_jobs()
		return said

	def mails(self):
		names = frappe.get_all("Email Queue", {"reference_name": self.customer}, order_by="creation")
		return [message_from_string(frappe.db.get_value("Email Queue", row.name, "message")) for row in names]

	def html(self, mail):
		parts = [part for part in mail.walk() if part.get_content_type() == "text/html"]
		return parts[0].get_payload(decode=True).decode()

	def test_it_says_who_sends_it_and_how_to_end_it(self):
		self.settings(support_phone="+14505550100")
		said = self.blast("b1")
		mail = self.mails()[0]

		self.assertEqual((said["queued"], said["eta"]), (1, None))
		self.assertIn("Bonjour Ève &amp; Roy", self.html(mail))
		self.assertIn("Ne plus recevoir ces courriels", self.html(mail))
		self.assertIn("https://isp.example/unsubscribe#", self.html(mail))
		self.assertIn("(450) 555-0100", self.html(mail))
		self.assertEqual(mail["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click")

	def test_it_says_where_we_are_reached_by_post(self):
		self.blast("b1")

		self.assertIn("100, rue de la Fibre, Saint-Exemple (Québec)  J0A 1A0", self.html(self.mails()[0]))

	def test_nothing_is_mailed_to_many_without_that(self):
		self.settings(mailing_address=" \n")
		for ask in (lambda: blast(self.template, [self.customer], "b1"), self.estimated):
			self.assertRefused("need the company's mailing address", ask)

		self.assertEqual(self.mails(), [])

	def estimated(self):
		return estimate(self.template, [self.customer])

	def test_the_same_key_twice_is_one_mailing(self):
		self.blast("b1")
		self.blast("b1")

		self.assertEqual(len(self.mails()), 1)

	def test_who_opted_out_at_frappe_does_not_keep_the_others_from_theirs(self):
		refused = make_reachable_customer(email="ana@example.com").name
		send = frappe.sendmail
		with patch("frappe.sendmail", lambda **mail: [] if "ana" in mail["recipients"][0] else send(**mail)):
			self.assertRefused(
				"has opted out", lambda: send_email("ana@example.com", "Bonjour", "<p>Bonjour</p>", key="k1")
			)
			blasts.write(self.template, [refused, self.customer], "b1")

		self.assertEqual(len(self.mails()), 1)

	def test_a_job_that_died_half_way_writes_the_rest_when_it_is_done_again(self):
		others = [make_reachable_customer(email=f"{name}@example.com").name for name in ("ana", "bob")]
		with (
			patch.object(blasts, "BATCH", 1),
			patch.object(frappe.local.db, "commit") as commit,
			patch.object(blasts, "send_mass_mail", side_effect=self.dying_after(1)),
			self.assertRaises(RuntimeError),
		):
			blasts.write(self.template, [self.customer, *others], "b1")
		self.assertEqual((len(self.mails()), commit.call_count), (1, 1))

		blasts.write(self.template, [self.customer, *others], "b1")

		written = {"reference_name": ("in", [self.customer, *others])}
		self.assertEqual(frappe.db.count("Email Queue", written), 3)

	def dying_after(self, number):
		"""Return what writes so many mails and then dies."""
		written = []

		def write(*arguments):
			if len(written) == number:
				raise RuntimeError("killed")
			written.append(send_mass_mail(*arguments))

		return write

	def test_the_link_ends_it_for_the_address_and_only_mass_mail(self):
		self.blast("b1")
		address = self.mails()[0]["List-Unsubscribe"].strip("<>")
		self.assertEqual(urlsplit(address).path, "/api/method/gigafibre_fsm.api.messages.unsubscribe")
		token = urlsplit(address).query.removeprefix("token=")
		for _twice in range(2):
			self.assertEqual(unsubscribe(token), {"address": ADDRESS})

		self.assertEqual(self.blast("b2")["suppressed"], 1)
		self.assertEqual(len(self.mails()), 1)
		rows = frappe.get_all(
			"Message Consent", {"address": ADDRESS}, ["status"], order_by="given_on, creation"
		)
		self.assertEqual([row.status for row in rows], ["Implied", "Withdrawn"])

	def test_who_comes_back_is_written_to_again(self):
		record_consent(ADDRESS, "Email", "Withdrawn", "Phone call")
		record_consent("EVE@example.com", "Email", "Express", "Phone call")

		self.assertFalse(suppressed(ADDRESS, "Email"))
		self.assertEqual(self.blast("b1")["queued"], 1)
