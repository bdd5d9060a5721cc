"""Twilio's own library, and phones, before the simulator: it speaks the true API."""

import base64
import json
import unittest
import urllib.request

import requests
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from gigafibre_fsm.integrations.twilio import TwilioError, twiml
from sandbox.simulators.twilio import TOLL_FREE, Delivery
from sandbox.simulators.twilio.testing import OURS, PHONE, WEBHOOK, SimulatorCase

PNG = base64.b64decode(
	"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class OfficialLibrary(SimulatorCase):
	def setUp(self):
		super().setUp()
		account = self.simulator.account
		self.official = Client(account.sid, account.token)
		self.official.api.base_url = self.simulator.url

	def test_messages_are_listed_in_pages_newest_first(self):
		bodies = [f"Message {number}" for number in range(5)]
		for body in bodies:
			self.official.messages.create(to=PHONE, from_=OURS, body=body)
		self.official.messages.create(to="+15145550112", from_=OURS, body="À une autre")

		listed = self.official.messages.list(to=PHONE, page_size=2)

		self.assertEqual([message.body for message in listed], bodies[::-1])
		self.assertEqual(listed[0].date_created.utcoffset().total_seconds(), 0)

	def test_a_refusal_is_an_exception_with_its_code(self):
		with self.assertRaises(TwilioRestException) as refused:
			self.official.messages.create(to=PHONE, from_="+15145550177", body="x")
		self.assertEqual((refused.exception.code, refused.exception.status), (21659, 400))

	def test_a_message_that_does_not_exist_is_not_found(self):
		with self.assertRaises(TwilioRestException) as refused:
			self.official.messages("SM" + "0" * 32).fetch()
		self.assertEqual((refused.exception.code, refused.exception.status), (20404, 404))

	def test_a_parameter_that_does_nothing_here_is_complained_about(self):
		self.official.messages.create(to=PHONE, from_=OURS, body="x", validity_period=60)
		self.assertEqual(len(self.simulator.complaints), 1)

	def test_segments_are_counted_as_they_travel(self):
		for body, expected in (("é" * 160, 1), ("e" * 161, 2), ("ê" * 70, 1), ("ê" * 71, 2), ("€" * 81, 2)):
			with self.subTest(body):
				sent = self.official.messages.create(to=PHONE, from_=OURS, body=body)
				self.assertEqual(sent.num_segments, str(expected))


class Phones(SimulatorCase):
	def test_what_a_phone_writes_is_posted_signed_with_what_twilio_tells(self):
		message, posts = self.simulator.write(PHONE, "Ça ne marche plus 😢")

		(path, form, signed), post = self.app.posts[0], posts[0]
		self.assertEqual((path, signed, post.status), (WEBHOOK, True, 200))
		self.assertEqual(
			{name: form[name] for name in ("MessageSid", "From", "To", "Body", "NumMedia")},
			{
				"MessageSid": message.sid,
				"From": PHONE,
				"To": OURS,
				"Body": "Ça ne marche plus 😢",
				"NumMedia": "0",
			},
		)

	def test_a_message_can_be_posted_twice_tampered_with_or_unsigned(self):
		self.simulator.write(PHONE, "Deux fois", delivery=Delivery(times=2))
		self.assertEqual(self.app.posts[0], self.app.posts[1])
		for tampering in ("body", "signature", "unsigned"):
			self.simulator.write(PHONE, "Faux", delivery=Delivery(tampering=tampering))
			self.assertFalse(self.app.posts[-1][2], tampering)

	def test_stop_blocks_that_sender_until_start(self):
		self.simulator.write(PHONE, " Stop ")
		self.assertEqual(self.refused().code, 21610)
		self.assertEqual(self.twilio.send(TOLL_FREE, PHONE, "D'un autre numéro").status, "queued")

		self.simulator.write(PHONE, "START")

		self.assertEqual(self.send().status, "queued")
		answers = [text.body[:32] for text in self.simulator.store.of_phone(PHONE) if text.sender == OURS]
		self.assertIn("You have successfully been unsub", answers)
		self.assertIn("You have successfully been re-su", answers)

	def test_a_french_word_is_ours_to_heed_not_twilios(self):
		self.simulator.write(PHONE, "ARRÊT")
		self.assertEqual(self.send().status, "queued")

	def test_what_the_app_answers_in_twiml_is_written_back(self):
		self.app.answer = "<Response><Message>Bien reçu</Message></Response>"
		self.simulator.write(PHONE, "Allo")
		self.assertEqual(self.simulator.store.of_phone(PHONE)[-1].body, "Bien reçu")

	def test_an_answer_twilio_can_do_nothing_with_is_complained_about(self):
		self.app.answer = '{"message": "ok"}'
		self.simulator.write(PHONE, "Allo")
		self.app.status = 500
		self.simulator.write(PHONE, "Allo")
		self.assertEqual([line.partition(":")[0] for line in self.simulator.complaints], ["12100", "11200"])

	def test_a_picture_needs_our_credentials_and_comes_from_another_place(self):
		self.simulator.write(PHONE, "Voici", media=[(PNG, "image/png")])
		form = self.app.posts[0][1]
		self.assertEqual((form["NumMedia"], form["MediaContentType0"]), ("1", "image/png"))

		media = self.twilio.media(form["MediaUrl0"], 1000)

		self.assertEqual((media.content, media.content_type), (PNG, "image/png"))
		self.assertEqual(self.simulator.complaints, [])
		self.assertEqual(requests.get(form["MediaUrl0"], timeout=5).status_code, 401)
		with self.assertRaises(TwilioError):
			self.twilio.media(form["MediaUrl0"], 10)

	def test_credentials_sent_on_to_the_store_are_complained_about(self):
		self.simulator.write(PHONE, "Voici", media=[(PNG, "image/png")])
		account = self.simulator.account
		requests.get(self.app.posts[0][1]["MediaUrl0"], auth=(account.sid, account.token), timeout=5)
		self.assertIn("another host", self.simulator.complaints[0])


class Calls(SimulatorCase):
	def test_the_agent_is_rung_then_the_customer_from_our_number(self):
		call = self.twilio.call(
			"+15145550120",
			OURS,
			twiml=twiml.dial(
				PHONE, OURS, announcement="Un client", status_callback=f"{self.app.url}/call?leg=customer"
			),
			status_callback=f"{self.app.url}/call",
		)
		self.settle()

		first, second = self.simulator.store.calls.values()
		self.assertEqual((first.sid, first.status, first.said), (call.sid, "completed", ["Un client"]))
		self.assertEqual((second.to, second.sender, second.parent), (PHONE, OURS, call.sid))
		reports = [form for _path, form, *_signed in self.app.posts]
		self.assertEqual([form["CallSid"] for form in reports], [second.sid, first.sid])
		self.assertEqual({form["CallStatus"] for form in reports}, {"completed"})

	def test_a_browsers_call_does_what_the_app_says(self):
		self.app.answer = twiml.dial(PHONE, OURS)
		self.simulator.switchboard.from_browser("agent_40_x", PHONE, f"{self.app.url}/outgoing")

		self.assertEqual(self.app.posts[0][1]["From"], "client:agent_40_x")
		self.assertTrue(self.app.posts[0][2])
		self.assertEqual(list(self.simulator.store.calls.values())[-1].to, PHONE)
		self.assertEqual(self.simulator.complaints, [])


class Controls(SimulatorCase):
	def ask(self, path, content=None, method=None):
		body = json.dumps(content).encode() if content is not None else None
		request = urllib.request.Request(f"{self.simulator.url}/_sim{path}", body, method=method)
		with urllib.request.urlopen(request, timeout=5) as response:
			return response.read().decode()

	def test_a_phone_is_read_and_written_over_http(self):
		content = {
			"from": "(514) 555-0111",
			"body": "Allo",
			"media": [{"content_type": "image/png", "base64": base64.b64encode(PNG).decode()}],
		}
		self.assertEqual(json.loads(self.ask("/inbound", content))["posts"][0]["status"], 200)

		shown = json.loads(self.ask("/messages?number=%2B15145550111"))

		self.assertEqual(
			[(text["body"], text["mine"], text["with"]) for text in shown], [("Allo", True, OURS)]
		)
		picture = urllib.request.urlopen(self.simulator.url + shown[0]["media"][0]["url"], timeout=5)
		self.assertEqual(picture.read(), PNG)
		self.assertEqual([phone["number"] for phone in json.loads(self.ask("/phones"))], [PHONE])

	def test_the_page_of_a_phone_says_nothing_it_was_not_told(self):
		self.assertIn("+15145550111", self.ask("/phone?number=+15145550111"))
		self.assertNotIn("<script>alert", self.ask("/phone?number=%3Cscript%3Ealert(1)"))

	def test_a_phone_has_the_name_of_whose_it_is(self):
		self.ask("/people", {"+15145550111": "Maude", "+15145550112": "Louis"}, "PUT")
		self.simulator.write("+15145550112", "Allo")

		phones = json.loads(self.ask("/phones"))

		self.assertEqual(
			[(phone["name"], phone["last"]) for phone in phones], [("Louis", "Allo"), ("Maude", "")]
		)
		self.assertIn("Maude", self.ask("/phone?number=+15145550111"))

	def test_a_phone_shows_who_called_and_what_was_said(self):
		self.twilio.call(PHONE, OURS, twiml=twiml.say("Bonjour"))
		self.settle()

		(call,) = json.loads(self.ask("/messages?number=%2B15145550111"))

		self.assertEqual((call["with"], call["body"]), (OURS, "☎ Call, completed\n« Bonjour »"))

	def test_a_status_can_be_told_again(self):
		sent = self.send()
		self.settle()
		self.ask("/status", {"sid": sent.sid, "status": "sent", "times": 2})
		self.assertEqual(self.app.statuses(), ["sent", "delivered", "sent", "sent"])
		self.assertEqual(self.twilio.fetch(sent.sid).status, "delivered")

	def test_down_is_a_connection_that_breaks(self):
		self.ask("", {"down": True}, "PUT")
		self.assertTrue(self.refused().maybe_done)


if __name__ == "__main__":
	unittest.main()
