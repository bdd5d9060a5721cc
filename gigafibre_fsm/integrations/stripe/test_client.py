"""The client against a Stripe that answers what the test tells it to."""

import unittest
from dataclasses import replace

import requests

from gigafibre_fsm.integrations.stripe import Account, Config, StripeError, reason
from gigafibre_fsm.integrations.stripe.testing import PAYMENT, PURCHASE, SESSION, scripted


class Checkout(unittest.TestCase):
	def test_a_page_is_asked_for_in_stripes_form_with_its_key(self):
		stripe, server = scripted((200, SESSION))

		session = stripe.create_session(replace(PURCHASE, email="maude@example.com"), "FR-1:link")

		self.assertEqual((session.url, session.status, session.payment), (SESSION["url"], "open", None))
		request = server.requests[0]
		self.assertEqual(request.headers["Idempotency-Key"], "FR-1:link")
		self.assertEqual(request.headers["Stripe-Version"], "2026-10-28.endive")
		self.assertEqual(
			server.form(),
			{
				"mode": "payment",
				"locale": "fr-CA",
				"success_url": PURCHASE.success_url,
				"cancel_url": PURCHASE.cancel_url,
				"customer_email": "maude@example.com",
				"line_items[0][quantity]": "1",
				"line_items[0][price_data][currency]": "cad",
				"line_items[0][price_data][unit_amount]": "11498",
				"line_items[0][price_data][product_data][name]": PURCHASE.description,
				"metadata[invoice]": "ACC-SINV-2026-00001",
				"metadata[customer]": "CUST-1",
				"payment_intent_data[metadata][invoice]": "ACC-SINV-2026-00001",
				"payment_intent_data[metadata][customer]": "CUST-1",
				"payment_intent_data[description]": PURCHASE.description,
			},
		)

	def test_a_customer_without_an_address_is_not_given_an_empty_one(self):
		stripe, server = scripted((200, SESSION))
		stripe.create_session(PURCHASE, "key")
		self.assertNotIn("customer_email", server.form())

	def test_the_payment_of_a_page_may_come_as_a_whole_object(self):
		stripe, _server = scripted(
			(200, SESSION | {"payment_intent": {"id": "pi_1", "object": "payment_intent"}})
		)
		self.assertEqual(stripe.session("cs_test_1").payment, "pi_1")

	def test_an_id_cannot_lead_elsewhere(self):
		stripe, server = scripted((200, SESSION))
		stripe.session("../account?x=")
		self.assertTrue(server.requests[0].url.endswith("/v1/checkout/sessions/..%2Faccount%3Fx%3D"))


class Payments(unittest.TestCase):
	def test_a_payment_that_failed_says_why(self):
		error = {"code": "card_declined", "decline_code": "insufficient_funds", "message": "Your card…"}
		stripe, _server = scripted(
			(200, PAYMENT | {"status": "requires_payment_method", "last_payment_error": error})
		)

		payment = stripe.payment("pi_1")

		self.assertEqual((payment.error_code, payment.decline_code), ("card_declined", "insufficient_funds"))
		self.assertEqual(reason(payment.decline_code), "there is not enough money in the account")

	def test_the_key_is_proved_by_the_accounts_name(self):
		answer = {
			"id": "acct_1",
			"charges_enabled": True,
			"settings": {"dashboard": {"display_name": "Fibre"}},
		}
		stripe, server = scripted((200, answer))
		self.assertEqual(stripe.test(), Account("acct_1", "Fibre", True))
		self.assertTrue(server.requests[0].headers["Authorization"].startswith("Basic "))


class Errors(unittest.TestCase):
	def failing(self, *answers):
		stripe, _server = scripted(*answers)
		with self.assertRaises(StripeError) as failed:
			stripe.session("cs_1")
		return failed.exception

	def test_stripes_own_words_and_code(self):
		said = {"error": {"type": "invalid_request_error", "code": "resource_missing", "message": "No such…"}}
		error = self.failing((404, said))
		self.assertEqual(
			(str(error), error.code, error.status, error.retryable),
			("No such…", "resource_missing", 404, False),
		)

	def test_what_may_succeed_later(self):
		for status in (409, 429, 500, 503):
			with self.subTest(status):
				self.assertTrue(self.failing((status, b"busy")).retryable)
		for trouble in (requests.exceptions.ReadTimeout(), requests.exceptions.ConnectionError()):
			with self.subTest(trouble):
				self.assertTrue(self.failing(trouble).retryable)

	def test_another_server_at_the_address_is_said_to_be_none_of_stripes(self):
		for answer in ((200, b"<html>"), (200, {"hello": 1}), (200, [1])):
			with self.subTest(answer):
				self.assertIn("does not answer as Stripe does", str(self.failing(answer)))

	def test_a_key_is_told_from_a_publishable_one_and_never_shown(self):
		with self.assertRaisesRegex(ValueError, "sk_"):
			Config("https://api.stripe.com", "pk_test_1")
		self.assertNotIn("sk_test", repr(Config("https://api.stripe.com", "sk_test_1")))


if __name__ == "__main__":
	unittest.main()
