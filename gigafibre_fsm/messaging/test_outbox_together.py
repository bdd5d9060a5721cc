"""Workers and requests at the same time, each in a connection of its own: one message, one row."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import patch

import frappe

from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.messaging import outbox, recovery, send_sms
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.fake_twilio import OUR_NUMBER, FakeTwilio

PHONE = "+15145550148"
AT_ONCE = 10


class TestTogether(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.twilio = FakeTwilio()
		for module in (outbox, recovery):
			self.enterContext(patch.object(module, "twilio", lambda: self.twilio))
		self.enterContext(patch("frappe.enqueue"))
		self.key = frappe.generate_hash(length=12)
		self.addCleanup(self.remove)

	def remove(self):
		frappe.db.rollback()
		frappe.db.delete("SMS Message", {"to_number": PHONE})
		frappe.db.commit()

	def queue(self) -> str:
		return send_sms(PHONE, "Bonjour", key=self.key, sender=OUR_NUMBER)

	def at_once(self, action: Callable[[], str | None]) -> list:
		frappe.db.commit()
		site, folder = frappe.local.site, frappe.local.sites_path

		def work(_number: int) -> str | None:
			frappe.init(site, sites_path=folder, force=True)
			frappe.connect()
			try:
				result = action()
				frappe.db.commit()
				return result
			finally:
				frappe.destroy()

		with ThreadPoolExecutor(AT_ONCE) as pool:
			results = list(pool.map(work, range(AT_ONCE)))
		frappe.db.rollback()
		return results

	def test_ten_workers_send_a_message_once(self):
		name = self.queue()
		self.at_once(lambda: outbox.deliver(name))

		self.assertEqual(len(self.twilio.sent), 1)
		self.assertEqual(frappe.db.get_value("SMS Message", name, "status"), "Accepted")

	def test_ten_who_recover_a_message_send_it_once(self):
		name = self.queue()
		long_ago = frappe.utils.add_to_date(None, minutes=-5)
		frappe.db.set_value("SMS Message", name, {"status": "Sending", "claimed_on": long_ago, "attempts": 1})
		self.at_once(lambda: recovery.recover(name))

		self.assertEqual(len(self.twilio.sent), 1)

	def test_the_same_key_ten_times_at_once_is_one_row(self):
		names = self.at_once(begin_again(self.queue))

		self.assertEqual(len(set(names)), 1)
		self.assertEqual(frappe.db.count("SMS Message", {"to_number": PHONE}), 1)
