"""E-mails Frappe brings in, or staff send from the desk, join the thread; what machines write wakes nobody."""

from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.utils import now_datetime

from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.conversations.testing import ConversationCase
from gigafibre_fsm.tests.factories import make_contact, make_customer, make_issue, make_user

MAIL, STRANGER = "alex@courriel.example", "office@entreprise.example"


class MailCase(ConversationCase):
	def setUp(self):
		super().setUp()
		self.customer = make_customer().name
		make_contact(self.customer, email=MAIL)

	def mail(self, content: str = "<p>Hello</p>", **values):
		"""A mail as Frappe's intake inserts it (or the desk, with `sent_or_received="Sent"`)."""
		received = {
			"communication_type": "Communication",
			"communication_medium": "Email",
			"sent_or_received": "Received",
			"sender": MAIL,
			"subject": "A question",
			"content": content,
			"communication_date": now_datetime(),
		}
		document = frappe.get_doc({"doctype": "Communication", **received, **values})
		document.insert(ignore_permissions=True)
		document.reload()
		return document.save(ignore_permissions=True)

	def ours(self, **values):
		"""What one of us wrote to the customer."""
		about = {"reference_doctype": "Customer", "reference_name": self.customer, "recipients": MAIL}
		return self.mail(sent_or_received="Sent", sender="agent@example.com", **{**about, **values})

	def thread_of(self, customer: str | None = None) -> str | None:
		return frappe.db.get_value("Conversation", {"customer": customer or self.customer})


class TestReceived(MailCase):
	def test_it_joins_the_senders_thread_and_the_customers_timeline(self):
		said = self.mail()

		self.assertEqual(said.conversation, self.thread_of())
		self.assertEqual((said.reference_doctype, said.reference_name), ("Customer", self.customer))
		self.assertEqual(
			self.stored(said.conversation, "channel", "unread", "last_message"), ("Email", 1, "Hello")
		)

	def about_ticket(self, sender: str, **ticket):
		"""A mail that Frappe filed under the customer's ticket because its subject names it."""
		issue = make_issue(self.customer, **ticket).name
		said = self.mail(sender=sender, reference_doctype="Issue", reference_name=issue)
		return said, issue

	def test_a_mail_of_the_customer_stays_the_tickets(self):
		make_contact(make_customer().name, email=MAIL)

		said, issue = self.about_ticket(MAIL)

		self.assertEqual((said.conversation, said.reference_name), (self.thread_of(), issue))
		self.assertEqual(self.stored(said.conversation, "issue"), issue)

	def test_who_raised_a_ticket_is_believed_and_answers_go_to_the_customer(self):
		known = self.mail().conversation

		said, _issue = self.about_ticket(STRANGER, raised_by=STRANGER)

		self.assertEqual(said.conversation, known)
		self.assertEqual(self.stored(known, "channel_address"), MAIL)

	def test_a_stranger_who_names_a_ticket_gets_none_of_the_customers_answers(self):
		known = self.mail().conversation

		said, _issue = self.about_ticket(STRANGER)

		self.assertNotEqual(said.conversation, known)
		self.assertEqual(self.stored(known, "channel_address", "issue", "unread"), (MAIL, None, 1))
		theirs = conversations.thread(said.conversation)["conversation"]
		self.assertEqual((theirs["customer"], theirs["address"]), (None, STRANGER))
		self.assertEqual([candidate["name"] for candidate in theirs["candidates"]], [self.customer])

	def test_an_answer_from_another_address_joins_the_thread_and_answers_still_go_to_the_customer(self):
		first = self.mail()

		answer = self.mail(sender=STRANGER, in_reply_to=self.ours().name)
		conversations.log_call(conversations.LoggedCall("+15145550177", False, "2 min"), "c", self.customer)

		self.assertEqual(answer.conversation, first.conversation)
		self.assertEqual(self.stored(first.conversation, "channel_address"), MAIL)

	def test_answering_what_the_customer_wrote_proves_nothing(self):
		first = self.mail()

		answer = self.mail(sender=STRANGER, in_reply_to=first.name)

		self.assertNotEqual(answer.conversation, first.conversation)

	def test_html_is_read_as_text(self):
		said = self.mail(
			"<style>p {color: red}</style><p>One &amp; two</p><div>three<br>four</div><script>alert(1)</script>"
		)

		self.assertEqual(self.texts(said.conversation), ["One & two\n\nthree\nfour"])
		self.assertEqual(said.text_content, "One & two\n\nthree\nfour")

	def test_a_date_yet_to_come_is_not_believed(self):
		tomorrow = now_datetime() + timedelta(days=1)

		self.assertLess(self.mail(communication_date=tomorrow).communication_date, tomorrow)

	def test_spam_is_left_alone(self):
		self.assertFalse(self.mail(email_status="Spam").conversation)

	def test_what_a_machine_wrote_is_shown_and_opens_nothing(self):
		first = self.mail()
		conversations.close(first.conversation)
		machines = (
			{"subject": "Réponse automatique : A question"},
			{"subject": "Automatic reply: A question"},
			{"subject": "Out of office"},
			{"sender": "MAILER-DAEMON@mx.courriel.example", "subject": "Undelivered Mail Returned to Sender"},
			{"sender": "no-reply@boutique.example", "subject": "Your order"},
		)
		for values in machines:
			with self.subTest(values):
				said = self.mail(in_reply_to=first.name, **values)
				self.assertEqual(said.conversation, first.conversation)
				self.assertEqual(self.stored(first.conversation, "status", "unread"), ("Closed", 0))

	def test_what_a_machine_wrote_about_nothing_we_know_is_left_alone(self):
		self.assertFalse(self.mail(sender="mailer-daemon@mx.courriel.example").conversation)

	def test_what_one_of_us_wrote_from_their_own_program_is_nobodys_to_answer(self):
		first = self.mail()
		conversations.mark_read(first.conversation)

		said = self.mail(sender=make_user("FSM Agent"), in_reply_to=first.name)

		self.assertEqual(said.conversation, first.conversation)
		self.assertEqual(self.stored(first.conversation, "unread"), 0)


class TestSentFromTheDesk(MailCase):
	def test_a_ticket_answered_in_the_desk_is_in_the_thread(self):
		ticket = make_issue(self.customer).name
		conversation = self.mail().conversation

		said = self.mail(
			"<p>We are on it</p>",
			sent_or_received="Sent",
			sender="agent@example.com",
			recipients=MAIL,
			reference_doctype="Issue",
			reference_name=ticket,
		)

		self.assertEqual(said.conversation, conversation)
		self.assertEqual(self.stored(conversation, "unread", "last_direction"), (0, "Sent"))

	def test_an_invoice_sent_is_no_conversation(self):
		said = self.mail(
			sent_or_received="Sent",
			sender="agent@example.com",
			recipients=MAIL,
			reference_doctype="User",
			reference_name="Administrator",
		)

		self.assertFalse(said.conversation)

	def test_what_became_of_a_page_of_mails_is_asked_once(self):
		for number in range(3):
			said = self.ours(content=f"{number}")

		with patch.object(frappe, "get_all", wraps=frappe.get_all) as get_all:
			conversations.thread(said.conversation)

		asked = [call for call in get_all.call_args_list if call.args[0] == "Email Queue"]
		self.assertEqual(len(asked), 1)
