"""Settings are refused while they could not work, in words that say what to write instead."""

import frappe

from gigafibre_fsm.gigafibre_fsm.doctype.fsm_settings.webhook_tabs import SECRETS
from gigafibre_fsm.tests.cases import SiteTestCase


class TestFSMSettings(SiteTestCase):
	def save(self, **values):
		settings = frappe.get_doc("FSM Settings")
		settings.update(values)
		return settings.save()

	def test_genieacs_cannot_be_on_without_an_address(self):
		self.assertRefused(
			"is needed while GenieACS is enabled",
			lambda: self.save(genieacs_enabled=1, genieacs_url=""),
		)

	def test_an_address_no_client_could_use_is_refused_with_an_example(self):
		for typed in ("ftp://192.0.2.10", "acs:7557", "http://"):
			with self.subTest(typed=typed):
				self.assertRefused(
					"such as http://192.0.2.10:7557", lambda url=typed: self.save(genieacs_url=url)
				)

	def test_an_address_is_written_one_way(self):
		self.assertEqual(
			self.save(genieacs_url=" HTTP://192.0.2.10:7557/ ").genieacs_url, "http://192.0.2.10:7557"
		)

	def test_what_is_no_network_is_refused_with_an_example(self):
		self.assertRefused(
			"192.0.2.999/24 is not a network such as 192.0.2.0/24",
			lambda: self.save(allowed_networks="198.51.100.0/24\n192.0.2.999/24"),
		)

	def test_networks_of_both_families_are_accepted(self):
		saved = self.save(allowed_networks="192.0.2.0/24\n2001:db8::/32")

		self.assertEqual(saved.allowed_networks.split(), ["192.0.2.0/24", "2001:db8::/32"])

	def test_a_webhook_cannot_be_on_without_a_secret(self):
		for switch, (secret, system) in SECRETS.items():
			with self.subTest(switch=switch):
				self.assertRefused(
					f"is needed while {system} is enabled",
					lambda on=switch, empty=secret: self.save(**{on: 1, empty: ""}),
				)
