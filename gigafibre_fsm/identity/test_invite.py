"""Inviting a colleague: every step told, nothing done twice, and nobody given more than the inviter has."""

from unittest.mock import patch

import frappe

from gigafibre_fsm.api.settings import invitation_email, invite_user
from gigafibre_fsm.identity.invite import Invitation, make_username
from gigafibre_fsm.integrations.authentik import AuthentikError
from gigafibre_fsm.tests.factories import make_customer, make_user
from gigafibre_fsm.tests.fake_authentik import AuthentikTestCase

ALL_STEPS = ["account", "groups", "user", "link", "password", "email"]


class InviteCase(AuthentikTestCase):
	def setUp(self):
		super().setUp()
		self.email = f"zoe.{frappe.generate_hash(length=8)}@example.com"
		self.sent = []
		self.enterContext(patch("gigafibre_fsm.messaging.send_email", self.queue, create=True))
		frappe.set_user(make_user("FSM Manager"))

	def queue(self, to, subject, html, *, key):
		"""As messaging.send_email, on a site that may not have a mail server."""
		self.sent.append(html)
		queued = frappe.get_doc(doctype="Email Queue", sender="a@example.com", message=html, message_id=key)
		queued.append("recipients", {"recipient": to})
		return queued.insert(ignore_permissions=True).name

	def invite(self, *groups, email=None, first_name="Zoé"):
		return invite_user(email or self.email, first_name, "Roy", list(groups or ["agents"]))

	def states(self, outcome):
		self.assertEqual([step["step"] for step in outcome["steps"]], ALL_STEPS)
		return [step["state"] for step in outcome["steps"]]

	def message(self, outcome, step):
		return next(told["message"] for told in outcome["steps"] if told["step"] == step)

	def roles(self, user):
		return {row.role for row in frappe.get_doc("User", user).roles}


class TestInvite(InviteCase):
	def test_a_colleague_has_an_account_groups_a_user_a_link_a_password_and_an_e_mail(self):
		outcome = self.invite("agents", "technicians")

		self.assertEqual(self.states(outcome), ["done"] * 6)
		account = self.authentik.find_account(self.email)
		self.assertEqual(set(account.groups), {"agents", "technicians"})
		self.assertEqual(self.authentik.passwords, {account.username: outcome["password"]})
		user = frappe.get_doc("User", self.email)
		self.assertEqual((user.user_type, user.full_name), ("System User", "Zoé Roy"))
		self.assertEqual(self.roles(self.email), {"FSM Agent", "FSM Technician"})
		linked = [(row.provider, row.userid) for row in user.social_logins if row.provider == "authentik"]
		self.assertEqual(linked, [("authentik", account.uid)])

	def test_the_password_is_in_no_e_mail_and_in_no_record(self):
		with patch("frappe.log_error") as logged:
			password = self.invite()["password"]

		self.assertNotIn(password, str(self.sent))
		self.assertNotIn(password, str(frappe.get_doc("User", self.email).as_dict()))
		self.assertFalse(logged.called)

	def test_a_repeat_does_nothing_twice_but_gives_a_password_that_was_never_used_anew(self):
		first = self.invite()
		second = self.invite()

		self.assertEqual(self.states(second), ["already", "already", "already", "already", "done", "already"])
		self.assertNotEqual(second["password"], first["password"])
		self.assertEqual(len(self.authentik.accounts), 1)
		self.assertEqual(len(self.sent), 1)
		self.assertEqual(
			frappe.db.count("User Social Login", {"parent": self.email, "provider": "authentik"}), 1
		)

	def test_a_password_that_was_used_stays(self):
		self.invite()
		self.authentik.change(self.email, has_signed_in=True)

		outcome = self.invite()

		self.assertIsNone(outcome["password"])
		self.assertIn("Signed in before", self.message(outcome, "password"))

	def test_the_password_of_an_account_we_did_not_make_or_of_a_superuser_stays(self):
		self.authentik.add(self.email)
		self.assertIsNone(self.invite()["password"])

		self.authentik.change(self.email, attributes={"gigafibre_fsm": "invited"}, is_superuser=True)
		self.assertIsNone(self.invite()["password"])
		self.assertEqual(self.authentik.passwords, {})

	def test_an_invitation_that_stopped_anywhere_is_finished_by_repeating_it(self):
		for method in ("find_account", "create_account", "find_group", "add_to_group", "set_password"):
			with self.subTest(method):
				self.email = f"zoe.{frappe.generate_hash(length=8)}@example.com"
				self.authentik.failures[method] = AuthentikError("Token invalid/expired", "denied")

				stopped = self.invite()
				self.assertIn("failed", self.states(stopped))
				self.assertIn("Token invalid/expired", str(stopped["steps"]))
				self.assertIsNone(stopped["password"])
				repeated = self.invite()

				self.assertTrue(set(self.states(repeated)) <= {"done", "already"})
				self.assertTrue(repeated["password"])
				self.assertEqual(self.roles(self.email), {"FSM Agent"})
		self.assertEqual(len(self.authentik.accounts), 5)

	def test_what_follows_a_failure_is_skipped(self):
		self.authentik.failures["add_to_group"] = AuthentikError("busy", "server_error")

		outcome = self.invite()

		self.assertEqual(self.states(outcome), ["done", "failed", "skipped", "skipped", "skipped", "skipped"])
		self.assertFalse(frappe.db.exists("User", self.email))

	def test_a_username_that_is_taken_is_made_again(self):
		self.authentik.failures["create_account"] = AuthentikError("must be unique", "invalid")
		self.assertEqual(self.states(self.invite())[0], "done")
		self.assertRegex(make_username("Marie.Tremblay+x@isp.example"), r"^Marie-Tremblay-x-[a-z2-9]{4}$")

	def test_a_group_that_authentik_does_not_have_is_named(self):
		self.authentik.groups.remove("agents")
		self.assertEqual(self.message(self.invite(), "groups"), "Authentik has no group named agents")

	def test_a_deactivated_account_or_user_is_not_woken(self):
		self.authentik.add(self.email, is_active=False)
		self.assertIn("deactivated in Authentik", self.message(self.invite(), "account"))

		make_user("FSM Agent", email=self.email, enabled=0)
		self.authentik.change(self.email, is_active=True)
		self.assertIn("is disabled here", self.message(self.invite(), "user"))

	def test_a_user_of_another_account_is_not_taken_over(self):
		self.authentik.add("other@example.com")
		user = frappe.get_doc("User", make_user("FSM Agent", email=self.email))
		user.append("social_logins", {"provider": "authentik", "userid": "uid-of-somebody-else"})
		user.save(ignore_permissions=True)

		outcome = self.invite()

		self.assertEqual(self.states(outcome)[3], "failed")
		self.assertIsNone(outcome["password"])

	def test_a_mail_server_that_refuses_does_not_keep_the_password_from_the_manager(self):
		with patch(
			"gigafibre_fsm.messaging.send_email",
			create=True,
			side_effect=frappe.OutgoingEmailError("Please setup an Email Account"),
		):
			outcome = self.invite()

		self.assertEqual(self.states(outcome)[4:], ["done", "failed"])
		self.assertEqual(self.message(outcome, "email"), "Please setup an Email Account")
		self.assertTrue(outcome["password"])

	def test_the_mail_servers_own_words_are_told_and_the_mail_is_sent_again(self):
		self.invite()
		self.assertEqual(invitation_email(self.email)["state"], "done")
		trace = "Traceback\nsmtplib.SMTPRecipientsRefused: {'z@example.com': (550, b'5.1.1 No such user')}\n"
		rule = {"reference_doctype": "User", "reference_name": self.email}
		frappe.db.set_value("Email Queue", rule, {"error": trace, "status": "Error"})

		self.assertEqual(
			invitation_email(self.email),
			{"state": "failed", "message": "550 5.1.1 No such user"},
		)
		self.assertNotIn("failed", self.states(self.invite()))
		self.assertEqual(len(self.sent), 2)
		frappe.db.set_value("Email Queue", rule, {"error": "", "status": "Sent"})
		self.assertEqual(invitation_email(self.email), {"state": "already", "message": "Sent"})


class TestWhoMayInvite(InviteCase):
	def test_what_is_typed_wrong_is_named_with_its_field(self):
		for email in (
			"",
			"marie",
			"marie@",
			"a@example.com, b@example.com",
			"a@example.com\nb@example.com",
			"Zoé <z@example.com>",
		):
			with self.subTest(email):
				self.assertRefused(
					f"Email “{email}”: is not an e-mail address",
					lambda e=email: invite_user(e, "Z", "", ["agents"]),
				)
		self.assertRefused("First Name", lambda: self.invite(first_name=" "))
		self.assertRefused("Groups: choose at least one", invite_user, self.email, "Zoé", "", [])
		self.assertRefused("Groups “kings”: is not in the table", self.invite, "agents", "kings")
		self.assertRefused("Groups “not json”", invite_user, self.email, "Zoé", "", "not json")
		self.assertEqual(self.authentik.calls, [])

	def test_a_name_frappe_would_refuse_is_refused_before_anything_is_done(self):
		for first_name, last_name, said in (
			("Z" * 61, "", f"First Name “{'Z' * 60}…”: has more than 60 characters"),
			("Zoé", "R" * 200, "has more than 60 characters"),
			("<b>Zoé</b>", "", "First Name “<b>Zoé</b>”: has characters that a name cannot have"),
			("Zoé", "R\noy", "Last Name"),
		):
			with self.subTest(said):
				self.assertRefused(said, invite_user, self.email, first_name, last_name, ["agents"])
		long = f"{'z' * 60}@{'a' * 60}.{'b' * 60}.example"
		self.assertRefused("has more than 140 characters", lambda: self.invite(email=long))
		self.assertEqual(self.authentik.calls, [])

	def test_why_a_step_failed_is_text(self):
		refused = frappe.ValidationError("<b>First&nbsp;Name</b> &amp; <i>Last</i>")
		with patch("gigafibre_fsm.identity.staff_users.create", side_effect=refused):
			self.assertEqual(self.message(self.invite(), "user"), "First Name & Last")

	def test_a_manager_gives_no_more_than_they_have(self):
		for group in ("owners", "books"):
			self.assertRefused(f"Groups “{group}”", self.invite, group, exception=frappe.PermissionError)

		frappe.set_user(make_user("System Manager"))
		self.assertNotIn("failed", self.states(self.invite("owners", "books")))

	def test_a_manager_gets_no_password_for_somebody_above_them(self):
		for role in ("System Manager", "Accounts Manager"):
			user = make_user(role)
			self.assertRefused(
				f"Email “{user}”",
				lambda user=user: self.invite(email=user),
				exception=frappe.PermissionError,
			)
		self.assertEqual(self.authentik.passwords, {})

	def test_a_manager_gets_no_password_for_who_is_above_them_in_authentik_and_not_yet_here(self):
		ours = {"gigafibre_fsm": "invited"}
		for group in ("owners", "a group of another application"):
			with self.subTest(group):
				self.email = f"zoe.{frappe.generate_hash(length=8)}@example.com"
				self.authentik.add(self.email, attributes=ours, groups=(group,))

				outcome = self.invite("agents")

				self.assertIn(f"is in {group}", self.message(outcome, "password"))
				self.assertIsNone(outcome["password"])
		self.assertEqual(self.authentik.passwords, {})

		frappe.set_user(make_user("System Manager"))
		self.assertTrue(self.invite("agents")["password"])

	def test_a_password_is_not_shown_when_an_invitation_is(self):
		invitation = Invitation(self.email, "Zoé", "Roy", ["agents"], self.authentik, password="Dat-kem-473")

		self.assertNotIn("Dat-kem-473", repr(invitation))

	def test_a_customers_address_is_no_colleagues(self):
		user = make_user("Customer")
		customer = make_customer()
		customer.append("portal_users", {"user": user})
		customer.save(ignore_permissions=True)

		self.assertRefused("is not the address of a colleague", lambda: self.invite(email=user))

	def test_without_a_token_nothing_is_begun(self):
		from gigafibre_fsm.identity import authentik

		with patch.object(authentik, "admin", side_effect=authentik.AuthentikOff):
			self.assertRefused("Authentik is switched off", self.invite)

	def test_agents_invite_nobody(self):
		frappe.set_user(make_user("FSM Agent"))
		with self.assertRaises(frappe.PermissionError):
			self.invite()
