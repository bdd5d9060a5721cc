"""Words in a webhook's body are told, never obeyed."""

from gigafibre_fsm.tests import webhook_senders as senders
from gigafibre_fsm.tests.webhook_case import WebhookTestCase


class TestDoor(WebhookTestCase):
	def test_a_body_cannot_have_another_method_called(self):
		answer = self.deliver(senders.stripe_request(71, cmd="frappe.handler.ping"))

		self.assertEqual(answer.json, {"message": "ok"})
		self.assertEqual(self.event(provider="stripe").event_id, "evt_71")

	def test_nor_can_it_make_frappe_stumble(self):
		answer = self.deliver(senders.stripe_request(72, cmd=[False]))

		self.assertEqual(answer.status_code, 200, answer.text)
