"""A message a worker left half-way is adopted when Twilio has it, and sent again when not; in the end it is told."""

from gigafibre_fsm.messaging import outbox, recovery
from gigafibre_fsm.messaging.test_outbox import OutboxCase
from gigafibre_fsm.tests.fake_twilio import no_answer


class TestDeadWorkers(OutboxCase):
	def die_while_sending(self, taken: bool) -> str:
		"""Leave a message as a worker that was killed around the POST does."""
		name = self.queue()
		self.twilio.takes_it_anyway = taken
		self.twilio.errors.append(no_answer())
		self.run_jobs()
		self.assertEqual(self.message(name).status, "Sending")
		self.assertIn("no answer", self.message(name).error)
		self.twilio.takes_it_anyway = False
		return name

	def recover(self, name):
		self.age(name, 91)
		recovery.sweep()
		self.run_jobs()
		return self.message(name)

	def test_a_message_twilio_has_is_adopted(self):
		message = self.recover(self.die_while_sending(taken=True))

		self.assertEqual((message.status, message.provider_id), ("Accepted", self.twilio.sent[0].sid))
		self.assertEqual(len(self.twilio.sent), 1)

	def test_a_message_twilio_never_got_is_sent_again(self):
		message = self.recover(self.die_while_sending(taken=False))

		self.assertEqual((message.status, message.attempts), ("Accepted", 2))
		self.assertEqual(self.bodies(), ["Bonjour"])

	def test_a_worker_that_still_sends_is_left_alone(self):
		name = self.die_while_sending(taken=True)
		recovery.sweep()
		recovery.recover(name)

		self.assertEqual(self.message(name).status, "Sending")

	def test_the_same_text_of_another_message_is_not_taken_for_it(self):
		self.queue(key="k0")
		self.run_jobs()
		message = self.recover(self.die_while_sending(taken=False))

		self.assertEqual(len(self.twilio.sent), 2)
		self.assertEqual(message.provider_id, self.twilio.sent[1].sid)

	def test_two_of_the_same_text_are_told_apart_only_once_one_is_settled(self):
		name = self.die_while_sending(taken=True)
		twin = self.queue(key="k2")
		self.twilio.on_send = lambda sent: self.recover(name)
		self.run_jobs()
		self.assertEqual(self.message(name).status, "Sending")

		self.assertEqual(self.recover(name).provider_id, self.twilio.sent[0].sid)
		self.assertEqual(self.message(twin).provider_id, self.twilio.sent[1].sid)

	def test_it_ends_even_if_twilio_never_answers_again(self):
		name = self.die_while_sending(taken=False)
		for _try in range(3):
			self.twilio.errors.append(no_answer())
			self.recover(name)

		message = self.message(name)
		self.assertEqual((message.status, self.twilio.sent), ("Failed", []))
		self.assertIn("does not know the message", message.error)

	def test_a_report_of_a_message_given_up_tells_that_it_left(self):
		name = self.die_while_sending(taken=False)
		outbox.give_up(name, "Twilio gave no answer")
		self.report(name, "SM1")

		self.assertEqual(self.message(name).status, "Delivered")
