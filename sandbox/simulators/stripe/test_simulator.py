"""Our client, Stripe's own library, and a customer's browser, against the simulator."""

import json
import unittest

import requests
import stripe as official

from gigafibre_fsm.integrations.stripe import prove
from sandbox.simulators.stripe import Account, Delivery
from sandbox.simulators.stripe.testing import SimulatorCase

LINE = {
	"quantity": 1,
	"price_data": {"currency": "cad", "unit_amount": 999, "product_data": {"name": "Fibre"}},
}


class Pages(SimulatorCase):
	def test_a_card_pays_and_the_app_hears_of_it(self):
		session = self.page()
		self.assertIsNone(self.pay(session))

		paid = self.stripe.session(session.id)
		payment = self.stripe.payment(paid.payment)
		self.assertEqual((paid.status, paid.payment_status, paid.url), ("complete", "paid", None))
		self.assertEqual((payment.status, payment.received), ("succeeded", 11498))
		self.assertEqual(dict(payment.metadata), dict(paid.metadata))
		self.assertEqual(
			self.app.told(), ["payment_intent.succeeded", "charge.succeeded", "checkout.session.completed"]
		)
		self.assertEqual(self.simulator.complaints, [])

	def test_a_declined_card_leaves_the_page_open_for_another(self):
		session = self.page()
		self.assertEqual(self.pay(session, "insufficient")["decline_code"], "insufficient_funds")

		payment = self.stripe.payment(self.stripe.session(session.id).payment)
		self.assertEqual(
			(payment.status, payment.decline_code), ("requires_payment_method", "insufficient_funds")
		)
		self.assertEqual(self.app.told(), ["payment_intent.payment_failed"])

		self.pay(session)
		self.assertEqual(self.stripe.payment(payment.id).status, "succeeded")

	def test_a_debit_arrives_later(self):
		session = self.page()
		self.pay(session, "debit")

		told = {event["type"]: event["data"]["object"] for event, *_rest in self.app.posts}
		self.assertEqual(told["payment_intent.processing"]["amount_received"], 0)
		self.assertEqual(told["checkout.session.completed"]["payment_status"], "unpaid")
		self.assertEqual(told["checkout.session.async_payment_succeeded"]["payment_status"], "paid")
		self.assertEqual(self.stripe.session(session.id).payment_status, "paid")

	def test_a_debit_may_fail_later(self):
		session = self.page()
		self.pay(session, "debit_fails")

		told = {"payment_intent.payment_failed", "checkout.session.async_payment_failed"}
		self.assertLessEqual(told, set(self.app.told()))
		self.assertEqual(self.stripe.session(session.id).payment_status, "unpaid")

	def test_a_customer_sees_the_amount_in_french_and_comes_back_to_us(self):
		session = self.page()
		shown = requests.get(session.url, timeout=5).text
		self.assertIn("114,98\u00a0$", shown)
		self.assertIn("Payer", shown)

		refused = requests.post(session.url, {"action": "pay", "way": "expired_card"}, timeout=5)
		self.assertIn("Votre carte est expirée.", refused.text)
		done = requests.post(session.url, {"action": "pay", "way": "card"}, timeout=5, allow_redirects=False)

		self.assertEqual(
			(done.status_code, done.headers["Location"]), (303, "https://isp.example/payment?done=1")
		)
		self.assertIn("a déjà servi", requests.get(session.url, timeout=5).text)

	def test_a_page_that_expired_takes_no_payment(self):
		session = self.page()
		requests.post(session.url, {"action": "expire"}, timeout=5)
		self.assertEqual(self.stripe.session(session.id).status, "expired")
		self.assertIn(
			"a expiré", requests.post(session.url, {"action": "pay", "way": "card"}, timeout=5).text
		)
		self.assertEqual(len(self.simulator.store.intents), 0)


class Rules(SimulatorCase):
	def test_the_same_key_is_the_same_page_and_another_purchase_with_it_is_refused(self):
		first = self.page("key")
		self.assertEqual(self.page("key").id, first.id)
		error = self.refused(lambda: self.page("key", amount=5000))
		self.assertEqual((error.status, error.code), (400, "idempotency_error"))
		self.assertNotEqual(self.page("another").id, first.id)

	def test_what_stripe_refuses_is_refused(self):
		for changes, code in (
			({"amount": 49}, "amount_too_small"),
			({"locale": "en-CA"}, "invalid_request_error"),
			({"currency": "zzz"}, "invalid_request_error"),
			({"success_url": "portal"}, "url_invalid"),
			({"email": "maude"}, "email_invalid"),
		):
			with self.subTest(changes):
				self.assertEqual(
					self.refused(lambda changes=changes: self.page(str(changes), **changes)).code, code
				)

	def test_the_parameter_stripe_no_longer_knows_is_refused(self):
		form = {"mode": "payment", "payment_method_types[0]": "card"}
		answer = requests.post(
			f"{self.simulator.url}/v1/checkout/sessions", form, auth=(Account().secret_key, ""), timeout=5
		)
		self.assertEqual(answer.status_code, 400)
		self.assertIn("allowed_payment_method_types", answer.json()["error"]["message"])
		self.assertEqual(len(self.simulator.complaints), 2)

	def test_a_wrong_key_and_an_unknown_page(self):
		self.assertEqual(self.refused(self.client("sk_test_wrong").test).status, 401)
		self.assertEqual(self.refused(lambda: self.stripe.session("cs_1")).code, "resource_missing")
		self.assertEqual(self.stripe.test().name, "Gigafibre (demo)")


class Events(SimulatorCase):
	def test_events_are_signed_as_stripe_and_we_check(self):
		self.pay(self.page())
		for _event, body, header in self.app.posts:
			self.assertTrue(
				official.WebhookSignature.verify_header(body.decode(), header, Account().webhook_secret, 300)
			)
			self.assertTrue(prove(body, header, Account().webhook_secret))

	def test_they_may_come_often_and_in_any_order(self):
		self.simulator.poster.delivery = Delivery(repeats=4, shuffled=True)
		self.pay(self.page())
		ids = [event["id"] for event, *_rest in self.app.posts]
		self.assertEqual((len(ids), len(set(ids))), (15, 3))

	def test_one_that_was_not_taken_comes_again(self):
		self.app.status = 500
		self.pay(self.page(), "declined")
		self.assertEqual(len(self.app.posts), 5)

	def test_false_ones_can_be_told_from_true_ones(self):
		for tampering in ("body", "signature", "unsigned"):
			self.simulator.poster.delivery = Delivery(tampering=tampering)
			self.pay(self.page(tampering), "declined")
			_event, body, header = self.app.posts[-1]
			self.assertIsNone(prove(body, header or "", Account().webhook_secret), tampering)


class OfficialLibrary(SimulatorCase):
	def test_stripes_own_library_makes_and_reads_a_page(self):
		client = official.StripeClient(
			Account().secret_key, base_addresses={"api": self.simulator.url}, max_network_retries=0
		)
		params = {
			"mode": "payment",
			"success_url": "https://isp.example",
			"locale": "fr-CA",
			"line_items": [LINE],
		}
		made = client.v1.checkout.sessions.create(params=params, options={"idempotency_key": "one"})
		again = client.v1.checkout.sessions.create(params=params, options={"idempotency_key": "one"})
		self.assertEqual((made.amount_total, again.id), (999, made.id))
		self.pay(made)

		session = client.v1.checkout.sessions.retrieve(made.id)
		self.assertEqual(client.v1.payment_intents.retrieve(session.payment_intent).amount_received, 999)
		with self.assertRaises(official.InvalidRequestError):
			client.v1.checkout.sessions.create(params={**params, "payment_method_types": ["card"]})


class Controls(SimulatorCase):
	def ask(self, path, content=None, method="GET"):
		body = json.dumps(content) if content is not None else None
		answer = requests.request(method, f"{self.simulator.url}/_sim{path}", data=body, timeout=5)
		return answer.json()

	def test_a_page_is_paid_over_http_and_its_events_delivered_anew(self):
		session = self.page()
		self.assertEqual(self.ask("/sessions")[0]["url"], session.url)
		self.assertEqual(self.ask("/pay", {"session": session.id}, "POST"), {"error": None})
		self.simulator.agenda.settle()

		[event, *_rest] = self.ask("/events")
		posts = self.ask("/resend", {"event": event["id"], "times": 3}, "POST")

		self.assertEqual([post["status"] for post in posts], [200, 200, 200])
		self.assertEqual(len(self.ask("/posts")), 6)

	def test_deliveries_are_told_how_to_be_and_the_api_may_be_down(self):
		self.assertEqual(self.ask("", {"repeats": 2, "down": True}, "PUT")["delivery"]["repeats"], 2)
		self.assertTrue(self.refused(self.stripe.test).retryable)
		self.assertIn("unknown", self.ask("", {"speed": 2}, "PUT")["error"])

	def test_lost_events_are_kept_but_never_delivered(self):
		self.ask("", {"lost": True}, "PUT")
		self.pay(self.page())
		self.assertEqual((self.app.posts, len(self.ask("/events"))), ([], 3))


if __name__ == "__main__":
	unittest.main()
