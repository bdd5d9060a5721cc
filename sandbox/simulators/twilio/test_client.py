"""Our client against the simulator: what is sent, what is refused, and what becomes of it."""

import unittest
from datetime import UTC, datetime, timedelta

from sandbox.simulators.twilio.testing import OURS, PHONE, SimulatorCase


class Sending(SimulatorCase):
	def test_a_text_reaches_the_phone_and_its_callbacks_are_signed_and_in_order(self):
		sent = self.send(body="Bonjour, votre modem est prêt")
		self.settle()

		self.assertEqual((sent.status, sent.segments), ("queued", 1))
		self.assertEqual(self.twilio.fetch(sent.sid).status, "delivered")
		self.assertEqual(self.app.statuses(), ["sent", "delivered"])
		self.assertEqual({path for path, _form, _signed in self.app.posts}, {"/status?sms=SMS-1"})
		self.assertTrue(all(signed for _path, _form, signed in self.app.posts))
		self.assertEqual([text.body for text in self.simulator.store.of_phone(PHONE)], [sent.body])
		self.assertEqual(self.simulator.complaints, [])

	def test_each_number_of_trouble_is_refused_in_its_own_way(self):
		for to, status, code in (
			("+15145550190", 400, 21610),
			("+15145550191", 400, 21211),
			("+15145550192", 400, 21614),
			("+15145550196", 503, 20503),
			("+15145550195", 429, 20429),
			("+15145550195", 429, 20429),
			("514 555-0111", 400, 21211),
			(OURS, 400, 21266),
		):
			with self.subTest(to):
				error = self.refused(to)
				self.assertEqual((error.status, error.code), (status, code))
		self.assertEqual(self.send("+15145550195").status, "queued")

	def test_what_the_carrier_does_not_deliver_is_told_with_its_code(self):
		for to, code in (("+15145550193", 30003), ("+15145550194", 30007)):
			with self.subTest(to):
				sent = self.send(to)
				self.settle()
				told = self.app.posts[-1][1]
				self.assertEqual((told["MessageStatus"], told["ErrorCode"]), ("undelivered", str(code)))
				self.assertEqual(self.twilio.fetch(sent.sid).error_code, code)
				self.assertEqual(self.simulator.store.of_phone(to), [])

	def test_callbacks_may_come_out_of_order_and_twice(self):
		sent = self.send("+15145550197")
		self.settle()

		self.assertEqual(self.app.statuses(), ["delivered", "sent", "queued", "delivered"])
		self.assertEqual(self.twilio.fetch(sent.sid).status, "delivered")

	def test_a_message_whose_answer_never_came_is_found_again(self):
		before = datetime.now(UTC)
		for to in ("+15145550198", "+15145550199"):
			with self.subTest(to):
				self.twilio = self.client(read_timeout=0.2)
				error = self.refused(to, body="Une seule fois")
				self.assertTrue(error.maybe_done)

				found = self.client().find(to, before, "Une seule fois")

				self.assertEqual(len(found), 1)
				self.assertEqual(self.client().find(to, before, "Autre chose"), [])
				self.assertEqual(self.client().find(to, before + timedelta(hours=1), "Une seule fois"), [])

	def test_wrong_credentials_are_said_to_be_wrong(self):
		self.twilio = self.client(auth_token="0" * 32)

		error = self.refused()

		self.assertEqual((error.status, error.code), (401, 20003))

	def test_too_long_or_empty_is_refused(self):
		self.assertEqual(self.refused(body="x" * 1601).code, 21617)
		self.assertEqual(self.refused(body="").code, 21602)

	def test_the_accounts_name_proves_the_credentials(self):
		self.assertEqual(self.twilio.test().name, "Gigafibre (demo)")


if __name__ == "__main__":
	unittest.main()
