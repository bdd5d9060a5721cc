"""What a worker does with a run that goes wrong: it fails with a sentence, is tried again, and harms nothing else."""

from unittest.mock import patch

import frappe
import requests
from rq.timeouts import JobTimeoutException

from gigafibre_fsm import flows
from gigafibre_fsm.flows.running import store, wakeup, worker
from gigafibre_fsm.tests.factories import make_customer
from gigafibre_fsm.tests.factories_flows import step
from gigafibre_fsm.tests.flow_case import FlowTestCase, afterwards, note, outside, publish, ring


def fail_with(error: Exception) -> None:
	"""Have the effects of the tests fail after they wrote something."""

	def failing(_context) -> None:
		raise error

	afterwards.append(failing)


class TestFailing(FlowTestCase):
	def test_nothing_is_left_of_a_step_that_failed_but_the_sentence(self):
		fail_with(frappe.ValidationError("The line is <b>cut</b>"))
		run = self.done(note("first"), note("second", "first"))

		ended = self.run_of(run)
		self.assertEqual((ended.status, ended.error, self.effects(run)), ("Failed", "The line is cut", []))
		self.assertEqual(self.step_of(run, "first").error, "The line is cut")
		self.assertFalse(frappe.db.exists("Error Log", {"reference_name": run}))

	def test_a_mistake_of_ours_leaves_its_traceback(self):
		fail_with(ZeroDivisionError("division by zero"))
		run = self.done(note("first"))
		self.addCleanup(frappe.db.commit)
		self.addCleanup(frappe.db.delete, "Error Log", {"reference_name": run})

		self.assertIn("ZeroDivisionError: division by zero", self.run_of(run).error)
		trace = frappe.db.get_value("Error Log", {"reference_name": run}, "error")
		self.assertIn("in failing", trace)

	def test_what_has_an_answer_to_its_failure_is_answered(self):
		run = self.done(
			step("call", "test_refuse", on_error={"action": "handler", "handler": "sorry"}),
			note("sorry"),
			note("after", "call"),
		)

		self.assertEqual(self.statuses(run), {"call": "Failed", "sorry": "Done", "after": "Done"})
		self.assertEqual(self.run_of(run).status, "Completed")

	def test_a_retry_waits_its_time_then_tries_with_the_same_key(self):
		fail_with(requests.ConnectionError("no answer"))
		run = self.done(ring("call", on_error={"action": "retry", "max": 1, "delay": 60}))
		self.assertEqual((self.run_of(run).status, self.step_of(run, "call").status), ("Waiting", "Waiting"))
		self.work(run)
		self.assertEqual(self.step_of(run, "call").attempts, 1)
		afterwards.clear()
		self.let_pass(run, minutes=2)
		self.work(run)

		self.assertEqual((self.run_of(run).status, outside), ("Completed", [f"{run}:call"]))
		self.assertEqual(self.step_of(run, "call").attempts, 2)

	def test_what_cannot_help_is_not_tried_again(self):
		retry = {"action": "retry", "max": 3, "delay": 60}
		run = self.done(step("call", "test_refuse", on_error=retry))

		self.assertEqual(
			(self.run_of(run).status, self.run_of(run).error), ("Failed", "There is no such device")
		)

	def test_a_loop_over_what_is_not_there_fails_and_over_nothing_is_done(self):
		for over, status in (({"var": "doc.no_such"}, "Failed"), ([], "Completed")):
			with self.subTest(over=over):
				loop = step("each", "loop", params={"over": over, "item": "one"})
				run = self.done(loop, note("in", parent="each"))
				self.assertEqual(self.run_of(run).status, status)

	def test_what_the_engine_cannot_do_says_so(self):
		run = self.done(step("each", "loop", params={"over": {"var": "doc.customer_name"}, "item": "one"}))

		self.assertEqual(self.run_of(run).error, "What it should go through is not a list")

	def test_steps_that_meet_in_the_database_begin_again(self):
		collisions = [frappe.QueryDeadlockError("deadlock")]
		afterwards.append(lambda context: (_ for _ in ()).throw(collisions.pop()) if collisions else None)
		with patch("gigafibre_fsm.flows.running.worker.PAUSE", 0):
			run = self.done(note("first"))

		self.assertEqual((self.run_of(run).status, self.effects(run)), ("Completed", ["first"]))
		self.assertEqual(self.step_of(run, "first").attempts, 1)


class TestBroken(FlowTestCase):
	"""One run that cannot go on, and another that is none the worse for it."""

	def carried_out(self, *definitions: object) -> list:
		runs = []
		for definition in (*definitions, {"steps": [note("sound")]}):
			template = publish(definition)
			self.templates.append(template)
			runs.append(self.started(template))
		worker.work_all(runs)
		found = [self.run_of(run) for run in runs]
		self.assertEqual(found[-1].status, "Completed")
		return found

	def test_a_version_that_cannot_be_read_fails_its_run(self):
		for broken, sentence in (
			("{", "cannot be read"),
			('{"nodes": []}', "cannot be carried out"),
			({"steps": [{"id": "a"}]}, "cannot be carried out"),
		):
			with self.subTest(broken):
				run = self.carried_out(broken)[0]
				self.assertEqual(run.status, "Failed")
				self.assertIn(sentence, run.error)

	def test_a_version_that_is_gone_fails_its_run(self):
		run = self.started(self.flow(note("first")))
		frappe.db.delete("Flow Template Version", {"template": ("in", self.templates)})
		self.work(run)

		self.assertEqual(self.run_of(run).status, "Failed")
		self.assertIn("no longer exists", self.run_of(run).error)

	def test_a_cycle_that_got_into_a_version_fails_its_run(self):
		run = self.carried_out({"steps": [note("a", "b"), note("b", "a")]})[0]

		self.assertEqual(run.status, "Failed")
		self.assertIn("cannot be carried out", run.error)

	def test_an_unknown_kind_fails_its_step(self):
		run = self.carried_out({"steps": [step("first", "teleport"), note("second", "first")]})[0]

		self.assertEqual((run.status, run.error), ("Failed", "“teleport” is no kind of step"))

	def test_a_broken_condition_fails_its_step(self):
		run = self.carried_out({"steps": [note("first", condition={"frobnicate": [1]})]})[0]

		self.assertEqual(run.status, "Failed")
		self.assertIn("frobnicate", run.error)

	def test_a_variable_that_is_not_there_fails_its_step(self):
		run = self.carried_out({"steps": [note("first", params={"text": "{{ doc.shoe_size }}"})]})[0]

		self.assertEqual((run.status, self.effects(run.name)), ("Failed", []))
		self.assertIn("shoe_size", run.error)

	def test_a_mistake_in_the_engine_ends_its_run_and_leaves_its_traceback(self):
		run = self.done(step("pause"), note("after", "pause"))
		self.let_pass(run, days=2)
		self.addCleanup(frappe.db.commit)
		self.addCleanup(frappe.db.delete, "Error Log", {"reference_name": run})
		with patch("gigafibre_fsm.flows.engine.advance", side_effect=IndexError("off by one")):
			self.work(run)

		self.assertEqual(self.run_of(run).status, "Failed")
		self.assertIn("IndexError: off by one", self.run_of(run).error)
		self.assertEqual(frappe.db.count("Error Log", {"reference_name": run}), 1)

	def test_a_record_deleted_on_the_way_fails_its_run(self):
		customer = make_customer()
		frappe.db.commit()
		flow = self.flow(note("first"), step("pause", depends_on=["first"]), note("second", "pause"))
		run = flows.start(flow, "Customer", customer.name, occurrence="a")
		self.work(run)
		frappe.delete_doc("Customer", customer.name, force=True)
		frappe.db.commit()
		self.let_pass(run, days=2)
		self.work(run)

		ended = self.run_of(run)
		self.assertEqual(ended.status, "Failed")
		self.assertEqual(ended.error, f"Customer {customer.name} no longer exists")
		self.assertEqual(self.statuses(run), {"first": "Done", "pause": "Done", "second": "Failed"})


class TestOutside(FlowTestCase):
	def test_what_a_dead_worker_had_begun_outside_is_done_again_with_the_same_key(self):
		run = self.started(self.flow(ring("call"), note("after", "call")))
		self.dies_at(run, ring_dies)
		self.assertEqual(outside, [f"{run}:call"])
		self.work(run)
		self.assertEqual(self.statuses(run)["call"], "Running")
		self.let_pass(run, seconds=worker.LEASE + 1)
		self.assertIn(run, self.swept())
		self.work(run)

		self.assertEqual(outside, [f"{run}:call"])
		self.assertEqual((self.run_of(run).status, self.effects(run)), ("Completed", ["after"]))

	def test_the_result_of_a_worker_that_was_thought_dead_is_not_taken(self):
		run = self.started(self.flow(ring("call")))

		def overtaken(_context) -> None:
			afterwards.clear()
			self.let_pass(run, seconds=worker.LEASE + 1)
			worker.work(run)

		afterwards.append(overtaken)
		self.work(run)

		self.assertEqual((outside, self.step_of(run, "call").attempts), ([f"{run}:call"], 1))
		self.assertEqual(self.run_of(run).status, "Completed")

	def test_what_ends_every_worker_is_given_up(self):
		run = self.started(self.flow(note("first")))
		for _worker in range(worker.MOST_TAKEOVERS + 1):
			self.dies_at(run, note_dies)
			self.let_pass(run, seconds=worker.LEASE + 1)
		self.work(run)

		self.assertEqual(self.run_of(run).status, "Failed")
		self.assertIn("worker was stopped each time", self.run_of(run).error)
		self.assertEqual(self.effects(run), [])

	def test_a_run_that_was_lost_and_went_on_is_trusted_again(self):
		run = self.started(self.flow(note("first"), step("pause", depends_on=["first"])))
		self.dies_at(run, note_dies)
		self.let_pass(run, minutes=10)
		self.work(run)

		self.assertEqual((self.run_of(run).takeovers, self.statuses(run)["first"]), (0, "Done"))

	def test_a_job_that_is_cut_off_fails_no_step_and_the_next_worker_does_it(self):
		for kind in (note, ring):
			run = self.started(self.flow(kind("first")))
			fail_with(JobTimeoutException("too long"))
			for cut_off in (worker.work, lambda run: worker.work_all([run])):
				with self.assertRaises(JobTimeoutException):
					cut_off(run)
				frappe.db.rollback()
				self.let_pass(run, seconds=worker.LEASE + 1)
			self.assertEqual(self.statuses(run), {"first": "Running"})
			afterwards.clear()
			self.work(run)

			self.assertEqual((self.statuses(run), self.run_of(run).status), ({"first": "Done"}, "Completed"))

	def dies_at(self, run: str, death) -> None:
		"""Be a worker that dies in an effect."""
		with death(), self.assertRaises(Killed):
			self.work(run)
		frappe.db.rollback()

	def swept(self) -> list[str]:
		self.queued.reset_mock()
		wakeup.sweep()
		return [run for call in self.queued.call_args_list for run in call.kwargs.get("runs", ())]


class Killed(BaseException):
	"""The worker is no more: nothing catches it."""


def ring_dies():
	"""It rings, and the worker dies before it could say so."""
	real = store.lock

	def dying(run: str, known=None):
		if outside:
			raise Killed
		return real(run, known)

	return patch.object(store, "lock", dying)


def note_dies():
	"""The worker dies after the effect, before the commit."""

	def dying(*_arguments):
		raise Killed

	return patch("gigafibre_fsm.flows.running.moves.advance", dying)
