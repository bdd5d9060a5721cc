"""The same event a hundred times at once, over real HTTP, and every one of them handed to a worker."""

from concurrent.futures import ThreadPoolExecutor

import frappe

from gigafibre_fsm.tests import webhook_senders as senders
from gigafibre_fsm.tests.together import AT_ONCE, TIMES, at_once, delivered, served, worker
from gigafibre_fsm.webhooks.test_processing import ProcessingCase


class TestAtOnce(ProcessingCase):
	def test_a_hundred_deliveries_at_once_have_one_effect(self):
		request = senders.kuma_request(frappe.generate_hash(length=8))
		with served() as url:
			statuses = at_once(lambda: delivered(url, request))
		frappe.db.rollback()
		name = self.event().name

		at_once(worker(name), TIMES // 5)
		# What the workers committed is not seen by a transaction that looked before them.
		frappe.db.rollback()

		self.assertEqual(statuses, {200: TIMES})
		self.assertEqual((self.event().status, self.event().attempts), ("Done", 1))
		self.assertEqual(self.effects(name), 1)

	def test_statuses_out_of_order_and_at_once_end_in_the_right_one(self):
		sid = senders.sid(frappe.generate_hash(length=10))
		message = self.accepted_message(sid)
		statuses = ("delivered", "sending", "sent", "queued") * 2
		reports = [senders.twilio_status_request(sid[-10:], MessageStatus=status) for status in statuses]
		with served() as url, ThreadPoolExecutor(AT_ONCE) as pool:
			answers = set(pool.map(lambda request: delivered(url, request), reports))
		frappe.db.rollback()
		names = [event.name for event in self.events(provider="twilio_status")]

		workers = [worker(name) for name in names * 3]
		with ThreadPoolExecutor(AT_ONCE) as pool:
			list(pool.map(lambda work: work(), workers))
		frappe.db.rollback()

		self.assertEqual((answers, len(names)), ({200}, 4))
		self.assertEqual({event.status for event in self.events(provider="twilio_status")}, {"Done"})
		self.assertEqual(frappe.db.get_value("SMS Message", message, "status"), "Delivered")

	def accepted_message(self, sid: str) -> str:
		"""Return an SMS of ours that Twilio has taken."""
		values = {"direction": "Sent", "from_number": "+15145550100", "to_number": "+15145550142"}
		message = frappe.get_doc(
			doctype="SMS Message", body="Bonjour", status="Accepted", provider_id=sid, **values
		).insert(ignore_permissions=True)
		frappe.db.commit()
		self.addCleanup(frappe.db.commit)
		self.addCleanup(frappe.db.delete, "SMS Message", {"name": message.name})
		return message.name
