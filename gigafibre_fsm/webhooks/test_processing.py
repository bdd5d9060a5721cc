"""What becomes of an event: done once, tried again, parked for people, and forgotten in time."""

from dataclasses import replace
from datetime import timedelta
from unittest.mock import patch

import frappe
from frappe.utils import add_days, add_to_date, get_datetime, now_datetime

from gigafibre_fsm import webhooks
from gigafibre_fsm.api.webhooks import events as api
from gigafibre_fsm.tests import webhook_senders as senders
from gigafibre_fsm.tests.webhook_case import (
	EFFECT,
	EVENTS,
	WebhookTestCase,
	afterwards,
	handler,
	set_settings,
)
from gigafibre_fsm.webhooks.processing import BACKOFF, MAX_ATTEMPTS
from gigafibre_fsm.webhooks.providers import PROVIDERS
from gigafibre_fsm.webhooks.queue import LEASE, LOST_AFTER


class ProcessingCase(WebhookTestCase):
	"""Events of Uptime Kuma have the handler of webhook_case."""

	def setUp(self):
		super().setUp()
		handled = replace(PROVIDERS["kuma"], handler=f"{handler.__module__}.handler")
		self.enterContext(patch.dict(PROVIDERS, kuma=handled))
		self.addCleanup(_forget_effects)
		self.addCleanup(afterwards.clear)

	def received(self) -> str:
		self.deliver(senders.kuma_request(frappe.generate_hash(length=8)))
		return self.events()[-1].name

	def effects(self, name: str) -> int:
		frappe.db.rollback()
		return frappe.db.count("ToDo", {"description": ("like", f"%{EFFECT}{name}%")})

	def make_due(self, name: str) -> None:
		"""Let the time until the next attempt go by."""
		frappe.db.set_value(EVENTS, name, "next_attempt_on", add_to_date(now_datetime(), seconds=-1))
		frappe.db.commit()

	def swept(self) -> list[str]:
		self.started.reset_mock()
		webhooks.sweep()
		return [call.args[0] for call in self.started.call_args_list if call.args[0] not in self.others]


class TestDone(ProcessingCase):
	def test_an_event_is_done_once(self):
		name = self.received()
		for _worker in range(3):
			webhooks.process(name)

		event = self.event()
		self.assertEqual((event.status, event.attempts, event.error), ("Done", 1, None))
		self.assertTrue(event.processed_on)
		self.assertEqual(self.effects(name), 1)

	def test_an_event_somebody_is_at_is_left_to_them(self):
		name = self.received()
		lease = add_to_date(now_datetime(), seconds=LEASE)
		values = {"status": "Processing", "attempts": 1, "next_attempt_on": lease}
		frappe.db.set_value(EVENTS, name, values)
		frappe.db.commit()

		webhooks.process(name)

		self.assertEqual((self.event().status, self.effects(name)), ("Processing", 0))

	def test_an_event_that_is_gone_is_nobodys_trouble(self):
		webhooks.process("kuma:gone")

		self.assertEqual(self.events(), [])

	def test_the_handler_works_for_the_site_not_for_the_guest_who_delivered(self):
		users = []
		afterwards.append(lambda: users.append(frappe.session.user))
		frappe.set_user("Guest")
		self.addCleanup(frappe.set_user, "Administrator")

		webhooks.process(self.received())

		self.assertEqual(users, ["Administrator"])


class TestFailed(ProcessingCase):
	def setUp(self):
		super().setUp()
		afterwards.append(lambda: 1 / 0)

	def test_nothing_is_left_of_a_handler_that_failed_but_the_error(self):
		name = self.received()
		webhooks.process(name)

		event = self.event()
		self.assertEqual((event.status, event.attempts, self.effects(name)), ("Received", 1, 0))
		self.assertIn("ZeroDivisionError", event.error)

	def test_it_is_tried_again_later_and_later_then_parked(self):
		name = self.received()
		waits = []
		for _attempt in range(MAX_ATTEMPTS):
			webhooks.process(name)
			due = self.event().next_attempt_on
			if due:
				waits.append(round((get_datetime(due) - now_datetime()).total_seconds() / 10) * 10)
				self.make_due(name)

		self.assertEqual(tuple(waits), BACKOFF)
		event = self.event()
		self.assertEqual((event.status, event.attempts, self.effects(name)), ("Failed", 5, 0))
		self.assertIn("ZeroDivisionError", event.error)
		self.assertEqual(self.swept(), [])

	def test_before_its_time_it_is_not_tried_again(self):
		name = self.received()
		for _attempt in range(3):
			webhooks.process(name)

		self.assertEqual(self.event().attempts, 1)

	def test_one_that_succeeds_at_last_forgets_its_error(self):
		name = self.received()
		webhooks.process(name)
		afterwards.clear()
		self.make_due(name)
		webhooks.process(name)

		event = self.event()
		self.assertEqual((event.status, event.attempts, event.error), ("Done", 2, None))
		self.assertEqual(self.effects(name), 1)

	def test_handlers_that_meet_in_the_database_simply_start_over(self):
		collisions = [frappe.QueryDeadlockError("deadlock")]
		afterwards[:] = [lambda: (_ for _ in ()).throw(collisions.pop()) if collisions else None]
		name = self.received()
		webhooks.process(name)

		self.assertEqual((self.event().status, self.event().attempts, self.effects(name)), ("Done", 1, 1))

	def test_retry_gives_a_parked_event_its_tries_again(self):
		name = self.received()
		frappe.db.set_value(EVENTS, name, {"status": "Failed", "attempts": 5, "next_attempt_on": None})
		afterwards.clear()
		self.started.reset_mock()

		self.assertEqual(api.retry(frappe.as_json([name])), {"retried": 1})
		frappe.db.commit()
		self.assertEqual(self.started.call_args.args[0], name)
		webhooks.process(name)
		self.assertEqual((self.event().status, self.effects(name)), ("Done", 1))

	def test_what_has_not_failed_is_not_retried(self):
		name = self.received()

		with self.assertRaises(frappe.ValidationError) as refusal:
			webhooks.retry(name)
		self.assertIn("only failed events", str(refusal.exception))


class TestSweep(ProcessingCase):
	def test_what_the_queue_lost_is_handed_out_again(self):
		name = self.received()
		self.assertEqual(self.swept(), [])
		due = get_datetime(self.event().next_attempt_on) - now_datetime()
		self.assertLessEqual(due, timedelta(seconds=LOST_AFTER))
		self.make_due(name)

		self.assertEqual(self.swept(), [name])

	def test_what_a_dead_worker_left_is_taken_over(self):
		name = self.received()
		lease = add_to_date(now_datetime(), seconds=LEASE)
		values = {"status": "Processing", "attempts": 1, "next_attempt_on": lease}
		frappe.db.set_value(EVENTS, name, values)
		self.assertEqual(self.swept(), [])
		self.make_due(name)

		self.assertEqual(self.swept(), [name])
		webhooks.process(name)
		event = self.event()
		self.assertEqual((event.status, event.attempts, self.effects(name)), ("Done", 2, 1))

	def test_a_worker_that_was_thought_dead_does_nothing_more(self):
		name = self.received()
		with patch("gigafibre_fsm.webhooks.processing._claim", return_value=1):
			frappe.db.set_value(EVENTS, name, {"status": "Processing", "attempts": 2})
			frappe.db.commit()
			webhooks.process(name)

		self.assertEqual((self.event().status, self.effects(name)), ("Processing", 0))

	def test_what_kills_every_worker_is_parked(self):
		name = self.received()
		values = {"status": "Processing", "attempts": MAX_ATTEMPTS}
		frappe.db.set_value(EVENTS, name, values)
		self.make_due(name)

		webhooks.process(name)

		event = self.event()
		self.assertEqual((event.status, self.effects(name)), ("Failed", 0))
		self.assertIn("worker was stopped each time", event.error)

	def test_done_events_are_forgotten_in_time_and_failed_ones_much_later(self):
		set_settings(webhook_retention_days=30)
		names = [self.received() for _event in range(4)]
		for name, status, days in zip(
			names, ("Done", "Done", "Failed", "Failed"), (31, 29, 31, 366), strict=True
		):
			frappe.db.set_value(EVENTS, name, {"status": status, "creation": add_days(now_datetime(), -days)})

		webhooks.delete_old()

		self.assertEqual({event.name for event in self.events()}, set(names[1:3]))

	def test_what_twilio_reported_is_forgotten_with_the_rest(self):
		set_settings(webhook_retention_days=30)
		for request in (
			senders.twilio_sms_request(frappe.generate_hash(length=10)),
			senders.twilio_status_request(72),
		):
			self.deliver(request)
		old = {"status": "Done", "creation": add_days(now_datetime(), -31)}
		frappe.db.set_value(EVENTS, {"provider": ("in", ("twilio_sms", "twilio_status"))}, old)

		webhooks.delete_old()

		self.assertEqual(self.events(), [])


class TestQueueDown(WebhookTestCase):
	def test_an_event_is_kept_and_answered_2xx_though_no_worker_can_be_asked(self):
		self.started.stop()
		with patch("frappe.enqueue", side_effect=ConnectionError("redis is down")):
			answer = self.deliver(senders.twilio_sms_request(frappe.generate_hash(length=10)))

		self.assertEqual((answer.status_code, self.event().status), (200, "Received"))


def _forget_effects() -> None:
	frappe.db.rollback()
	frappe.db.delete("ToDo", {"description": ("like", f"%{EFFECT}%")})
	frappe.db.commit()
