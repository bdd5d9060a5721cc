"""Roles come with groups and go with them; nothing else is touched, and nobody locks the door behind everybody."""

import frappe

from gigafibre_fsm.identity import group_roles
from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.fake_authentik import AuthentikTestCase


class TestGroupRoles(AuthentikTestCase):
	def roles(self, user):
		return {row.role for row in frappe.get_doc("User", user).roles}

	def test_groups_give_and_take_the_roles_of_the_table_and_no_others(self):
		make_user("FSM Manager")
		user = make_user("FSM Agent", "FSM Manager", "Sales User")

		group_roles.follow(user, ["technicians", "dispatchers", "no such group"])

		self.assertEqual(self.roles(user), {"FSM Technician", "FSM Dispatcher", "FSM Agent", "Sales User"})

	def test_somebody_whose_groups_did_not_change_is_not_saved_again(self):
		user = make_user("FSM Agent")
		before = frappe.db.get_value("User", user, "modified")

		group_roles.follow(user, ["agents"])

		self.assertEqual(frappe.db.get_value("User", user, "modified"), before)

	def test_the_last_manager_keeps_the_role(self):
		others = frappe.get_all("Has Role", {"role": "FSM Manager", "parenttype": "User"}, pluck="parent")
		for name in set(others) - {"Administrator"}:
			frappe.db.set_value("User", name, "enabled", 0)
		user = make_user("FSM Manager", "FSM Agent")

		group_roles.follow(user, [])
		self.assertEqual(self.roles(user), {"FSM Manager"})

		make_user("FSM Manager")
		group_roles.follow(user, [])
		self.assertEqual(self.roles(user), set())
