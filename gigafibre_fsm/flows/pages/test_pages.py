"""What the flows' pages are told: runs in words, what may be started by hand, tasks and their answers."""

from unittest.mock import patch

import frappe
from frappe.utils import add_to_date, now_datetime

from gigafibre_fsm import flows
from gigafibre_fsm.flows.pages import by_hand, run_list, run_view, tasks, whereabouts
from gigafibre_fsm.tests.cases import SiteTestCase
from gigafibre_fsm.tests.factories import make_customer, make_issue, make_user
from gigafibre_fsm.tests.factories_flows import make_flow, make_run, make_task, step


def row(**values) -> frappe._dict:
	return frappe._dict(
		{
			"label": "Remind",
			"kind": "wait",
			"status": "Waiting",
			"wake_on": None,
			"waiting_event": None,
			"error": None,
			**values,
		}
	)


class TestWords(SiteTestCase):
	def test_what_a_waiting_step_waits_for(self):
		at = "2026-11-24 09:00:00"
		said = whereabouts.moment(at)  # Babel's editions write the month with and without a dot
		for values, words in (
			({"wake_on": at}, f"Waits until {said}: Remind"),
			({"waiting_event": "on_payment_received"}, "Waits for “A payment is received”: Remind"),
			({"waiting_event": "on_payment_received", "wake_on": at}, f"until {said} at most: Remind"),
			({"wake_on": at, "error": "No answer"}, f"Tries again on {said}: Remind"),
			({"kind": "ask_person"}, "Waits for somebody: Remind"),
			({"kind": "ask_person", "wake_on": at}, f"Waits for somebody, until {said} at most: Remind"),
			({"kind": "start_flow"}, "Waits for the end of another flow: Remind"),
			({"status": "Running"}, "Doing: Remind"),
		):
			with self.subTest(words=words):
				self.assertIn(words, whereabouts.where(row(**values)))


class TestRuns(SiteTestCase):
	def setUp(self):
		super().setUp()
		self.customer = make_customer("Zoé Roy")
		self.flow = make_flow(title="Follow up")

	def test_a_run_is_listed_with_what_it_is_about_in_words(self):
		run = flows.start(self.flow, "Customer", self.customer.name, occurrence="a")

		(listed,) = run_list.list_runs({"template": self.flow})["rows"]

		self.assertEqual((listed["name"], listed["title"], listed["version"]), (run, "Follow up", 1))
		self.assertEqual((listed["reference_title"], listed["customer_name"]), ("Zoé Roy", "Zoé Roy"))
		self.assertEqual((listed["trigger_label"], listed["now"]), ("By hand", "Running"))

	def test_pages_and_filters(self):
		for status in ("Failed", "Completed", "Completed"):
			make_run(self.flow, status=status, customer=self.customer.name)

		first = run_list.list_runs({"template": self.flow}, 0, 2)
		self.assertEqual((len(first["rows"]), first["has_more"]), (2, True))
		failed = run_list.list_runs({"template": self.flow, "status": "Failed"})["rows"]
		self.assertEqual([one["now"] for one in failed], ["Failed"])
		self.assertRefused("no status", run_list.list_runs, {"status": "Lost"})

	def test_a_run_of_no_customer_is_listed_for_every_role(self):
		run = make_run(self.flow, reference_doctype="Customer", reference_name=self.customer.name)
		for role in ("FSM Agent", "FSM Dispatcher", "FSM Manager"):
			with self.subTest(role=role), self.set_user(make_user(role)):
				listed = run_list.list_runs({"template": self.flow})["rows"]
				self.assertEqual([one["name"] for one in listed], [run])

	def test_who_is_kept_to_another_customer_sees_none(self):
		run = make_run(self.flow, customer=self.customer.name)
		kept = make_user("FSM Agent")
		frappe.permissions.add_user_permission("Customer", make_customer().name, kept)
		with self.set_user(kept):
			self.assertEqual(run_list.list_runs({"template": self.flow})["rows"], [])
			with self.assertRaises(frappe.PermissionError):
				run_view.show_run(run)

	def test_only_who_may_act_is_offered_to(self):
		run = make_run(self.flow)
		for role, can_act in (("FSM Agent", False), ("FSM Dispatcher", True), ("FSM Manager", True)):
			with self.subTest(role=role), self.set_user(make_user(role)):
				self.assertEqual(run_view.show_run(run)["can_act"], can_act)

	def test_secrets_are_hidden_in_what_a_step_gave_as_in_what_it_was_given(self):
		run = make_run(self.flow)
		output = {
			"status": 200,
			"content": {"access_token": "hidden", "data": [{"X-Api-Key": "hidden"}], "id": 7},
		}
		row = {"parent": run, "parenttype": "Flow Run", "parentfield": "steps", "idx": 1, "status": "Done"}
		called = {"instance": "call", "step": "call", "kind": "http_call", "label": "Call"}
		frappe.get_doc(doctype="Flow Run Step", output=frappe.as_json(output), **row, **called).db_insert()

		(shown,) = run_view.show_run(run)["steps"]
		self.assertNotIn("hidden", frappe.as_json(shown))
		self.assertEqual((shown["output"]["status"], shown["output"]["content"]["id"]), (200, 7))

	def test_a_run_whose_version_cannot_be_read_still_shows_its_steps(self):
		run = make_run(self.flow)
		frappe.db.set_value("Flow Template Version", {"template": self.flow}, "definition", "{broken")
		self.assertEqual(run_view.show_run(run)["definition"], {"steps": []})


class TestByHand(SiteTestCase):
	def test_a_record_offers_its_own_flows_and_those_of_its_customer(self):
		ticket = make_issue(make_customer())
		own, of_customer = make_flow(applies_to="Issue"), make_flow()
		make_flow(enabled=False)
		make_flow(applies_to="Outage")

		rows = by_hand.startable("Issue", ticket.name)["rows"]

		offered = {one["name"]: one["reference_name"] for one in rows}
		self.assertEqual((offered[own], offered[of_customer]), (ticket.name, ticket.customer))
		self.assertEqual(len(rows), 2)

	def test_one_press_is_one_run_however_often_it_arrives(self):
		ticket = make_issue(make_customer())
		flow = make_flow()
		first, again = (by_hand.start_by_hand(flow, "Issue", ticket.name, "k") for _time in range(2))
		other = by_hand.start_by_hand(flow, "Issue", ticket.name, "other")

		self.assertEqual(first["name"], again["name"])
		self.assertNotEqual(first["name"], other["name"])
		self.assertEqual((first["reference_doctype"], first["reference_name"]), ("Customer", ticket.customer))

	def test_a_start_without_a_key_is_refused(self):
		customer = make_customer().name
		for key in ("", "  "):
			self.assertRefused(
				"a key of its own", by_hand.start_by_hand, make_flow(), "Customer", customer, key
			)

	def test_what_cannot_be_started_there_says_why(self):
		customer = make_customer().name
		self.assertRefused(
			"not switched on", by_hand.start_by_hand, make_flow(enabled=False), "Customer", customer, "k"
		)
		about_tickets = make_flow(applies_to="Issue")
		self.assertRefused(
			"cannot be started from", by_hand.start_by_hand, about_tickets, "Customer", customer, "k"
		)


class TestTasks(SiteTestCase):
	FORM = (
		{
			"name": "decision",
			"label": "Decision",
			"type": "select",
			"required": True,
			"options": ["yes", "no"],
		},
		{"name": "amount", "label": "Amount", "type": "number"},
		{"name": "on", "label": "On", "type": "date"},
		{"name": "sure", "label": "Sure", "type": "check"},
	)

	def setUp(self):
		super().setUp()
		ask = step("ask", "ask_person", params={"title": "Decide", "whom": "role", "role": "FSM Agent"})
		self.run = flows.start(make_flow(steps=[ask]), "Customer", make_customer().name, occurrence="a")
		self.agent = make_user("FSM Agent")

	def task(self, **values) -> str:
		return make_task(self.run, list(self.FORM), **values).name

	def test_mine_are_those_given_to_me_or_to_my_role_and_nobody_else(self):
		mine, roles = self.task(assigned_to=self.agent, role=None), self.task()
		theirs, managers = self.task(assigned_to=make_user("FSM Agent")), self.task(role="FSM Manager")
		with self.set_user(self.agent), patch.object(tasks, "PAGE", 5000):
			listed = tasks.list_tasks("mine")
			everything = {one["name"] for one in tasks.list_tasks("open")["rows"]}

		names = {one["name"] for one in listed["rows"]}
		self.assertEqual(names & {mine, roles, theirs, managers}, {mine, roles})
		self.assertEqual(listed["counts"]["mine"], len(names))
		self.assertLessEqual({mine, roles, theirs, managers}, everything)

	def test_what_is_due_first_comes_first_and_what_is_never_due_last(self):
		never, later = self.task(), self.task(due_on=add_to_date(now_datetime(), days=2))
		sooner, also_never = self.task(due_on=now_datetime()), self.task()
		wanted, told = [sooner, later, never, also_never], []
		with (
			self.set_user(self.agent),
			patch.object(tasks, "_mine", lambda: wanted),
			patch.object(tasks, "PAGE", 1),
		):
			for start in range(4):
				page = tasks.list_tasks("mine", start)
				told += [(one["name"], page["has_more"]) for one in page["rows"]]

		self.assertEqual([name for name, _more in told], wanted)
		self.assertEqual([more for _name, more in told], [True, True, True, False])

	def test_a_task_past_its_time_is_late(self):
		late = self.task(due_on=add_to_date(now_datetime(), hours=-1))
		self.assertEqual(
			(tasks.show_task(late)["is_late"], tasks.show_task(self.task())["is_late"]), (True, False)
		)

	def test_answers_are_typed_by_the_form(self):
		given = {"decision": "yes", "amount": "12.5", "on": "2026-11-24", "sure": "1", "other": "left out"}
		name = self.task()
		answered = tasks.complete_task(name, given)

		self.assertEqual(
			answered["answers"], {"decision": "yes", "amount": 12.5, "on": "2026-11-24", "sure": True}
		)
		self.assertEqual(answered["status"], "Done")
		signal = frappe.get_last_doc("Flow Signal", {"run": self.run})
		self.assertEqual(frappe.parse_json(signal.payload)["answers"]["decision"], "yes")

	def test_what_the_form_does_not_take_is_refused(self):
		name = self.task()
		for answers, words in (
			({}, "Answer “Decision”"),
			({"decision": "perhaps"}, "is not what is asked"),
			({"decision": "yes", "amount": "many"}, "is not what is asked"),
			({"decision": "yes", "on": "someday"}, "is not what is asked"),
		):
			with self.subTest(answers=answers):
				self.assertRefused(words, tasks.complete_task, name, answers)
		self.assertEqual(tasks.show_task(name)["status"], "Open")

	def test_one_that_is_answered_is_answered_once(self):
		name = self.task()
		tasks.complete_task(name, {"decision": "no"})
		self.assertRefused("no longer open", tasks.complete_task, name, {"decision": "yes"})

	def test_what_asks_a_person_is_not_ended_past_its_form(self):
		self.task()
		self.assertRefused("Answer the task", tasks.end_wait, self.run, "ask", {})

	def test_it_is_given_to_staff_only(self):
		name = self.task()
		self.assertEqual(tasks.assign_task(name, self.agent)["assigned_to"], self.agent)
		self.assertIsNone(tasks.assign_task(name)["assigned_to"])
		self.assertRefused("does not work with tasks", tasks.assign_task, name, make_user())
