"""The link of a mailing over HTTP, as mail programs and people use it."""

import frappe

from gigafibre_fsm.messaging import suppressed
from gigafibre_fsm.messaging.unsubscribing import links
from gigafibre_fsm.tests.visitors import VisitedTestCase, Visitor


class TestLink(VisitedTestCase):
	def setUp(self):
		super().setUp()
		self.address = f"{frappe.generate_hash(length=8)}@example.com"
		self.addCleanup(self.forget)
		_page, one_click = links(self.address, None)
		self.path = one_click[one_click.index("/api/") :]

	def forget(self):
		frappe.db.rollback()
		for name in frappe.get_all(
			"Message Consent", {"address": self.address}, pluck="name", order_by="name"
		):
			frappe.db.delete("Access Token", {"reference_name": name})
			frappe.db.delete("Message Consent", {"name": name})
		frappe.db.commit()

	def ask(self, *actions):
		answers = self.at_once(*actions)
		frappe.db.rollback()
		return answers[0]

	def test_a_mail_program_ends_it_with_one_post(self):
		answer = self.ask(lambda: Visitor().client.post(self.path, data={"List-Unsubscribe": "One-Click"}))

		self.assertEqual((answer.status_code, answer.json["message"]), (200, {"address": self.address}))
		self.assertTrue(suppressed(self.address, "Email"))

	def test_looking_at_the_link_ends_nothing(self):
		self.ask(lambda: Visitor().get(self.path))
		page = self.ask(lambda: Visitor().get("/unsubscribe"))

		self.assertEqual(page.status_code, 200)
		self.assertIn("gigafibre_fsm.api.messages.unsubscribe", page.text)
		self.assertFalse(suppressed(self.address, "Email"))
