"""Settings are refused while they could not work, in words that say what to write instead."""

import frappe

from gigafibre_fsm.gigafibre_fsm.doctype.fsm_settings.webhook_tabs import SECRETS
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_user


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

	def test_a_manager_cannot_make_themselves_more_by_saying_who_comes_in(self):
		self.save(trusted_proxies="192.0.2.10", group_roles=[{"group_name": "agents", "role": "FSM Agent"}])
		frappe.set_user(make_user("FSM Manager"))
		for change in (
			{"group_roles": [{"group_name": "agents", "role": "System Manager"}]},
			{"trusted_proxies": "192.0.2.10\n203.0.113.9"},
			{"proxy_sign_in": 1},
			{"authentik_url": "https://mine.example"},
			{"authentik_client_secret": "mine"},
		):
			with self.subTest(**change):
				self.assertRefused(
					"only a System Manager may change who comes in",
					lambda change=change: self.save(**change),
					exception=frappe.PermissionError,
				)

		saved = self.save(support_phone="+14505550100", proxy_sign_in="0", authentik_client_secret="")
		self.assertEqual(saved.support_phone, "+14505550100")

	def test_a_manager_cannot_send_our_links_and_secrets_elsewhere(self):
		frappe.set_user(make_user("FSM Manager"))
		for change in ({"public_url": "https://mine.example"}, {"twilio_api_url": "https://mine.example"}):
			with self.subTest(**change):
				self.assertRefused(
					"only a System Manager may change where our links lead",
					lambda change=change: self.save(**change),
					exception=frappe.PermissionError,
				)
