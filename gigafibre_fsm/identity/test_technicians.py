"""The technician's link of the day: who gets one, how it reaches them, until when, and who may take it back."""

from datetime import datetime
from unittest.mock import patch

import frappe

from gigafibre_fsm import identity
from gigafibre_fsm.api import identity as front_door
from gigafibre_fsm.identity import technicians
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.factories_fsm import make_technician


class TestTechnicians(SiteTestCase):
	def set(self, **settings):
		for fieldname, value in settings.items():
			frappe.db.set_single_value("FSM Settings", fieldname, value)
		frappe.clear_document_cache("FSM Settings", "FSM Settings")

	def opens(self, url: str):
		return identity.open_token(url.partition("/j#")[2], technicians.PURPOSE)

	def test_a_technician_without_account_gets_one_for_the_field_only(self):
		technician = make_technician(email="")
		technician.db_set("user", None)
		user = self.opens(identity.technician_link(technician.name)).user

		self.assertEqual(technician.reload().user, user)
		self.assertTrue(user.endswith("@technicians.invalid"))
		self.assertEqual([row.role for row in frappe.get_doc("User", user).roles], ["FSM Technician"])
		self.assertEqual(frappe.db.get_value("User", user, "user_type"), "Website User")

	def test_an_account_that_opens_the_desk_is_not_opened_by_a_link(self):
		technician = make_technician(make_user("FSM Technician", "FSM Dispatcher"))

		self.assertRefused("opens the desk", lambda: identity.technician_link(technician.name))

	def test_an_account_that_is_no_technicians_is_not_opened_by_a_link(self):
		technician = make_technician(make_user("Customer"))

		self.assertRefused("is no technician’s", lambda: identity.technician_link(technician.name))

	def test_who_leaves_or_gets_another_account_has_no_living_link(self):
		for change in ({"status": "Inactive"}, {"user": make_user("FSM Technician")}):
			with self.subTest(**change):
				technician = make_technician()
				url = identity.technician_link(technician.name)
				technician.reload().update(change)
				technician.save()

				self.assertRefused(
					"withdrawn", lambda url=url: self.opens(url), exception=frappe.PermissionError
				)

	def test_who_is_inactive_gets_none(self):
		technician = make_technician(status="Inactive")

		self.assertRefused("Simon Landry is inactive", lambda: identity.technician_link(technician.name))

	def test_it_is_good_until_the_working_day_ends_and_at_night_for_the_next(self):
		self.set(working_day_ends="18:30:00")
		for now, end in (
			(datetime(2026, 6, 3, 7, 0), datetime(2026, 6, 3, 18, 30)),
			(datetime(2026, 6, 3, 18, 30), datetime(2026, 6, 4, 18, 30)),
			(datetime(2026, 6, 30, 23, 59), datetime(2026, 7, 1, 18, 30)),
		):
			with self.subTest(now=now), patch.object(technicians, "now_datetime", lambda now=now: now):
				self.assertEqual(technicians.end_of_day(), end)

	def test_it_goes_by_text_message_to_the_technicians_phone(self):
		self.set(twilio_enabled=1)
		technician = make_technician(phone="+15145550142")
		sent = identity.send_technician_link(technician.name)

		message = frappe.get_last_doc("SMS Message", {"to_number": "+15145550142"})
		self.assertEqual((sent["address"], message.purpose), ("+15145550142", "Security"))
		self.assertEqual(self.opens(message.body.split()[-1]).reference_name, technician.name)

	def test_without_phone_it_goes_by_email(self):
		technician = make_technician(email="simon@example.com")

		with patch("gigafibre_fsm.identity.post.send_letter") as send:
			self.assertEqual(identity.send_technician_link(technician.name)["address"], "simon@example.com")
		send.assert_called_once()

	def test_without_sms_the_dispatcher_is_told_why_nothing_leaves(self):
		self.set(twilio_enabled=0)
		technician = make_technician(phone="+15145550142")

		self.assertRefused("SMS is switched off", lambda: identity.send_technician_link(technician.name))

	def test_without_either_the_dispatcher_is_told(self):
		technician = make_technician()

		self.assertRefused(
			"neither a phone number nor an e-mail", lambda: identity.send_technician_link(technician.name)
		)

	def test_all_links_of_the_day_are_withdrawn_at_once(self):
		technician = make_technician().name
		urls = [identity.technician_link(technician) for _count in range(3)]

		self.assertEqual(identity.revoke_technician_links(technician), 3)
		self.assertEqual(identity.revoke_technician_links(technician), 0)
		for url in urls:
			self.assertRefused("withdrawn", lambda url=url: self.opens(url), exception=frappe.PermissionError)

	def test_dispatchers_hand_links_out_and_nobody_else(self):
		technician = make_technician().name
		for role, allowed in (("FSM Dispatcher", True), ("FSM Manager", True), ("FSM Agent", False)):
			with self.subTest(role=role), self.set_user(make_user(role)):
				if allowed:
					self.assertEqual(front_door.revoke_technician_links(technician), 0)
				else:
					self.assertRaises(frappe.PermissionError, front_door.revoke_technician_links, technician)
