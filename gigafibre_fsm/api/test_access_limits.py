"""An endpoint that is open to strangers answers each caller so often, and 429 after that."""

import frappe
from frappe.utils import set_request

from gigafibre_fsm.api.access import Audience, Limit, _limited
from gigafibre_fsm.tests.cases import SiteTestCase


class TestLimits(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(setattr, frappe.local, "request", getattr(frappe.local, "request", None))
		self.ping = _limited(lambda: "ok", Audience(guest=Limit(2, 3600)))

	def come_from(self, hops: str):
		set_request(method="GET", path="/", headers={"X-Forwarded-For": hops})

	def test_one_too_many_is_refused_with_when_to_come_back(self):
		self.come_from("203.0.113.5")
		self.assertEqual([self.ping(), self.ping()], ["ok", "ok"])

		self.assertRefused("Try again in 60 minutes", self.ping, exception=frappe.RateLimitExceededError)
		self.come_from("203.0.113.6")
		self.assertEqual(self.ping(), "ok")

	def test_a_forged_header_makes_nobody_a_new_caller(self):
		for number in range(2):
			self.come_from(f"198.51.100.{number}, 203.0.113.5")
			self.ping()
		self.come_from("198.51.100.99, 203.0.113.5")

		self.assertRefused("Too many requests", self.ping, exception=frappe.RateLimitExceededError)

	def test_outside_a_request_nothing_is_counted(self):
		frappe.local.request = None

		self.assertEqual([self.ping() for _count in range(4)], ["ok"] * 4)
