"""A customer who can be reached at an address, for the tests of links and codes."""

from contextlib import contextmanager
from unittest.mock import patch

import frappe
from frappe.utils import set_request

from gigafibre_fsm.identity.post import Letter
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_contact, make_customer

PURPOSE = "customer"
BROWSER = "a browser's own secret"


class AddressTestCase(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.email = f"{frappe.generate_hash(length=10)}@example.com"
		self.customer = make_customer(language="en").name
		make_contact(self.customer, email=self.email)
		self.addCleanup(setattr, frappe.local, "request", getattr(frappe.local, "request", None))
		self.come_from("192.0.2.7")
		frappe.local.response = frappe._dict()

	def come_from(self, hops: str):
		set_request(method="POST", path="/", headers={"X-Forwarded-For": hops})

	@contextmanager
	def mailbox(self):
		"""Keep what would be sent: [(letter, address)]."""
		kept: list[tuple[Letter, str]] = []
		with patch(
			"gigafibre_fsm.identity.post.send_letter",
			lambda letter, to, *more: kept.append((letter, to.value)),
		):
			yield kept

	def later(self):
		"""As if the pause before another request were over."""
		frappe.cache.delete_keys("fsm_counted_asked_")
		frappe.local.response.clear()
