"""A worker dies before each statement and each commit in turn: nothing is lost, nothing happens twice."""

from unittest.mock import patch

import frappe

from gigafibre_fsm import flows
from gigafibre_fsm.flows.running import guard, wakeup
from gigafibre_fsm.tests.factories import make_contact
from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.flow_case import FlowTestCase, note, outside, ring

# A run has far fewer boundaries; one that never ends would be killed for ever.
MOST_KILLS = 400
PHONE = "+15145550183"


class Killed(BaseException):
	"""The worker is no more: nothing catches it."""


class TestKills(FlowTestCase):
	def test_a_worker_that_dies_anywhere_loses_and_repeats_nothing(self):
		self.enterContext(patch.object(guard, "MOST_RUNS", MOST_KILLS))
		lanes = step("lanes", "parallel", params={"join": "all"})
		flow = self.flow(
			note("first"),
			lanes | {"depends_on": ["first"]},
			note("left", parent="lanes", lane="a"),
			ring("right", parent="lanes", lane="b"),
			step("ask", "test_ask", depends_on=["lanes"]),
			ring("last", "ask"),
		)
		expected = {
			"first": "Done",
			"lanes": "Done",
			"left": "Done",
			"right": "Done",
			"ask": "Done",
			"last": "Done",
		}
		kills = 0
		for boundary in range(1, MOST_KILLS, 2):
			run = self.started(flow)
			outside.clear()
			died = self.dies_before(boundary, run)
			self.recover(run)
			self.assertEqual(self.statuses(run), expected, boundary)
			self.assertEqual(self.effects(run), ["first", "left"], boundary)
			self.assertEqual(sorted(outside), [f"{run}:last", f"{run}:right"], boundary)
			if not died:
				break
			kills += 1

		self.assertGreater(kills, 10)
		self.assertFalse(died)

	def test_what_it_sends_is_in_the_conversation_once(self):
		self.enterContext(patch.object(guard, "MOST_RUNS", MOST_KILLS))
		self.addCleanup(self.forget_messages)
		self.kept(make_contact(self.customer, phone=PHONE))
		say = {"text_fr": "Bonjour", "text_en": "Hello"}
		flow = self.flow(step("say", "send_sms", params=say), title="Late payment")
		kills = 0
		for boundary in range(1, MOST_KILLS):
			run = self.started(flow)
			died = self.dies_before(boundary, run)
			self.recover(run)
			self.assertEqual(self.statuses(run), {"say": "Done"}, boundary)
			said = frappe.get_all("Communication", {"flow_run": run}, ["name", "sender_full_name"])
			sent = frappe.get_all("SMS Message", {"idempotency_key": f"{run}:say"}, pluck="communication")
			self.assertEqual(([row.name for row in said], len(sent)), (sent, 1), boundary)
			self.assertEqual(said[0].sender_full_name, "Late payment")
			if not died:
				break
			kills += 1

		self.assertGreater(kills, 10)
		self.assertFalse(died)

	def forget_messages(self) -> None:
		for doctype in ("Communication", "Conversation", "SMS Message"):
			field = "reference_name" if doctype == "Communication" else "customer"
			frappe.db.delete(doctype, {field: self.customer.name})
		frappe.db.commit()

	def dies_before(self, boundary: int, run: str) -> bool:
		"""Be a worker that is killed before its n-th statement or end of a transaction; return whether it was."""
		passed = 0

		def watch(owner: object, name: str):
			real = getattr(owner, name)

			def counted(*arguments, **keywords):
				nonlocal passed
				passed += 1
				if passed == boundary:
					raise Killed
				return real(*arguments, **keywords)

			return patch.object(owner, name, counted)

		frappe.db.commit()
		try:
			with watch(frappe.db, "sql"), watch(frappe.db, "commit"), watch(frappe.db, "rollback"):
				self.go_on(run)
		except Killed:
			frappe.db.rollback()
			frappe.flags.flow_run = None
			return True
		return False

	def go_on(self, run: str) -> None:
		"""Work, and answer what is asked, as far as it goes."""
		self.work(run)
		if frappe.db.get_value("Flow Run Step", {"parent": run, "instance": "ask"}, "status") == "Waiting":
			flows.complete(run, "ask", {"says": "yes"})
			self.work(run)

	def recover(self, run: str) -> None:
		"""Let time pass, and the sweep and its workers do what they do."""
		for _round in range(4):
			self.let_pass(run, minutes=10)
			self.queued.reset_mock()
			wakeup.sweep()
			if run in [one for call in self.queued.call_args_list for one in call.kwargs["runs"]]:
				self.work(run)
			self.go_on(run)
