"""What installing and migrating leave on a site, the second time too."""

import frappe

from gigafibre_fsm.install import give_new_settings_their_defaults
from gigafibre_fsm.tests.cases import SiteTestCase


class TestSettingsOfANewVersion(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.clear_document_cache, "FSM Settings", "FSM Settings")
		settings = frappe.get_doc("FSM Settings")
		settings.update({"attachment_max_mb": 7, "attachment_types": ""})
		settings.save()

	def test_a_setting_nobody_saved_yet_takes_its_default(self):
		frappe.db.delete("Singles", {"doctype": "FSM Settings", "field": "bulk_share"})

		give_new_settings_their_defaults()

		self.assertEqual(frappe.get_doc("FSM Settings").bulk_share, 80)

	def test_what_was_saved_stays_even_when_it_is_empty(self):
		give_new_settings_their_defaults()

		settings = frappe.get_doc("FSM Settings")
		self.assertEqual((settings.attachment_max_mb, settings.attachment_types), (7, ""))
