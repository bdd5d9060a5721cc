"""The base of the app's site tests: each test starts from the same site."""

import frappe
from frappe.tests import IntegrationTestCase


class SiteTestCase(IntegrationTestCase):
	"""Undoes what each test wrote, also in the cache: names, and so keys, come again after a rollback."""

	def setUp(self):
		super().setUp()
		frappe.set_user("Administrator")
		self.addCleanup(frappe.set_user, "Administrator")
		self.addCleanup(frappe.cache.delete_keys, "fsm_")
		self.addCleanup(frappe.clear_document_cache, "FSM Settings", "FSM Settings")
		self.addCleanup(frappe.db.rollback)

	def assertRefused(self, sentence: str, action, *arguments, exception=frappe.ValidationError):
		"""The action must throw, and its message must hold this sentence."""
		with self.assertRaises(exception) as refusal:
			action(*arguments)
		self.assertIn(sentence, str(refusal.exception))
