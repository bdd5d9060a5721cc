"""A person is asked once, sees the questions as they were drawn, and the run knows until when it waits."""

import json

import frappe
from frappe.utils import add_to_date, get_datetime

from gigafibre_fsm.tests.factories import make_customer, make_user
from gigafibre_fsm.tests.factories_fsm import make_job
from gigafibre_fsm.tests.kind_case import KindTestCase, context_of

FORM = [
	{"name": "ok", "label": "Is it good?", "type": "check", "required": True},
	{"name": "why", "label": "Why", "type": "select", "options": ["Bend", "Dirt"]},
]


class TestAsking(KindTestCase):
	def setUp(self):
		super().setUp()
		frappe.new_doc("Flow Run", title="A run").insert(set_name="RUN-1")

	def test_the_task_says_what_to_do_about_which_record_and_by_when(self):
		job, user = make_job(), make_user("FSM Dispatcher")
		ask = {"title": "Look at {{ doc.name }}", "whom": "user", "user": user, "form": FORM, "due_in": 90}

		waiting = self.do("ask_person", job, **ask)

		task = frappe.get_doc("Flow Task", waiting.output["task"])
		self.assertEqual((task.title, task.assigned_to, task.status), (f"Look at {job.name}", user, "Open"))
		self.assertEqual((task.reference_name, task.customer), (job.name, job.customer))
		self.assertEqual((task.run, task.instance, json.loads(task.form)), ("RUN-1", "step", FORM))
		self.assertEqual(get_datetime(task.due_on), waiting.until)
		self.assertEqual(
			frappe.db.count("Notification Log", {"for_user": user, "document_name": task.name}), 1
		)

	def test_it_is_due_from_now_on(self):
		job = make_job()
		now = get_datetime(context_of(job).facts["now"])

		until = self.do("ask_person", job, title="Look", role="FSM Dispatcher", due_in=30).until

		self.assertLess(abs((until - add_to_date(now, minutes=30)).total_seconds()), 5)

	def test_without_a_deadline_it_waits_for_as_long_as_it_takes(self):
		self.assertIsNone(self.do("ask_person", make_job(), title="Look", role="FSM Dispatcher").until)

	def test_no_time_at_all_is_refused(self):
		ask = {"title": "Look", "role": "FSM Dispatcher", "due_in": -5}
		self.assertKindRefuses("must be more than nothing", "ask_person", make_job(), **ask)

	def test_a_time_no_calendar_holds_is_refused(self):
		ask = {"title": "Look", "role": "FSM Dispatcher", "due_in": 1e300}
		self.assertKindRefuses("too long", "ask_person", make_job(), **ask)

	def test_a_simulation_shows_the_questions_and_answers_them(self):
		customer = make_customer()
		ask = {
			"title": "Look",
			"instructions": "With care",
			"role": "FSM Dispatcher",
			"form": FORM,
			"due_in": 60,
		}

		shown = self.show("ask_person", customer, **ask)[0]

		self.assertEqual((shown.kind, shown.to), ("task", "FSM Dispatcher"))
		self.assertEqual(shown.text.splitlines()[:3], ["With care", "• Is it good?", "• Why"])
		self.assertIn("To be done by", shown.text)
		self.assertEqual(self.sample("ask_person", customer, **ask)["answers"], {"ok": True, "why": "Bend"})
		self.assertEqual(frappe.db.count("Flow Task", {"customer": customer.name}), 0)
