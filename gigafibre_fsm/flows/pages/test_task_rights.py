"""A task is answered by whom it was asked of, and given to people by who may."""

import frappe

from gigafibre_fsm import flows
from gigafibre_fsm.flows.pages import tasks
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_user
from gigafibre_fsm.tests.factories_flows import make_flow, make_run, make_task


class TestTaskRights(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.run = make_run(make_flow(), customer=make_customer().name)
		step = {"instance": "ask", "step": "ask", "kind": "ask_person", "label": "Ask", "status": "Waiting"}
		row = {"parent": self.run, "parenttype": "Flow Run", "parentfield": "steps", "idx": 1}
		frappe.get_doc(doctype="Flow Run Step", **row, **step).db_insert()
		self.agent, self.manager = make_user("FSM Agent"), make_user("FSM Manager")
		self.dispatcher = make_user("FSM Dispatcher")

	def approval(self, **values) -> str:
		return make_task(self.run, **{"role": "FSM Manager", **values}).name

	def test_an_approval_is_not_given_by_anybody(self):
		name = self.approval()
		for user in (self.agent, self.dispatcher):
			with self.subTest(user=user), self.set_user(user):
				self.assertFalse(tasks.show_task(name)["can_complete"])
				self.assertRefused(
					"FSM Manager", tasks.complete_task, name, {}, exception=frappe.PermissionError
				)
		self.assertEqual(frappe.db.get_value("Flow Task", name, "status"), "Open")
		with self.set_user(self.manager):
			self.assertTrue(tasks.show_task(name)["can_complete"])
			self.assertEqual(tasks.complete_task(name, {})["status"], "Done")

	def test_whom_it_was_given_to_answers_it_and_no_colleague(self):
		name = self.approval(role=None, assigned_to=self.agent)
		with self.set_user(make_user("FSM Agent")), self.assertRaises(frappe.PermissionError):
			tasks.complete_task(name, {})
		with self.set_user(self.agent):
			self.assertEqual(tasks.complete_task(name, {})["status"], "Done")

	def test_who_has_the_role_answers_and_a_manager_answers_all(self):
		for user in (self.agent, self.manager):
			with self.subTest(user=user), self.set_user(user):
				self.assertEqual(tasks.complete_task(self.approval(role="FSM Agent"), {})["status"], "Done")

	def test_one_of_ones_role_that_is_nobodys_may_be_taken(self):
		free, taken = (
			self.approval(role="FSM Agent"),
			self.approval(role="FSM Agent", assigned_to=self.manager),
		)
		with self.set_user(self.agent):
			told = tasks.show_task(free)
			self.assertEqual((told["can_assign"], told["can_take"]), (False, True))
			self.assertFalse(tasks.show_task(taken)["can_take"])
			self.assertEqual(tasks.assign_task(free, self.agent)["assigned_to"], self.agent)
			for name, user in (
				(taken, self.agent),
				(self.approval(), self.agent),
				(free, ""),
				(free, self.manager),
			):
				with self.subTest(name=name, user=user):
					self.assertRefused(
						"managers and dispatchers",
						tasks.assign_task,
						name,
						user,
						exception=frappe.PermissionError,
					)

	def test_dispatchers_and_managers_give_tasks_to_people(self):
		name = self.approval()
		for user in (self.dispatcher, self.manager):
			with self.subTest(user=user), self.set_user(user):
				self.assertTrue(tasks.show_task(name)["can_assign"])
				self.assertEqual(tasks.assign_task(name, self.agent)["assigned_to"], self.agent)

	def test_what_is_answered_offers_nothing_more(self):
		name = self.approval()
		flows.complete_task(name, {})
		told = tasks.show_task(name)
		self.assertEqual((told["can_complete"], told["can_assign"], told["can_take"]), (False, False, False))
