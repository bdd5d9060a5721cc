"""The same event a hundred times at once, over real HTTP, and every one of them handed to a worker."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import frappe
import frappe.app
import requests
from werkzeug.serving import make_server

from gigafibre_fsm import webhooks
from gigafibre_fsm.tests import webhook_senders as senders
from gigafibre_fsm.tests.http_case import serving_this_site
from gigafibre_fsm.webhooks.test_processing import ProcessingCase

TIMES = 100
AT_ONCE = 20


class TestAtOnce(ProcessingCase):
	def test_a_hundred_deliveries_at_once_have_one_effect(self):
		request = senders.kuma_request(frappe.generate_hash(length=8))
		with served() as url:
			statuses = at_once(lambda: delivered(url, request))
		frappe.db.rollback()
		name = self.event().name

		at_once(self.worker(name), TIMES // 5)
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

		workers = [self.worker(name) for name in names * 3]
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

	def worker(self, name: str) -> Callable[[], None]:
		"""Return what a worker of this site does with the event, in a connection of its own."""
		site, folder = frappe.local.site, frappe.local.sites_path

		def work() -> None:
			frappe.init(site, sites_path=folder, force=True)
			frappe.connect()
			try:
				webhooks.process(name)
			finally:
				frappe.destroy()

		return work


def at_once(action: Callable[[], object], times: int = TIMES) -> Counter:
	"""Do it so often in twenty threads; return how often each result came."""
	with ThreadPoolExecutor(AT_ONCE) as pool:
		return Counter(result.result() for result in [pool.submit(action) for _time in range(times)])


def delivered(url: str, request: senders.Request) -> int:
	"""Return the status this delivery was answered with."""
	return requests.post(
		url + request.path, data=request.body, headers=request.headers, timeout=60
	).status_code


@contextmanager
def served() -> Iterator[str]:
	"""The site under test, behind a port of its own."""
	frappe.db.commit()
	with serving_this_site():
		server = make_server("127.0.0.1", 0, frappe.app.application, threaded=True)
		thread = threading.Thread(target=server.serve_forever)
		thread.start()
		try:
			yield f"http://127.0.0.1:{server.server_port}"
		finally:
			server.shutdown()
			thread.join()
			server.server_close()
