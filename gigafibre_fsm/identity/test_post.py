"""A link or a code is not to be read in what was sent, by whoever may read the queue of e-mails."""

import frappe

from gigafibre_fsm import messaging
from gigafibre_fsm.identity import post
from gigafibre_fsm.identity.addresses import Address
from gigafibre_fsm.messaging.test_emails import MailCase

LETTER = post.Letter(
	"en", "", "Your link", "Hello", "It opens once.", "", link="https://isp.example/enter#secret"
)


class TestBlanking(MailCase):
	def send(self) -> str:
		post.send_letter(LETTER, Address("Email", "eve@example.com"), frappe.generate_hash())
		return frappe.get_last_doc("Email Queue").name

	def message(self, name: str) -> str:
		return frappe.db.get_value("Email Queue", name, "message")

	def test_once_it_left_the_link_is_gone_from_the_queue(self):
		name = self.send()
		post.blank_sent()
		self.assertIn("Your link", self.message(name))

		self.run_jobs()
		self.assertIn("Your link", str(self.server.sendmail.call_args))
		post.blank_sent()
		self.assertEqual(self.message(name), "")

	def test_what_failed_for_good_is_blanked_too_and_what_is_tried_again_is_not(self):
		kept, over = self.send(), self.send()
		frappe.db.set_value("Email Queue", over, "status", "Error")
		post.blank_sent()

		self.assertEqual((bool(self.message(kept)), self.message(over)), (True, ""))

	def test_other_mail_stays_as_it_is(self):
		name = messaging.send_email("eve@example.com", "Hello", "<p>Hello</p>", key="other")
		self.run_jobs()
		post.blank_sent()

		self.assertIn("Hello", self.message(name))
