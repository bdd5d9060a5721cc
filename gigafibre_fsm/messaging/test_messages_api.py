"""The front door of messages: lists arrive as text, and a person unsubscribes without signing in."""

import frappe

from gigafibre_fsm.api import messages
from gigafibre_fsm.messaging import suppressed
from gigafibre_fsm.messaging.unsubscribing import links
from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.factories_messages import make_reachable_customer, make_template
from gigafibre_fsm.tests.fake_twilio import MessagingTestCase


class TestBlasts(MessagingTestCase):
	def setUp(self):
		super().setUp()
		self.template = make_template().name
		self.customer = make_reachable_customer().name
		frappe.set_user(make_user("FSM Dispatcher"))

	def test_a_dispatcher_sees_what_a_blast_would_be_and_sends_it(self):
		guess = messages.blast_estimate(self.template, f'["{self.customer}"]')
		said = messages.blast(self.template, [self.customer], "b1")

		self.assertEqual((guess["queued"], said["queued"], said["batch"]), (1, 1, "b1"))

	def test_what_is_no_list_of_names_is_refused(self):
		for customers in ("everybody", '{"a": 1}', "[1]", [["a"]]):
			with self.subTest(customers=customers):
				self.assertRefused(
					"must be a list of names", messages.blast_estimate, self.template, customers
				)


class TestUnsubscribing(MessagingTestCase):
	def setUp(self):
		super().setUp()
		page, _one_click = links("eve@example.com", None)
		self.token = page.partition("#")[2]
		frappe.set_user("Guest")

	def test_the_link_is_enough(self):
		self.assertEqual(messages.unsubscribe(token=self.token), {"address": "eve@example.com"})
		self.assertTrue(suppressed("eve@example.com", "Email"))

	def test_another_text_is_not(self):
		self.assertRaises(frappe.PermissionError, lambda: messages.unsubscribe(token=self.token[:-2]))
		self.assertFalse(suppressed("eve@example.com", "Email"))
