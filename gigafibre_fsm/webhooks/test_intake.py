"""What is let in, what is refused, and that a refusal leaves nothing behind."""

import json
import time

import frappe

from gigafibre_fsm.tests import webhook_senders as senders
from gigafibre_fsm.tests.webhook_case import WebhookTestCase, set_settings
from gigafibre_fsm.tests.webhook_senders import SECRETS, SENDERS
from gigafibre_fsm.webhooks.intake import MAX_AGE, MAX_BYTES


class TestLetIn(WebhookTestCase):
	def test_each_provider_is_answered_2xx_and_its_event_kept_under_its_name(self):
		for provider, request in SENDERS.items():
			with self.subTest(provider=provider):
				answer = self.deliver(request(frappe.generate_hash(length=10)))

				self.assertEqual(answer.status_code, 200, answer.text)
				event = self.event(provider=provider)
				self.assertEqual(event.name, f"{provider}:{event.event_id}")

	def test_an_event_of_stripe_is_kept_whole_with_its_type(self):
		self.deliver(senders.stripe_request(42, data={"object": {"id": "pi_1", "name": "Zoé"}}))

		event = self.event(provider="stripe")
		self.assertEqual((event.name, event.event_type), ("stripe:evt_42", "payment_intent.succeeded"))
		self.assertEqual(json.loads(event.payload)["data"], {"object": {"id": "pi_1", "name": "Zoé"}})

	def test_a_form_is_kept_as_json_with_the_parameters_of_its_address(self):
		self.deliver(senders.twilio_status_request(43))

		payload = json.loads(self.event(provider="twilio_status").payload)
		self.assertEqual((payload["MessageStatus"], payload["_query"]), ("delivered", {"sms": "a b"}))

	def test_how_a_call_ended_comes_to_the_same_address_as_what_became_of_a_message(self):
		fields = {"CallSid": "CA" + "4" * 32, "CallStatus": "no-answer"}
		self.deliver(senders.twilio_form("twilio_status", fields, query="?call=a&leg=customer"))

		event = self.event(provider="twilio_status")
		self.assertEqual((event.event_id, event.event_type), (f"CA{'4' * 32}:no-answer", "no-answer"))
		self.assertEqual(json.loads(event.payload)["_query"], {"call": "a", "leg": "customer"})

	def test_twilio_is_answered_in_twiml(self):
		answer = self.deliver(senders.twilio_sms_request(frappe.generate_hash(length=10)))

		self.assertTrue(answer.content_type.startswith("text/xml"), answer.content_type)
		self.assertIn("<Response/>", answer.text)

	def test_what_somebody_must_do_is_received_and_handed_to_a_worker(self):
		self.deliver(senders.twilio_sms_request(frappe.generate_hash(length=10)))

		event = self.event(provider="twilio_sms")
		self.assertEqual((event.status, event.attempts), ("Received", 0))
		self.assertEqual([call.args[0] for call in self.started.call_args_list], [event.name])

	def test_what_nobody_handles_yet_is_kept_and_ignored(self):
		self.deliver(senders.kuma_request(46))

		self.assertEqual(self.event(provider="kuma").status, "Ignored")
		self.started.assert_not_called()

	def test_a_repeat_is_answered_2xx_and_does_nothing(self):
		request = senders.twilio_sms_request(frappe.generate_hash(length=10))
		for _delivery in range(3):
			answer = self.deliver(request)

		self.assertEqual(answer.status_code, 200)
		self.assertEqual(len(self.events()), 1)
		self.assertEqual(self.started.call_count, 1)

	def test_kumas_test_message_is_fine(self):
		for _delivery in range(2):
			answer = self.deliver(senders.kuma_request(heartbeat=None, monitor=None, msg="Test"))

			self.assertEqual(answer.status_code, 200)
		event = self.event(provider="kuma")
		self.assertEqual((event.status, event.event_type), ("Ignored", "test"))

	def test_a_call_with_unfilled_variables_is_a_call(self):
		unfilled = dict.fromkeys(("agent", "started", "ended", "duration"), "[Unfilled]")
		answer = self.deliver(senders.pbx_request(call_type="Missed", **unfilled))

		self.assertEqual(answer.status_code, 200)
		self.assertEqual(self.event(provider="pbx").event_type, "Missed")

	def test_docuseals_older_header_is_believed(self):
		body = senders.docuseal_request(48).body
		request = senders.Request(
			senders.PATH.format("docuseal"),
			body,
			{"Content-Type": senders.JSON, "X-Gigafibre-Secret": SECRETS["docuseal_webhook_secret"]},
		)

		self.assertEqual(self.deliver(request).status_code, 200)

	def test_one_good_signature_of_two_is_enough_while_stripes_secret_is_rolled(self):
		request = senders.stripe_request(49)
		signed = request.headers["Stripe-Signature"]
		both = signed.replace("v1=", f"v1={'0' * 64},v1=")

		self.assertEqual(self.deliver(request.with_headers(Stripe_Signature=both)).status_code, 200)


class TestRefused(WebhookTestCase):
	def assertNothingKept(self, request, status: int, sentence: str = "", method: str = "POST"):
		errors = frappe.db.count("Error Log")
		answer = self.deliver(request, method)

		self.assertEqual(answer.status_code, status, answer.text)
		self.assertIn(sentence, answer.text)
		self.assertEqual(self.events(), [])
		self.assertEqual(frappe.db.count("Error Log"), errors)
		self.started.assert_not_called()

	def test_unsigned(self):
		for provider, request in SENDERS.items():
			with self.subTest(provider=provider):
				bare = senders.Request(
					request().path, request().body, {"Content-Type": request().headers["Content-Type"]}
				)
				self.assertNothingKept(bare, 401, "signature is missing")

	def test_tampered_with(self):
		for provider in ("stripe", "docuseal", "twilio_sms", "twilio_status"):
			with self.subTest(provider=provider):
				request = SENDERS[provider]()
				changed = senders.Request(request.path, request.body.replace(b"1", b"2"), request.headers)
				self.assertNothingKept(changed, 401, "does not match")

	def test_sent_to_another_address_than_was_signed(self):
		request = senders.twilio_status_request()
		elsewhere = senders.Request(request.path + "&more=1", request.body, request.headers)

		self.assertNothingKept(elsewhere, 401)

	def test_signed_too_long_ago_or_in_the_future(self):
		for request in (senders.stripe_request, senders.docuseal_request):
			for moved in (-MAX_AGE - 5, MAX_AGE + 5):
				with self.subTest(request=request.__name__, moved=moved):
					self.assertNothingKept(request(at=int(time.time()) + moved), 401, "300 seconds")

	def test_almost_too_long_ago_is_fine(self):
		answer = self.deliver(senders.stripe_request(at=int(time.time()) - MAX_AGE + 30))

		self.assertEqual(answer.status_code, 200)

	def test_larger_than_a_megabyte(self):
		for body in (senders.stripe_body, senders.docuseal_body, senders.kuma_body, senders.pbx_body):
			with self.subTest(body=body.__name__):
				large = json.dumps({"id": "evt_1", "object": "event", "type": "x" * MAX_BYTES}).encode()
				self.assertNothingKept(body(large), 413)

	def test_of_another_content_type(self):
		for provider, request in SENDERS.items():
			with self.subTest(provider=provider):
				self.assertNothingKept(request().with_headers(Content_Type="text/plain"), 415)

	def test_genuine_but_no_event(self):
		for body in (
			b"{}",
			b'{"id": "evt_1"}',
			b'{"id": 1, "object": "event", "type": "a"}',
			b'{"id": "<b>"}',
		):
			for signed in (senders.stripe_body, senders.docuseal_body, senders.kuma_body, senders.pbx_body):
				with self.subTest(body=body, signed=signed.__name__):
					self.assertNothingKept(signed(body), 400)
		self.assertNothingKept(senders.twilio_sms_request(MessageSid="SM1"), 400, "MessageSid is missing")

	def test_switched_off(self):
		set_settings(stripe_enabled=0)
		self.addCleanup(set_settings, stripe_enabled=1)

		self.assertNothingKept(senders.stripe_request(), 404, "switched off in FSM Settings")

	def test_asked_with_another_method(self):
		self.assertNothingKept(senders.stripe_request(), 403, method="GET")

	def test_the_answer_tells_no_secret(self):
		answer = self.deliver(senders.kuma_request().with_headers(X_Gigafibre_Secret="guess"))

		self.assertNotIn(SECRETS["kuma_secret"], answer.text)
