"""What is asked of a modem: handed to the ACS by a job, its outcome told in so many words."""

from unittest.mock import patch

import frappe

from gigafibre_fsm.integrations.genieacs import GenieACSError
from gigafibre_fsm.network import run_task, tasks
from gigafibre_fsm.tests.factories import make_user
from gigafibre_fsm.tests.factories_fsm import make_ont
from gigafibre_fsm.tests.fake_acs import (
	NO_ANSWER,
	OFFLINE,
	SERIAL,
	URL,
	FakeACS,
	NetworkTestCase,
	faulted,
)


class TaskCase(NetworkTestCase):
	def setUp(self):
		super().setUp()
		self.device = make_ont(serial_number=SERIAL)
		enqueue = patch("frappe.enqueue")
		self.enqueue = enqueue.start()
		self.addCleanup(enqueue.stop)

	def outcome(self, action: str = "reboot") -> tuple[str, str]:
		"""Ask for it, do the job, and return the last (state, message) the pages were told."""
		run_task(self.device.name, action)
		call = self.enqueue.call_args.kwargs
		tasks.run(call["equipment"], call["action"], call["task_id"])
		last = self.states("task")[-1]
		return last["state"], last["message"]


class TestOutcomes(TaskCase):
	def test_a_reboot_that_is_done_says_how_long_it_takes(self):
		self.assertEqual(
			self.outcome(), ("done", "The modem is rebooting: it will be back in about 3 minutes")
		)
		self.assertEqual([asked.name for asked in self.acs.asked], ["reboot"])

	def test_it_is_told_from_the_first_call_to_the_end_under_one_id(self):
		asked = run_task(self.device.name, "reboot")
		self.outcome()

		told = self.states("task")
		self.assertEqual((asked["state"], asked["action"]), ("queued", "reboot"))
		self.assertEqual([message["state"] for message in told], ["queued", "running", "done"])
		self.assertEqual(len({message["id"] for message in told}), 1)

	def test_a_second_click_joins_the_errand_under_way(self):
		first = run_task(self.device.name, "reboot")
		second = run_task(self.device.name, "reboot")

		self.assertEqual(first["id"], second["id"])
		self.assertEqual(self.enqueue.call_count, 1)

	def test_one_that_failed_may_be_asked_again(self):
		self.acs.results.append(OFFLINE)
		self.outcome()

		self.assertEqual(self.outcome()[0], "done")

	def test_a_modem_that_is_still_restarting_is_not_cut_twice(self):
		self.outcome()

		self.assertRefused("is still restarting", run_task, self.device.name, "reboot")
		self.assertEqual(len(self.acs.asked), 1)

	def test_an_error_of_ours_ends_it_for_those_who_watch(self):
		self.acs.results.append(None)

		with self.assertRaises(AttributeError):
			self.outcome()
		last = self.states("task")[-1]
		self.assertEqual((last["state"], last["ended"]), ("failed", True))
		self.assertIn("Error Log", last["message"])

	def test_a_modem_that_is_off_is_not_restarted_when_it_comes_back(self):
		self.acs.results.append(OFFLINE)

		state, message = self.outcome()
		self.assertEqual(state, "failed")
		self.assertTrue(
			message.startswith("The modem does not answer: Device is offline. Is it powered"), message
		)
		self.assertEqual(self.acs.withdrawn, [OFFLINE.task_id])

	def test_should_it_outlive_its_withdrawal_it_expires_and_there_is_only_one(self):
		self.outcome()

		delivery = self.acs.asked[-1].delivery
		self.assertEqual((delivery["expiry"], delivery["unique_key"]), (60, "fsm:reboot"))

	def test_a_modem_that_refuses_is_quoted_and_not_asked_again_by_the_acs(self):
		refused = faulted(9002, "Internal error")
		self.acs.results.append(refused)

		state, message = self.outcome()
		self.assertEqual(state, "failed")
		self.assertIn("The modem refused: fault 9002 Internal error.", message)
		self.assertEqual(self.acs.withdrawn, [refused.task_id])

	def test_no_answer_in_time_is_not_called_a_failure(self):
		self.acs.results.append(NO_ANSWER)

		state, message = self.outcome()
		self.assertEqual(state, "unknown")
		self.assertIn("may still be carried out", message)

	def test_an_acs_that_is_down_is_named(self):
		self.acs = FakeACS(error=GenieACSError("Connection refused", "unreachable"))

		state, message = self.outcome()
		self.assertEqual(state, "failed")
		self.assertIn(f"cannot be reached at {URL}", message)

	def test_the_device_remembers_who_asked_what_and_what_came_of_it(self):
		self.outcome()

		notes = frappe.get_all(
			"Comment",
			filters={"reference_doctype": "Service Equipment", "reference_name": self.device.name},
			pluck="content",
		)
		self.assertIn("Asked for: Reboot", notes)
		self.assertTrue(any("is rebooting" in note for note in notes))


class TestWhoMay(TaskCase):
	def test_a_factory_reset_is_for_managers(self):
		with self.set_user(make_user("FSM Agent")):
			self.assertRaises(frappe.PermissionError, run_task, self.device.name, "factory_reset")
		with self.set_user(make_user("FSM Manager")):
			self.assertEqual(self.outcome("factory_reset")[0], "done")
		self.assertEqual([asked.name for asked in self.acs.asked], ["factoryReset"])

	def test_an_agent_may_reboot(self):
		with self.set_user(make_user("FSM Agent")):
			self.assertEqual(self.outcome()[0], "done")

	def test_what_cannot_be_asked_is_refused_with_what_can(self):
		self.assertRefused(
			"Action explode is not one of reboot, refresh, factory_reset",
			run_task,
			self.device.name,
			"explode",
		)
		self.assertEqual(self.enqueue.call_count, 0)

	def test_a_refresh_goes_the_way_of_every_refresh(self):
		asked = run_task(self.device.name, "refresh")

		self.assertEqual(asked["state"], "queued")
		self.assertEqual(self.enqueue.call_args.args, ("gigafibre_fsm.network.refresh.run",))
