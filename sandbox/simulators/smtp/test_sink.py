"""The mail sink before Python's own SMTP client: each trouble says what a real server says."""

import smtplib
import tempfile
import unittest
from pathlib import Path

from sandbox.simulators.smtp import MailSink

MESSAGE = "Subject: Votre facture\r\n\r\nBonjour"


class Sink(unittest.TestCase):
	def setUp(self):
		self.folder = Path(self.enterContext(tempfile.TemporaryDirectory()))
		self.sink = self.enterContext(MailSink(self.folder, slow_seconds=0.5))

	def send(self, *recipients, timeout=5.0):
		with smtplib.SMTP("127.0.0.1", self.sink.port, timeout=timeout) as server:
			return server.sendmail("isp@gigafibre.example", list(recipients), MESSAGE)

	def kept(self):
		return [path.read_text() for path in sorted(self.folder.glob("*.eml"))]

	def test_mail_for_anybody_is_kept(self):
		self.send("maude@courriel.example")
		self.assertEqual(len(self.kept()), 1)
		self.assertIn("Votre facture", self.kept()[0])

	def test_an_unknown_user_is_refused_beside_the_others(self):
		with self.assertRaises(smtplib.SMTPRecipientsRefused) as refused:
			self.send("reject550@courriel.example")
		(code, words), *_others = refused.exception.recipients.values()
		self.assertEqual((code, b"User unknown" in words), (550, True))

		self.assertEqual(
			list(self.send("Reject550+b@x.example", "maude@x.example")), ["Reject550+b@x.example"]
		)
		self.assertEqual(len(self.kept()), 1)

	def test_a_greylisted_address_is_taken_the_second_time(self):
		with self.assertRaises(smtplib.SMTPRecipientsRefused) as refused:
			self.send("greylist451@x.example")
		self.assertEqual(next(iter(refused.exception.recipients.values()))[0], 451)
		self.send("greylist451@x.example")
		self.assertEqual(len(self.kept()), 1)

	def test_a_full_mailbox_is_told_after_the_message(self):
		with self.assertRaises(smtplib.SMTPDataError) as refused:
			self.send("full552@x.example")
		self.assertEqual(refused.exception.smtp_code, 552)
		self.assertEqual(self.kept(), [])

	def test_a_dropped_connection_answers_nothing(self):
		with self.assertRaises((smtplib.SMTPServerDisconnected, ConnectionResetError)):
			self.send("drop@x.example")
		self.assertEqual(self.kept(), [])

	def test_a_slow_server_outlasts_an_impatient_client(self):
		with self.assertRaisesRegex(smtplib.SMTPServerDisconnected, "timed out"):
			self.send("slow@x.example", timeout=0.15)


if __name__ == "__main__":
	unittest.main()
