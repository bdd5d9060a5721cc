"""What a flow sends is shown in the customer's thread, and disturbs nothing there."""

import frappe

from gigafibre_fsm import messaging
from gigafibre_fsm.messaging import conversations
from gigafibre_fsm.messaging.conversations import threads
from gigafibre_fsm.messaging.conversations.automatic import Sending
from gigafibre_fsm.messaging.conversations.testing import PHONE, ConversationCase
from gigafibre_fsm.tests.factories import make_issue

TEXT = "Your payment is late"
STATE = (
	"status",
	"unread",
	"last_message_at",
	"last_message",
	"last_direction",
	"snoozed_until",
	"channel",
	"modified",
)


class AutomaticCase(ConversationCase):
	def setUp(self):
		super().setUp()
		frappe.flags.flow_run = ("RUN-1", 0, "Late payment")
		self.addCleanup(frappe.flags.pop, "flow_run", None)
		self.customer = self.someone()

	def send(self, text: str = TEXT, key: str = "RUN-1:tell", **values) -> str:
		"""Send an SMS as a flow does; return its Communication."""
		said = conversations.keep_sent(self.customer, Sending("SMS", PHONE, text), key)
		messaging.send_sms(PHONE, text, key=key, customer=self.customer, communication=said, **values)
		return said

	def shown(self) -> list[dict]:
		return conversations.of_customer(self.customer)["messages"]


class TestTheThread(AutomaticCase):
	def test_it_is_shown_as_the_flows_with_its_delivery(self):
		said = self.send()

		(message,) = self.shown()
		self.assertEqual((message["name"], message["text"]), (said, TEXT))
		self.assertEqual((message["direction"], message["status"]), ("out", "queued"))
		author = (message["by"], message["by_name"], message["flow_run"])
		self.assertEqual(author, (None, "Late payment", "RUN-1"))

	def test_those_who_watch_the_thread_hear_of_it(self):
		thread = self.write()
		self.told.clear()
		self.send()
		self.assertIn(thread, self.heard("fsm_conversation"))

	def test_the_same_key_is_one_message(self):
		self.assertEqual(self.send(), self.send())
		self.assertEqual(len(self.shown()), 1)

	def test_an_answer_joins_it_and_opens_the_thread(self):
		self.send()
		thread = self.write("I paid yesterday")

		self.assertEqual(self.texts(thread), [TEXT, "I paid yesterday"])
		self.assertEqual(self.stored(thread, "status", "unread"), ("Open", 1))

	def test_a_person_who_sends_it_is_its_author(self):
		frappe.flags.flow_run = None
		with self.set_user(self.agent()):
			self.send()
			self.assertEqual(self.shown()[0]["by"], frappe.session.user)

	def test_an_agent_may_send_again_what_failed(self):
		said = self.send()
		frappe.get_doc("SMS Message", {"communication": said}).db_set(
			{"status": "Failed", "error": "no route"}
		)
		self.assertEqual((self.shown()[0]["error"], self.shown()[0]["can_retry"]), ("no route", True))

		self.assertEqual(conversations.retry(said)["status"], "queued")

	def test_of_a_code_that_failed_there_is_nothing_to_send_again(self):
		said = self.send(purpose="Security")
		ended = {"status": "Failed", "error": "no route", "body": None}
		frappe.get_doc("SMS Message", {"communication": said}).db_set(ended)

		self.assertEqual((self.shown()[0]["status"], self.shown()[0]["can_retry"]), ("failed", False))
		self.assertRefused("Only a message that failed", conversations.retry, said)


class TestTheInbox(AutomaticCase):
	def test_nothing_is_changed_of_a_thread_people_write_in(self):
		thread = self.write("When do you come?")
		for change in (
			lambda: None,
			lambda: conversations.snooze(thread, "2099-01-01T12:00:00Z"),
			lambda: conversations.close(thread),
		):
			change()
			before = self.stored(thread, *STATE)
			self.send(key=frappe.generate_hash())
			self.assertEqual(self.stored(thread, *STATE), before)

	def test_who_never_wrote_gets_a_thread_that_is_closed(self):
		self.send()
		self.send("Thank you", key="RUN-1:thanks")

		row = conversations.of_customer(self.customer)["conversation"]
		self.assertEqual((row["status"], row["unread"], row["last_message"]), ("Closed", 0, TEXT))

	def test_what_people_said_last_stays_in_the_row_when_it_is_read_anew(self):
		thread = self.write("When do you come?")
		self.send()
		self.assertEqual(threads.summary(thread)["last_message"], "When do you come?")

	def test_where_nobody_said_anything_the_row_shows_it(self):
		thread = frappe.db.get_value("Communication", self.send(), "conversation")
		self.assertEqual(threads.summary(thread)["last_message"], TEXT)

	def test_an_open_ticket_is_not_answered_by_it(self):
		ticket = make_issue(frappe.get_doc("Customer", self.customer))
		said = self.send()

		filed = frappe.db.get_value("Communication", said, ["reference_doctype", "reference_name"])
		self.assertEqual(filed, ("Customer", self.customer))
		self.assertFalse(frappe.db.get_value("Issue", ticket.name, "first_responded_on"))
