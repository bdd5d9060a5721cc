"""Workers and requests at the same time, each in a connection of its own: one run, each effect once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import frappe

from gigafibre_fsm import flows
from gigafibre_fsm.collisions import begin_again
from gigafibre_fsm.flows.running import worker
from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.flow_case import FlowTestCase, note, outside, ring

AT_ONCE = 8


class TestTogether(FlowTestCase):
	def at_once(self, action: Callable[[], object]) -> list:
		"""Do it so often at once, each time in a connection of its own."""
		frappe.db.commit()
		site, folder = frappe.local.site, frappe.local.sites_path

		def work(_number: int) -> object:
			frappe.init(site, sites_path=folder, force=True)
			frappe.connect()
			try:
				result = action()
				frappe.db.commit()
				return result
			finally:
				frappe.destroy()

		with ThreadPoolExecutor(AT_ONCE) as pool:
			results = list(pool.map(work, range(AT_ONCE)))
		frappe.db.rollback()
		return results

	def test_workers_of_the_same_run_do_each_step_once(self):
		lanes = [ring(f"r{number}", parent="lanes", lane=str(number)) for number in range(4)]
		run = self.started(
			self.flow(
				note("first"),
				step("lanes", "parallel", params={"join": "all"}, depends_on=["first"]),
				*lanes,
				note("last", "lanes"),
			)
		)
		self.at_once(lambda: worker.work(run))
		self.work(run)

		self.assertEqual(self.effects(run), ["first", "last"])
		self.assertEqual(sorted(outside), sorted(f"{run}:r{number}" for number in range(4)))
		self.assertEqual(self.run_of(run).status, "Completed")

	def test_a_trigger_that_fires_in_many_places_starts_one_run(self):
		flow = self.flow(note("first"), trigger_event="on_ticket_created")

		def fire() -> str | None:
			return flows.start(flow, "Customer", self.customer.name, event="on_ticket_created")

		runs = self.at_once(begin_again(fire))

		self.assertEqual(sum(map(bool, runs)), 1)
		self.assertEqual(frappe.db.count("Flow Run", {"template": flow}), 1)

	def test_a_run_that_many_help_on_at_once_goes_on_once(self):
		run = self.done(step("ask", "test_ask"), note("after", "ask"))

		def answer() -> None:
			begin_again(flows.complete)(run, "ask", {"says": "yes"})
			frappe.db.commit()
			worker.work(run)

		self.at_once(lambda: _quietly(answer))
		self.work(run)

		self.assertEqual((self.effects(run), self.run_of(run).status), (["after"], "Completed"))
		self.assertEqual(frappe.db.count("Flow Signal", {"run": run}), 0)


def _quietly(action: Callable[[], None]) -> None:
	"""Do it; who comes too late is told so."""
	try:
		action()
	except frappe.ValidationError as error:
		if "not waiting" not in str(error):
			raise
