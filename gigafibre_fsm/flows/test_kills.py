"""A worker dies before each statement and each commit in turn: nothing is lost, nothing happens twice."""

from unittest.mock import patch

import frappe

from gigafibre_fsm import flows
from gigafibre_fsm.flows import guard, wakeup
from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.flow_case import FlowTestCase, note, outside, ring

# A run has far fewer boundaries; one that never ends would be killed for ever.
MOST_KILLS = 400


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
